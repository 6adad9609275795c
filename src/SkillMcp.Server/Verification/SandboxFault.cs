namespace SkillMcp.Server.Verification;

/// <summary>Why a sandbox cannot be started here, and what would let it.</summary>
static class SandboxFault
{
    const string AppArmor = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
    const string MostNamespaces = "/proc/sys/user/max_user_namespaces";
    const string Unprivileged = "/proc/sys/kernel/unprivileged_userns_clone";

    // What bubblewrap says of when it gets no namespace, or one that it may do nothing in.
    static readonly string[] OfNamespaces = ["namespace", "uid map", "gid map", "loopback"];

    /// <param name="complaint">What the sandbox printed instead of beginning.</param>
    public static string Explain(string complaint) => $"The sandbox does not start: {Reason(complaint)}";

    static string Reason(string complaint)
    {
        if (complaint == "")
        {
            return "it printed no reason.";
        }
        if (complaint.Contains("proc on /newroot/proc", StringComparison.Ordinal))
        {
            return $"this container does not let it mount a /proc ({complaint}). Run skillmcp outside of it, or use --container.";
        }
        return OfNamespaces.Any(word => complaint.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? $"{Setting() ?? "this machine or container allows no user namespaces"} ({complaint})."
            : complaint;
    }

    /// <summary>What the settings of this machine forbid, and what would allow it; null if nothing.</summary>
    static string? Setting() => (ValueOf(MostNamespaces), ValueOf(Unprivileged), ValueOf(AppArmor)) switch
    {
        ("0", _, _) => "user namespaces are turned off. As root: sysctl user.max_user_namespaces=10000",
        (_, "0", _) => "user namespaces are kept from users. As root: sysctl kernel.unprivileged_userns_clone=1",
        (_, _, "1") => "AppArmor keeps user namespaces from programs without a profile. As root, give bwrap one that has \"userns,\", "
            + "or: sysctl kernel.apparmor_restrict_unprivileged_userns=0",
        _ => null,
    };

    static string? ValueOf(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : null;
}
