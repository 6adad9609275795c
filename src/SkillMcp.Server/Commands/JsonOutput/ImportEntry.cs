using System.Text.Json.Serialization;
using SkillMcp.Admissions;
using SkillMcp.Safety;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What became of one thing that an import found.</summary>
/// <param name="Result">One of the words below.</param>
/// <param name="Place">The file or folder.</param>
/// <param name="Line">The line, or the position in a list, of one of many things in a file; empty if it is the only one.</param>
/// <param name="Skill">The skill in this memory; empty if there is none.</param>
/// <param name="Version">Its version; 0 where there is none.</param>
/// <param name="Reason">Why, or what a person should know; empty if there is nothing to say.</param>
sealed record ImportEntry(string Result, string Place, string Line, string Skill, int Version, string Reason)
{
    public const string Stored = "stored";
    public const string Unchanged = "unchanged";
    public const string Consolidated = "consolidated";
    public const string Quarantined = "quarantined";
    public const string Refused = "refused";
    public const string Skipped = "skipped";

    /// <summary>What the screen found; null if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScreenFinding>? Findings { get; init; }

    /// <summary>What was read; null where it could not be.</summary>
    internal SkillSubmission? Read { get; init; }

    /// <summary>Whether the skill in this memory is quarantined, since now or before.</summary>
    internal bool IsQuarantined { get; init; }

    internal ScreeningVerdict Verdict => Result switch
    {
        Refused => ScreeningVerdict.Refuse,
        _ when IsQuarantined => ScreeningVerdict.Quarantine,
        _ => ScreeningVerdict.Pass,
    };

    internal static IReadOnlyList<ScreenFinding>? FindingsOf(IEnumerable<ScreeningFinding> findings) =>
        findings.Select(ScreenFinding.Of).Distinct().ToList() is { Count: > 0 } found ? found : null;

    internal string Where => Line.Length > 0 ? $"{Place}, {Line}" : Place;
}
