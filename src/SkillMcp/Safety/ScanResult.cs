namespace SkillMcp.Safety;

/// <summary>What a scan found in one text.</summary>
/// <param name="Plain">The text without its disguise.</param>
/// <param name="Matches">The rules that it met.</param>
sealed record ScanResult(string Plain, IReadOnlyList<RuleMatch> Matches)
{
    /// <summary>The ids of the rules that were met, each once.</summary>
    public IEnumerable<string> Rules => Matches.Select(match => match.Rule).Distinct();
}
