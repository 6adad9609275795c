namespace SkillMcp.Retrieval;

/// <summary>A candidate compared with a request.</summary>
/// <param name="Task">How it matches the words of the task.</param>
/// <param name="Also">How it matches the other words of the request; null if there are none.</param>
/// <param name="Nearness">How near it is to the vectors of the task and of the other words; empty without vectors.</param>
readonly record struct Comparison(CandidateMatch Task, CandidateMatch? Also, IReadOnlyList<Nearness> Nearness)
{
    // In a memory of ten thousand skills a word that a thousand hold weighs .23.
    const double TellingWeight = 0.2;

    // "kubernets" and "kubernetes" are alike by .8, other words of the same letters by less than .5.
    const double TellingSimilarity = 0.5;

    // Sentences about different things have a cosine below .2, those about the same one above .4.
    const double TellingCosine = 0.3;

    /// <summary>The combinations of evidence, in the order of their numbers.</summary>
    public static IReadOnlyList<EvidenceKinds> AllKinds { get; } =
        [EvidenceKinds.Task, EvidenceKinds.Also, EvidenceKinds.Meaning, EvidenceKinds.Also | EvidenceKinds.Meaning];

    /// <summary>The evidence that there is.</summary>
    public EvidenceKinds Kinds =>
        (Also is null ? EvidenceKinds.Task : EvidenceKinds.Also) | (Nearness.Count == 0 ? EvidenceKinds.Task : EvidenceKinds.Meaning);

    /// <summary>
    /// Whether the request and the skill have anything in common that tells one skill from another:
    /// a word that is not everywhere, one that is spelt nearly the same, or the meaning.
    /// </summary>
    public bool IsTelling => HasTellingWord(Task) || Also is { } also && HasTellingWord(also) || TextCosine(0) >= TellingCosine;

    /// <summary>The cosine of the skill's own text and a vector of the request, -1 to 1.</summary>
    /// <param name="vector">0 for the task, 1 for the other words.</param>
    public double TextCosine(int vector) => vector < Nearness.Count ? Nearness[vector].Text ?? 0 : 0;

    /// <summary>
    /// The average cosine of the nearest past tasks and a vector of the request, -1 to 1.
    /// The skill's own text stands for tasks that it has not got yet: having none speaks neither for a skill nor against it.
    /// </summary>
    /// <param name="vector">0 for the task, 1 for the other words.</param>
    /// <param name="nearest">Of how many tasks, from 1.</param>
    public double TaskCosine(int vector, int nearest)
    {
        var text = TextCosine(vector);
        var tasks = vector < Nearness.Count ? Nearness[vector].Tasks : [];
        var known = tasks.Take(nearest).Select(cosine => Math.Max(cosine, text));
        return known.Concat(Enumerable.Repeat(text, nearest)).Take(nearest).Average();
    }

    static bool HasTellingWord(CandidateMatch match) =>
        Array.Exists(match.Query.ContentIndexes, index => match.Query.Weights[index] >= TellingWeight && IsShared(match, index));

    static bool IsShared(CandidateMatch match, int index) =>
        match.IsIn(MatchedFields.All, index) || match.WordSimilarity(index) >= TellingSimilarity;
}
