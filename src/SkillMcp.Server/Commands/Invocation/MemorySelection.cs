using System.CommandLine;
using SkillMcp.Safety;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>Which memory a command is about: the file and the project, by option, environment variable or default.</summary>
static class MemorySelection
{
    public static Option<string?> Database { get; } = new("--db")
    {
        Description = "The file of the memory. Default: SKILLMCP_DB, or else skillmcp/skills.db in your data folder.",
        HelpName = "FILE",
    };

    public static Option<string?> Project { get; } = new("--project")
    {
        Description = "The project; its skills and the shared ones are used. Default: SKILLMCP_PROJECT, else only the shared ones.",
        HelpName = "NAME",
    };

    public static string PathFrom(ParseResult typed) => GivenPath(typed) ?? SkillDatabase.DefaultPath;

    /// <summary>The file that was named; null for the default.</summary>
    public static string? GivenPath(ParseResult typed) => Given(typed.GetValue(Database), "SKILLMCP_DB");

    /// <exception cref="SkillException">It is not the name of a project, or it holds a secret.</exception>
    public static Project ProjectFrom(ParseResult typed)
    {
        var project = SkillMcp.Project.Parse(Given(typed.GetValue(Project), "SKILLMCP_PROJECT"));
        // The name is stored with every skill of the project, and a start without one waits for no search.
        return project == SkillMcp.Project.Everybody || new SecretRedactor().Redact(project.Name) == project.Name
            ? project
            : throw new SkillException("The name of the project holds a secret, which would be stored: give it another name.");
    }

    static string? Given(string? typed, string variable) => string.IsNullOrEmpty(typed) ? EnvironmentVariable.Get(variable) : typed;
}
