using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SkillMcp.Server.Verification;

/// <summary>
/// A sandbox of Linux namespaces, set up by bubblewrap: no network, the system's programs to be read, a private /tmp and home, and what
/// is bound by name. It needs no root, and holds root too.
/// </summary>
/// <param name="program">The path of bwrap.</param>
/// <param name="version">Its version.</param>
/// <param name="binds">What may be bound.</param>
sealed class BubblewrapSandbox(string program, Version version, BindCheck binds) : ISandbox
{
    const string Home = "/home/sandbox";
    const string Identity = "1000";
    const long SharedMemory = 64L << 20;

    // The filter comes on the standard input, and the command is to have an empty one. The control group is entered before all else.
    // Programs look users and hosts up in these files; those of the machine are nobody's business.
    const string Outside = """
        exec 9<&0 </dev/null 2>&1
        [ -z "$1" ] || echo $$ > "$1" || exit 125
        shift
        exec 8<<PASSWD 7<<GROUP 6<<HOSTS
        root:x:0:0:root:/root:/bin/sh
        sandbox:x:1000:1000:sandbox:/home/sandbox:/bin/sh
        nobody:x:65534:65534:nobody:/nonexistent:/bin/false
        PASSWD
        root:x:0:
        sandbox:x:1000:
        nogroup:x:65534:
        GROUP
        127.0.0.1 localhost sandbox
        ::1 localhost
        HOSTS
        exec "$@"
        """;

    // The owner of a device may change its mode, and root owns them all: it only gets them from a /dev that cannot be changed.
    static readonly string[] WithFixedDevices =
    [
        "unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", "mount -o remount,bind,ro /dev && exec \"$@\"", "sandbox",
    ];

    // What root could read of the kernel there.
    static readonly string[] HiddenOfProc =
    [
        "kcore", "keys", "key-users", "kmsg", "kpagecgroup", "kpagecount", "kpageflags", "latency_stats", "pagetypeinfo", "sched_debug",
        "slabinfo", "sysrq-trigger", "timer_list", "timer_stats", "vmallocinfo",
    ];

    // A limit that was lower before stays.
    const string Inside = """
        limit() { ulimit "$1" "$2" 2>/dev/null || [ "$(ulimit "$1" 2>/dev/null)" -le "$2" ] 2>/dev/null; }
        limit -c 0 && limit -t "$3" && limit -f "$4" && limit -n "$5" && limit -d "$6" && { limit -u "$7" || limit -p "$7"; } ||
            { echo "the shell sets no limits"; exit 125; }
        shell=/bin/bash; [ -x "$shell" ] || shell=/bin/sh
        echo "$2"
        exec "$shell" -c "$1"
        """;

    static readonly Version OldestKnown = new(0, 8);

    public string Title => $"bubblewrap {version}";

    /// <summary>Why it cannot be used whatever is asked of it; null if it can.</summary>
    public string? WhyNot => (version < OldestKnown, SeccompFilter.Knows(RuntimeInformation.OSArchitecture)) switch
    {
        (true, _) => $"bubblewrap {version} is too old: {OldestKnown} or newer is needed.",
        (_, false) => $"the system calls of {RuntimeInformation.OSArchitecture} are not known, only those of x86-64 and aarch64.",
        _ => null,
    };

    public async Task<SandboxResult> RunAsync(SandboxedRun run, CancellationToken cancel)
    {
        if (WhyNot is { } reason)
        {
            throw new SkillException($"The sandbox does not start: {reason}");
        }
        var folder = binds.Resolve(run.Folder);
        var bound = binds.Resolve(run);
        var isRoot = Environment.IsPrivilegedProcess;
        await using var group = isRoot ? ControlGroup.Create(run.Limits.Processes) : null;
        var marker = $"sandbox {Guid.NewGuid():N}";
        IReadOnlyList<string> command =
            [.. isRoot ? WithFixedDevices : [], program, .. Arguments(run, folder, bound), "--", .. Limited(run, marker)];
        var start = new ProcessStartInfo("/bin/sh", ["-c", Outside, "sandbox", group?.Entrance ?? "", .. command]);
        SandboxEnvironment.Fill(start, run, Home);
        using var process = new SandboxedProcess(start, SeccompFilter.For(RuntimeInformation.OSArchitecture), run.Limits, marker);
        return await process.RunAsync(new ResourceWatch(run.Limits, bound).Exceeded, static () => { }, cancel);
    }

    static IEnumerable<string> Arguments(SandboxedRun run, SandboxBind folder, IReadOnlyList<SandboxBind> bound) =>
    [
        "--unshare-all", "--unshare-user", "--disable-userns", "--uid", Identity, "--gid", Identity, "--hostname", "sandbox",
        "--new-session", "--die-with-parent", "--cap-drop", "ALL", "--seccomp", "9",
        .. SystemFolders.Arguments(),
        "--perms", "0444", "--file", "8", "/etc/passwd", "--perms", "0444", "--file", "7", "/etc/group",
        "--perms", "0444", "--file", "6", "/etc/hosts",
        "--proc", "/proc",
        .. HiddenOfProc.Select(name => $"/proc/{name}").Where(File.Exists).SelectMany(Hidden),
        "--remount-ro", "/proc",
        "--dev", "/dev", .. Tmpfs("/dev/shm", Math.Min(SharedMemory, run.Limits.Disk)), "--remount-ro", "/dev",
        .. Tmpfs("/tmp", run.Limits.Disk), .. Tmpfs(Home, run.Limits.Disk),
        "--dir", "/run", "--dir", "/var", "--symlink", "/tmp", "/var/tmp", "--symlink", "/run", "/var/run",
        .. bound.SelectMany(Bound),
        "--remount-ro", "/", "--setenv", "PATH", SandboxEnvironment.PathOf(run), "--chdir", folder.Path,
    ];

    static IEnumerable<string> Hidden(string file) => ["--ro-bind", "/dev/null", file];

    static IEnumerable<string> Bound(SandboxBind bind) => [bind.IsWritable ? "--bind" : "--ro-bind", bind.Path, bind.Path];

    static IEnumerable<string> Tmpfs(string folder, long size) =>
        ["--perms", "1777", "--size", size.ToString(CultureInfo.InvariantCulture), "--tmpfs", folder];

    static IEnumerable<string> Limited(SandboxedRun run, string marker) =>
        ["/bin/sh", "-c", Inside, "sandbox", run.Command, marker, .. ShellLimits.Of(run.Limits)];
}
