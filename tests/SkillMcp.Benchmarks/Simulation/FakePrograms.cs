using SkillMcp.Server.Verification;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>Small programs in a folder of their own, each of which does what the scenario has decided.</summary>
sealed class FakePrograms : IDisposable
{
    const UnixFileMode Runnable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly string root = Directory.CreateTempSubdirectory("skillmcp-proof-").FullName;

    public FakePrograms()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Programs);
    }

    /// <summary>The folder that is worked in.</summary>
    public string Folder => Path.Combine(root, "project");

    /// <summary>A file that no program may see.</summary>
    public string Database => Path.Combine(root, "skills.db");

    string Programs => Path.Combine(root, "bin");

    /// <summary>What is allowed: some programs, and to look into the folder.</summary>
    public VerifyPolicy Allowing(IEnumerable<string> programs) => new()
    {
        Programs = [.. programs],
        Readable = [Folder],
        Path = [Programs],
        Limits = new SandboxLimits { Time = TimeSpan.FromSeconds(20) },
    };

    /// <summary>Makes a program, or makes another one of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="check">What it does when it is not asked for its version.</param>
    /// <param name="version">The version that it tells.</param>
    public void Write(string name, string check, string version)
    {
        var path = Path.Combine(Programs, name);
        File.WriteAllText(path, $"""
            #!/bin/sh
            if [ "$1" = "--version" ]; then echo "{name} version {version}"; exit 0; fi
            {check}

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Runnable);
        }
    }

    /// <summary>Writes a file of the folder that is worked in; null takes it away.</summary>
    public void WriteFile(string name, string? content)
    {
        var path = Path.Combine(Folder, name);
        if (content is null)
        {
            File.Delete(path);
            return;
        }
        File.WriteAllText(path, content);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
