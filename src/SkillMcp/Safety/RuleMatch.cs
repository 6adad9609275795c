namespace SkillMcp.Safety;

/// <summary>A rule that a scanned text met.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Reason">What it means, in words.</param>
/// <param name="Severity">How much it weighs by itself.</param>
/// <param name="At">The place of the match in the scanned text.</param>
readonly record struct RuleMatch(string Rule, string Reason, Severity Severity, int At);
