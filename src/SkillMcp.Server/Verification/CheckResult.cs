using SkillMcp.Checks;
using SkillMcp.Safety;

namespace SkillMcp.Server.Verification;

/// <summary>A check that was made, or could not be.</summary>
/// <param name="Text">What was asked and what the answer must be.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Observed">What was seen, or why nothing was; several lines. It holds the text of a stranger.</param>
sealed record CheckResult(string Text, CheckVerdict Verdict, string Observed)
{
    /// <summary>What was seen, or why nothing was, without secrets: what a command prints, a pipeline keeps.</summary>
    public string Observed { get; } = SecretRedactor.InMessage(Observed, []);

    /// <summary>The kind of evidence that it is.</summary>
    public EvidenceKind Kind { get; init; } = EvidenceKind.OutputMatch;

    /// <summary>The first line of what was seen.</summary>
    public string Brief => Observed.Split('\n')[0];

    public static CheckResult Of(Check check, bool holds, string observed) =>
        new(check.Text, holds ? CheckVerdict.Holds : CheckVerdict.Fails, observed) { Kind = KindOf(check) };

    public static CheckResult NotAllowed(Check check, string reason) => new(check.Text, CheckVerdict.NotAllowed, reason);

    public static CheckResult CouldNotRun(string text, string reason) => new(text, CheckVerdict.CouldNotRun, reason);

    static EvidenceKind KindOf(Check check) => check switch
    {
        CommandCheck { Output: null } => EvidenceKind.ExitCode,
        HttpCheck { Body: null } => EvidenceKind.HttpStatus,
        TestReportCheck => EvidenceKind.TestReport,
        _ => EvidenceKind.OutputMatch,
    };
}
