namespace SkillMcp.Tests;

/// <summary>What the tests find around them.</summary>
public static class Here
{
    /// <summary>
    /// The executable under test: the one that was built with the tests.
    /// Where <c>SKILLMCP_EXECUTABLE</c> names another one (the native one, say), it is that one.
    /// </summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("SKILLMCP_EXECUTABLE")
        ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "skillmcp.exe" : "skillmcp");

    /// <summary>The folder of the solution: some tests read its files.</summary>
    public static string Solution { get; } = FindSolution();

    static string FindSolution()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SkillMcp.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The tests read files of the source, and no SkillMcp.sln is above them.");
    }
}
