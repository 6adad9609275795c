namespace SkillMcp.Benchmarks.Collections;

/// <summary>What became of one thing that an import found.</summary>
/// <param name="Place">Where it was.</param>
/// <param name="Result">How it was stored, or "refused" or "skipped".</param>
/// <param name="Reason">Why; empty if there is nothing to say.</param>
sealed record CollectionSkill(string Place, string Result, string Reason)
{
    public const string Refused = "refused";
    public const string Skipped = "skipped";

    /// <summary>The rules of the screen that it met and that decided.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What was said of how it was read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public IReadOnlyList<string> Steps { get; init; } = [];

    public bool AreStepsGuessed { get; init; }

    /// <summary>The files that are not exported as they were imported, and how: "SKILL.md: secrets".</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public bool IsIn => Result is not (Refused or Skipped);

    public bool IsKeptApart => IsIn && Rules.Count > 0;

    /// <summary>Why it is not in use, without what is particular to it.</summary>
    public string Kind => Rules.Count > 0 ? string.Join(", ", Rules) : ReasonKind.Of(Reason);
}
