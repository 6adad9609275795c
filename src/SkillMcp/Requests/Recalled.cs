namespace SkillMcp.Requests;

/// <summary>What is handed over unasked.</summary>
/// <param name="Answer">The skills; the first of them fits surely.</param>
/// <param name="Retrieval">What is to be written down, so that a report can refer to it.</param>
public sealed record Recalled(Retrieved Answer, PastRetrieval Retrieval)
{
    // Whoever asks is told what may fit; who does not ask is not to be disturbed by it.
    const double MinScoreOfName = 0.45;

    /// <summary>Whether a match fits so surely that it is handed over unasked.</summary>
    public static bool IsSure(Match match) => match switch
    {
        { Differs.Count: > 0 } or { NotFor.Count: > 0, Fit: Fit.Possible } or { IsUnmet: true } => false,
        { Fit: Fit.Possible } => match is { Doubt: "", Score: >= MinScoreOfName },
        _ => true,
    };
}
