using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

static class AuditCommand
{
    static readonly Option<string> Skill = new("--skill")
    {
        Description = "Only what happened to this skill.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "",
    };

    static readonly Option<int> Limit = new("--limit")
    {
        Description = "How many lines, the newest first.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    static readonly Column[] Columns =
    [
        new("No.", Rank: 5),
        new("When"),
        new("Who", Rank: 4, Wraps: true),
        new("What"),
        new("Skill", Rank: 1),
        new("Detail", Rank: 2, Wraps: true),
        new("Why", Rank: 3, Wraps: true),
    ];

    public static Command Build() => new Command(
        "audit", "Read the record of changes and refusals: when, who, what, why; doctor verifies it.")
    {
        Skill, Limit, Terminal.AsJson,
    }
        .WithExamples("skillmcp audit", "skillmcp audit --skill deploy-api --json")
        .OnMemory(OpenMode.Existing, ShowAsync);

    static async Task ShowAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var entries = await memory.AuditAsync(typed.GetRequiredValue(Skill), Math.Max(1, typed.GetValue(Limit)), cancel);
        var lines = entries.Select(AuditLine.Of).ToList();
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(new AuditAnswer(lines), CommandJson.Default.AuditAnswer);
        }
        else if (lines.Count == 0)
        {
            Terminal.Line("Nothing is on record.");
        }
        else
        {
            Terminal.Table(Columns, [.. lines.Select(Row)]);
        }
    }

    static string[] Row(AuditLine line) =>
    [
        $"{line.Number}",
        line.At.ToString("yyyy-MM-dd HH:mm:ss'Z'"),
        line.Client == "" ? line.Author : $"{line.Author} ({line.Client})",
        line.Act,
        line.Skill,
        line.Detail,
        line.Reason,
    ];
}
