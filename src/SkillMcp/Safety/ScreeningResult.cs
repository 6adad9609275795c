namespace SkillMcp.Safety;

/// <summary>What the screen found in a text.</summary>
/// <param name="Verdict">What happens to the text.</param>
/// <param name="Findings">Why, the gravest first; a text that passes may have findings of low severity.</param>
sealed record ScreeningResult(ScreeningVerdict Verdict, IReadOnlyList<ScreeningFinding> Findings)
{
    // Refusals are read by whoever has to correct the text, and audit lines are kept for ever.
    const int MaxNamed = 4;

    public static ScreeningResult Clean { get; } = new(ScreeningVerdict.Pass, []);

    /// <summary>The rules that decided and where they were met, in one line without any part of the text.</summary>
    public string Summary
    {
        get
        {
            var deciding = Findings.Where(finding => finding.Severity > Severity.Low || Verdict == ScreeningVerdict.Pass);
            var first = Findings.FirstOrDefault() ?? new ScreeningFinding("none", "", Severity.Low, "the text");
            return string.Join(", ", deciding.DefaultIfEmpty(first).Take(MaxNamed).Select(finding => $"{finding.Rule} in {finding.Place}"));
        }
    }
}
