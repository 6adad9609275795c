using System.CommandLine;
using System.Text.Json.Serialization;
using SkillMcp.Server.Resources;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class ShowCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "The name of the skill." };
    static readonly Option<bool> Versions = new("--versions") { Description = "Its versions too, with what was reported for each." };

    public static Command Build() => new Command("show", "Show a skill: what it says and how it has fared.")
    {
        Name, Versions, Terminal.AsJson,
    }
        .WithExamples("skillmcp show deploy-api", "skillmcp show deploy-api --versions")
        .OnMemory(OpenMode.Existing, ShowAsync);

    static async Task ShowAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(SkillName.Parse(typed.GetRequiredValue(Name)), cancel);
        var composition = await memory.LayOutAsync(skill, cancel);
        var versions = typed.GetValue(Versions) ? await memory.VersionsAsync(skill, cancel) : null;
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(ShownSkill.Of(skill, composition.Procedure, memory.IsStale(skill), versions), CommandJson.Default.ShownSkill);
            return;
        }
        var stale = skill.IsActive && memory.IsStale(skill) ? ["stale: nobody has succeeded with it for 90 days"] : Array.Empty<string>();
        SkillView.Show(skill, composition.Procedure, [.. stale, .. composition.Degraded, .. composition.Problems]);
        Show(skill, versions ?? []);
    }

    static void Show(Skill skill, IReadOnlyList<SkillVersion> versions)
    {
        if (versions.Count > 0)
        {
            Terminal.Line();
            Terminal.Table(
                ["Version", "Made", "By", "Worked", "Evidence", "Reason"],
                [.. versions.Select(version => new[]
                {
                    $"{version.Number}{(version.Number == skill.Version ? " (current)" : version.IsAlternative ? " (alternative)" : "")}",
                    version.CreatedAt.ToString("yyyy-MM-dd HH:mm'Z'"),
                    version.Provenance.Client == "" ? Word.Of(version.Provenance.Author) : $"{Word.Of(version.Provenance.Author)}, {version.Provenance.Client}",
                    version.Record.Total == 0 ? "untried" : $"{Phrase.Percent(version.Record.Reliability(0))} of {version.Record.Total}",
                    version.Evidence is { } evidence ? $"{Word.Of(evidence.Kind)} {Excerpt.Of(evidence.Observed, 40)}" : "",
                    version.Reason,
                })]);
        }
    }
}

/// <summary>A skill whole: what it says, how it has fared and, where they were asked for, its versions.</summary>
sealed record ShownSkill(
    SkillRecord Record,
    string Title,
    string Description,
    string Category,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Preconditions,
    IReadOnlyList<string> Steps,
    IReadOnlyList<string> Postconditions,
    IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The SKILL.md that it was read from, where the fields do not say all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Document { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SkillFile>? Files { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShownVersion>? Versions { get; init; }

    public static ShownSkill Of(Skill skill, Procedure procedure, bool stale, IReadOnlyList<SkillVersion>? versions) => new(
        SkillRecord.Of(skill, stale), procedure.Title, procedure.Description, procedure.Category, procedure.Tags,
        procedure.Preconditions, [.. procedure.Steps.Select(step => step.Text)], procedure.Postconditions, procedure.Parameters)
    {
        Document = procedure.Document.Length == 0 ? null : procedure.Document,
        Files = procedure.Files.Count == 0 ? null : procedure.Files,
        Versions = versions is null ? null : [.. versions.Select(version => ShownVersion.Of(version, skill))],
    };
}

sealed record ShownVersion(int Number, bool IsAlternative, string Reason, string Author, string Client, DateTimeOffset CreatedAt, Executions Executions, double Belief, ShownEvidence? Evidence, IReadOnlyList<string> Steps)
{
    public static ShownVersion Of(SkillVersion version, Skill skill) => new(
        version.Number, version.IsAlternative, version.Reason, Word.Of(version.Provenance.Author), version.Provenance.Client, version.CreatedAt, version.Record.All,
        version.Record.Belief(skill.Confidence), ShownEvidence.Of(version.Evidence), [.. version.Procedure.Steps.Select(step => step.Text)]);
}

sealed record ShownEvidence(string Kind, string Observed, string Expected, string Check)
{
    public static ShownEvidence? Of(Evidence? evidence) => evidence is null ? null : new(Word.Of(evidence.Kind), evidence.Observed, evidence.Expected, evidence.Check);
}
