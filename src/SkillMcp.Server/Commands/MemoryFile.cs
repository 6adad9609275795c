using System.CommandLine;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary>Which memory a command is about, and how a command is run on it.</summary>
static class MemoryFile
{
    public static Option<string?> Database { get; } = new("--db")
    {
        Description = "The file of the memory. Default: SKILLMCP_DB, or else skillmcp/skills.db in your data folder.",
        HelpName = "FILE",
    };

    public static Option<string?> Project { get; } = new("--project")
    {
        Description = "The project whose skills, with everybody's, are meant. Default: SKILLMCP_PROJECT, or else everybody's alone.",
        HelpName = "NAME",
    };

    public static string PathFrom(ParseResult typed) => GivenPath(typed) ?? SkillDatabase.DefaultPath;

    /// <summary>The file that was named; null for the usual one.</summary>
    public static string? GivenPath(ParseResult typed) => Given(typed.GetValue(Database), "SKILLMCP_DB");

    /// <exception cref="SkillException">It is no name of a project.</exception>
    public static Project ProjectFrom(ParseResult typed) => SkillMcp.Project.Parse(Given(typed.GetValue(Project), "SKILLMCP_PROJECT"));

    /// <summary>Gives a command the options that say which memory, and runs it on that.</summary>
    public static Command OnMemory(this Command command, OpenMode mode, Func<ParseResult, SkillMemory, CancellationToken, Task> run) =>
        command.OnFile(mode, async (typed, database, cancel) =>
        {
            var memory = MemoryIn(database, typed);
            await run(typed, memory, cancel);
            await memory.FlushAsync(cancel);
            return 0;
        });

    /// <summary>The same for a command that is about the file itself. What it returns is the exit code.</summary>
    public static Command OnFile(this Command command, OpenMode mode, Func<ParseResult, SkillDatabase, CancellationToken, Task<int>> run)
    {
        command.Add(Database);
        command.Add(Project);
        return command.Runs(async (typed, cancel) =>
        {
            await using var database = await SkillDatabase.OpenAsync(PathFrom(typed), mode, cancel);
            return await run(typed, database, cancel);
        });
    }

    public static SkillMemory MemoryIn(SkillDatabase database, ParseResult typed, SkillMemoryOptions? options = null) =>
        new(new SqliteSkillStore(database), ProjectFrom(typed), TimeProvider.System, options);

    /// <summary>Runs a command; what it cannot do is one sentence on standard error and exit code 1.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (typed, cancel) =>
        {
            try
            {
                return await run(typed, cancel);
            }
            catch (Exception mistake) when (mistake is SkillException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(VisibleText.Of(mistake.Message));
                return 1;
            }
        });
        return command;
    }

    static string? Given(string? typed, string variable) =>
        string.IsNullOrEmpty(typed) ? Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null : typed;
}
