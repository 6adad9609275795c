namespace SkillMcp.Server.Clients;

/// <summary>What decides where clients keep their files: a value, so that the paths of each platform can be tested on any.</summary>
sealed record ClientEnvironment
{
    public required Platform Platform { get; init; }

    /// <summary>The user's home folder.</summary>
    public required string Home { get; init; }

    /// <summary>An environment variable; null if it is unset or empty.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folders in a folder whose names match a pattern; none if there is no such folder.</summary>
    public required Func<string, string, IReadOnlyList<string>> Folders { get; init; }

    /// <summary>Whether there is a file or folder at a path.</summary>
    public required Func<string, bool> Exists { get; init; }

    /// <summary>The one that this process runs in.</summary>
    public static ClientEnvironment Current { get; } = new()
    {
        Platform = CurrentPlatform,
        // As the clients look it up: the variable goes before what the system says.
        Home = EnvironmentVariable.Get(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        Variable = EnvironmentVariable.Get,
        Folders = (folder, pattern) =>
            Directory.Exists(folder) ? [.. Directory.GetDirectories(folder, pattern).Order(StringComparer.Ordinal)] : [],
        Exists = Path.Exists,
    };

    /// <summary>The folder in which applications keep a user's settings.</summary>
    public string Settings => Platform switch
    {
        Platform.Windows => Variable("APPDATA") ?? Join(Home, "AppData", "Roaming"),
        Platform.MacOS => Join(Home, "Library", "Application Support"),
        _ => UnixSettings,
    };

    /// <summary>The folder in which programs of Unix keep a user's settings, on macOS too.</summary>
    public string UnixSettings => Variable("XDG_CONFIG_HOME") ?? Join(Home, ".config");

    /// <summary>The folder in which programs of Unix keep a user's data, on other systems too.</summary>
    public string UnixData => Variable("XDG_DATA_HOME") ?? Join(Home, ".local", "share");

    /// <summary>Whether a program can be started by its name in a terminal.</summary>
    public bool HasProgram(string name)
    {
        var isWindows = Platform == Platform.Windows;
        string[] endings = isWindows ? [".exe", ".cmd", ".bat"] : [""];
        return (Variable("PATH") ?? "")
            .Split(isWindows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => endings.Any(ending => Exists(Join(folder, name + ending))));
    }

    public string Join(params IEnumerable<string> parts) => string.Join(Platform == Platform.Windows ? '\\' : '/', parts);

    static Platform CurrentPlatform
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return Platform.Windows;
            }
            return OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Linux;
        }
    }
}
