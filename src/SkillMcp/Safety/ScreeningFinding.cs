namespace SkillMcp.Safety;

/// <summary>A rule that a text met.</summary>
/// <param name="Rule">The id of the rule, such as <c>pipe-to-shell</c>.</param>
/// <param name="Reason">What it means, in our words: no part of the screened text is repeated.</param>
/// <param name="Severity">How much it weighs by itself.</param>
/// <param name="Place">Where it was found, such as <c>step 3</c> or <c>line 12</c>.</param>
sealed record ScreeningFinding(string Rule, string Reason, Severity Severity, string Place)
{
    public override string ToString() => $"{Rule} in {Place}: {Reason}";
}
