using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;
using SkillMcp.Ways;

namespace SkillMcp.Server.Commands;

static class ShowCommand
{
    const int MaxObservedLength = 40;

    // Older executions than these are not drawn.
    const int MaxDrawn = 1_000;

    static readonly Option<bool> Versions = new("--versions") { Description = "Its versions too, with what was reported for each." };

    static readonly Column[] WayColumns =
    [
        new("Way", Wraps: true),
        new("Text", Rank: 3),
        new("Worked", Rank: 1),
        new("At least", Rank: 2),
        new("Over time", Rank: 5),
        new("Decided", Rank: 4, Wraps: true),
    ];

    static readonly Column[] VersionColumns =
    [
        new("Version", Wraps: true),
        new("Made", Rank: 2),
        new("By", Rank: 3, Wraps: true),
        new("Worked", Rank: 1),
        new("Evidence", Rank: 5, Wraps: true),
        new("Reason", Rank: 4, Wraps: true),
    ];

    public static Command Build() => new Command("show", "Show a skill: its text and its track record.")
    {
        SkillArgument.Name, Versions, Terminal.AsJson,
    }
        .WithExamples("skillmcp show deploy-api", "skillmcp show deploy-api --versions")
        .OnMemory(OpenMode.Existing, ShowAsync);

    static async Task ShowAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var stored = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
        var composition = await memory.LayOutAsync(stored, cancel);
        var skill = stored with { Pitfalls = composition.Pitfalls };
        var versions = typed.GetValue(Versions) ? await memory.VersionsAsync(skill, cancel) : null;
        var ways = await memory.WaysAsync(skill, cancel);
        var notFor = await memory.NotForAsync(skill, cancel);
        var drifted = (await memory.DriftsAsync(stored, cancel)).Select(drift => drift.Text).ToList();
        if (typed.GetValue(Terminal.AsJson))
        {
            var shown = ShownSkill.Of(skill, composition.Procedure, memory.IsStale(skill), versions, ways) with
            {
                NotFor = notFor.Count == 0 ? null : notFor,
                Drifted = drifted.Count == 0 ? null : drifted,
            };
            Terminal.Json(shown, CommandJson.Default.ShownSkill);
            return;
        }
        var stale = skill.IsActive && memory.IsStale(skill) ? ["stale: it has not succeeded for 90 days"] : Array.Empty<string>();
        var uplift = await memory.UpliftAsync(skill, cancel);
        string[] measured = uplift.Without.Tasks == 0 ? [] : [UpliftText.Remark(uplift, skill.Name)];
        SkillView.Show(skill, await WholeSkill.ReadAsync(memory, stored, cancel), notFor, [.. stale, .. drifted, .. measured]);
        if (ways.Count > 1)
        {
            await ShowWaysAsync(memory, skill, ways, cancel);
        }
        if (versions is { Count: > 0 })
        {
            Terminal.Line();
            Terminal.Table(VersionColumns, [.. versions.Select(version => Row(version, skill))]);
        }
    }

    /// <summary>Each way with its own record, drawn over time, and why the current one is current.</summary>
    static async Task ShowWaysAsync(SkillMemory memory, Skill skill, IReadOnlyList<SkillWay> ways, CancellationToken cancel)
    {
        var executions = (await memory.ExecutionsAsync(skill, MaxDrawn, cancel)).Reverse().ToLookup(execution => execution.Way);
        Terminal.Line();
        Terminal.Heading("Ways");
        Terminal.Faint("Each has a record of its own; that of the skill is their sum.");
        Terminal.Table(
            WayColumns,
            [.. ways.Select(way => Row(way, Sparkline.Of([.. executions[way.Number]])))]);
    }

    static string[] Row(SkillWay way, string overTime)
    {
        var status = way.Way.Risk.Length > 0 ? $"{EnumName.Of(way.Way.Status)}, {way.Way.Risk}" : EnumName.Of(way.Way.Status);
        var decided = way.DecidedAt is { } at ? $"{at:yyyy-MM-dd HH:mm'Z'}: {way.Decision}" : "";
        return
        [
            $"{way.Number} ({status})",
            $"version {way.Text.Number}",
            ReliabilityText.Of(way.Record).Brief,
            way.Record.Total == 0 ? "not known" : SkillText.Percent(way.Belief),
            overTime,
            decided,
        ];
    }

    static string[] Row(SkillVersion version, Skill skill)
    {
        var (author, client) = (EnumName.Of(version.Provenance.Author), version.Provenance.Client);
        return
        [
            $"{version.Number}{Remark(version, skill)}",
            version.CreatedAt.ToString("yyyy-MM-dd HH:mm'Z'"),
            client == "" ? author : $"{author}, {client}",
            ReliabilityText.Of(version.Record).Brief,
            version.Evidence is { } evidence ? $"{EnumName.Of(evidence.Kind)} {Truncate.To(evidence.Observed, MaxObservedLength)}" : "",
            version.Reason,
        ];
    }

    static string Remark(SkillVersion version, Skill skill)
    {
        if (version.IsChangedOutside)
        {
            return " (changed outside skillmcp)";
        }
        if (version.Number == skill.Version)
        {
            return " (current)";
        }
        return version.IsAlternative ? " (alternative)" : "";
    }
}
