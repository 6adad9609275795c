using System.Diagnostics;

namespace SkillMcp.Server.Verification;

/// <summary>The sandbox that there is on this machine, or why there is none. Without one nothing is run.</summary>
static class Sandboxes
{
    public const string WithContainers = "Where there is podman or docker: --container podman or --container docker.";

    /// <param name="memory">The file of the memory, which no command may see.</param>
    /// <param name="container">A program that runs containers, podman or docker; null for the sandbox of the system.</param>
    /// <exception cref="SkillException">There is none; the message says why and what would help.</exception>
    public static ISandbox Find(string memory, string? container = null)
    {
        var binds = BindCheck.For(memory);
        if (container is not null)
        {
            return ContainerSandbox.Find(container, binds);
        }
        if (OperatingSystem.IsLinux())
        {
            return FindBubblewrap(binds);
        }
        return OperatingSystem.IsMacOS()
            ? MacSandbox.Find(binds)
            : throw new SkillException($"This system has none. {WithContainers}");
    }

    /// <summary>The path of a program that is installed; null if it is not.</summary>
    public static string? ProgramNamed(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    static BubblewrapSandbox FindBubblewrap(BindCheck binds)
    {
        var program = ProgramNamed("bwrap") ?? throw new SkillException(
            "bubblewrap is not installed. Install it (Debian and Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap; "
            + $"Arch: pacman -S bubblewrap). {WithContainers}");
        var sandbox = new BubblewrapSandbox(program, VersionOf(program), binds);
        return sandbox.WhyNot is { } reason ? throw new SkillException(char.ToUpperInvariant(reason[0]) + reason[1..]) : sandbox;
    }

    static Version VersionOf(string program)
    {
        using var asked = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true })!;
        var printed = asked.StandardOutput.ReadToEnd();
        asked.WaitForExit();
        return Version.TryParse(printed.Trim().Split(' ')[^1], out var version) ? version : new Version(0, 0);
    }
}
