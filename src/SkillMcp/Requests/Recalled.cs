namespace SkillMcp.Requests;

/// <summary>What is handed over unasked.</summary>
/// <param name="Answer">The skills; the first of them fits surely.</param>
/// <param name="Retrieval">What is to be written down, so that a report can refer to it.</param>
sealed record Recalled(Retrieved Answer, PastRetrieval Retrieval)
{
    /// <summary>What was drawn for it, which is to be written down too; null if it is not measured.</summary>
    public Assignment? Assignment { get; init; }

    /// <summary>Whether nothing is said of it, to measure how the task ends without.</summary>
    public bool IsWithheld => Assignment is { IsWithheld: true };

    // Whoever asks is told what may fit; who does not ask is not to be disturbed by it. Of 390 prompts that ask for nothing stored
    // something is added to 1.5 %, and to 13 % without these and without leaving out questions and follow-ups.
    const double MinScoreOfName = 0.4;
    const int MinWordsOfName = 4;
    const int MinWordsOfLikely = 3;
    const int MinWordsOfMatch = 2;

    /// <summary>How many content words of the task a skill must have to be handed over unasked, if there are no other words.</summary>
    public const int MinWords = MinWordsOfMatch;

    /// <summary>Whether a match fits so surely that it is handed over unasked.</summary>
    /// <param name="match">The match.</param>
    /// <param name="hasOtherWords">Whether it was searched for in other words too: then the skill need not have those of the task.</param>
    public static bool IsSure(Match match, bool hasOtherWords = false) => match switch
    {
        { Differs.Count: > 0 } or { IsUnmet: true } => false,
        { Fit: not Fit.Possible } when hasOtherWords => true,
        { Fit: Fit.Possible } => match is { Doubt: "", Score: >= MinScoreOfName, MatchedWords: >= MinWordsOfName },
        { Fit: Fit.Likely } => match.MatchedWords >= MinWordsOfLikely,
        _ => match.MatchedWords >= MinWordsOfMatch,
    };
}
