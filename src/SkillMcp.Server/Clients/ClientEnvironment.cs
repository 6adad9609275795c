namespace SkillMcp.Server.Clients;

enum Platform
{
    Linux,
    MacOS,
    Windows,
}

/// <summary>What of a environment decides where clients keep their files; given, and not asked of the system, so that every platform's paths can be tested on any.</summary>
sealed record ClientEnvironment
{
    public required Platform Platform { get; init; }

    /// <summary>The user's own folder.</summary>
    public required string Home { get; init; }

    /// <summary>An environment variable; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folders in a folder whose names match a pattern; none where there is no such folder.</summary>
    public required Func<string, string, IReadOnlyList<string>> Folders { get; init; }

    public static ClientEnvironment Here { get; } = new()
    {
        Platform = OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOS : Platform.Linux,
        // As the clients ask for it, which is not what the system answers where the variable says another.
        Home = Set(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        Variable = Set,
        Folders = (folder, pattern) => Directory.Exists(folder) ? [.. Directory.GetDirectories(folder, pattern).Order(StringComparer.Ordinal)] : [],
    };

    /// <summary>Where applications of this environment keep a user's settings.</summary>
    public string Settings => Platform switch
    {
        Platform.Windows => Variable("APPDATA") ?? Join(Home, "AppData", "Roaming"),
        Platform.MacOS => Join(Home, "Library", "Application Support"),
        _ => Variable("XDG_CONFIG_HOME") ?? Join(Home, ".config"),
    };

    public string Join(params IEnumerable<string> parts) => string.Join(Platform == Platform.Windows ? '\\' : '/', parts);

    static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null;
}
