namespace SkillMcp.Server.Verification;

/// <summary>What was seen of a skill: its steps, if they were run, and its checks.</summary>
/// <param name="Checks">The checks in order; the run of the steps is the first of them.</param>
/// <param name="FailedStep">The number of the step that failed, from 1; 0 if none did.</param>
sealed record SkillVerification(IReadOnlyList<CheckResult> Checks, int FailedStep = 0)
{
    /// <summary>The versions of its programs that were seen.</summary>
    public IReadOnlyList<ProgramVersion> Versions { get; init; } = [];

    /// <summary>
    /// How it ended: a failure where a check fails, a success where all hold; null where that is not known, as nothing failed and not all
    /// could be made.
    /// </summary>
    public Outcome? Outcome =>
        Checks.Any(check => check.Verdict == CheckVerdict.Fails) ? SkillMcp.Outcome.Failure
        : Checks.Count > 0 && Checks.All(check => check.Verdict == CheckVerdict.Holds) ? SkillMcp.Outcome.Success
        : null;

    /// <summary>What was observed, as evidence of the outcome.</summary>
    public Evidence Evidence
    {
        get
        {
            var told = Checks.Where(check => check.Verdict is CheckVerdict.Holds or CheckVerdict.Fails).ToList();
            var seen = told.Select(check => $"{EnumName.Of(check.Verdict)}: {check.Text}: {check.Observed}");
            return new Evidence
            {
                Kind = told is [var only] ? only.Kind : EvidenceKind.OutputMatch,
                Check = Truncate.To(string.Join('\n', told.Select(check => check.Text)), Evidence.MaxLength),
                Observed = WithVersions(told is [var single] ? single.Observed : string.Join('\n', seen)),
            };
        }
    }

    /// <summary>What was observed, with a last line of the versions where any was seen.</summary>
    string WithVersions(string observed)
    {
        var line = Versions.Count == 0
            ? ""
            : $"\nversions: {string.Join(", ", Versions.Select(version => $"{version.Program} {version.Version}"))}";
        return Truncate.To(observed, Evidence.MaxLength - line.Length) + line;
    }

    /// <summary>What failed, in words; empty if nothing did.</summary>
    public string Notes => string.Join(
        " ", Checks.Where(check => check.Verdict == CheckVerdict.Fails).Select(check => $"{check.Text} failed: {check.Brief}."));
}
