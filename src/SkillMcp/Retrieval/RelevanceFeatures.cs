namespace SkillMcp.Retrieval;

/// <summary>
/// The numbers that the re-ranker weighs for and against a candidate. Each is a share of about 0-1, a cosine, or the logarithm of a count.
/// The words of the task and the other words of the request are evidence of their own: each has its own features.
/// </summary>
static class RelevanceFeatures
{
    /// <summary>Begins the names of the features of the other words; the rest is the name of the feature of the task.</summary>
    public const string AlsoPrefix = "also_";

    /// <summary>How words match the text and the past tasks of a skill.</summary>
    static readonly IReadOnlyList<(string Name, Func<CandidateMatch, double> Value)> OfWords =
    [
        ("bm25_of_bound", match => match.Query.ShareOfWeight(match.Bm25)),
        ("log_bm25", match => Math.Log(1 + 8 * match.Bm25)),
        ("title_bm25_of_bound", match => match.Query.ShareOfTitleWeight(match.TitleBm25)),
        ("log_title_bm25", match => Math.Log(1 + 8 * match.TitleBm25)),
        ("title_rarity_covered", TitleWeightCoverage),

        ("coverage", match => Coverage(match, MatchedFields.Own)),
        ("coverage_by_title", match => Coverage(match, MatchedFields.Title)),
        ("coverage_by_name", match => Coverage(match, MatchedFields.Name)),
        ("coverage_by_description", match => Coverage(match, MatchedFields.Description)),
        ("coverage_by_tags", match => Coverage(match, MatchedFields.Tags)),
        ("coverage_by_steps", match => Coverage(match, MatchedFields.Steps)),
        ("matched_words", match => Math.Log(1 + match.Matched.Count)),
        ("matched_words_in_title", match => Math.Log(1 + match.Matched.Count(match.IsInTitle))),
        ("last_word", match => match.Query.ContentIndexes is [.., var last] && match.IsInAnyField(last) ? 1 : 0),
        ("function_words_in_title", TitleFunctionWordShare),

        ("letters_in_title", TitleTrigramCoverage),
        ("letters_of_name_asked", match => match.Name.Length == 0 ? 0 : match.Name.TrigramOverlap / match.Name.Length),

        ("name_asked", match => match.Name.Precision),
        ("description_asked", match => match.Description.Precision),

        ("pairs", match => Saturate(match.Name.SharedBigrams + match.Description.SharedBigrams + match.Tags.SharedBigrams)),
        ("pairs_in_steps", match => Saturate(match.Steps.SharedBigrams)),

        ("likeness_of_unknown_words", UnknownWordSimilarity),

        ("bm25_with_tasks_of_bound", match => match.Query.ShareOfWeight(match.Bm25WithTasks)),
        ("log_bm25_with_tasks", match => Math.Log(1 + 8 * match.Bm25WithTasks)),
        ("coverage_with_tasks", match => Coverage(match, MatchedFields.All)),
        ("bm25_if_used", match => IsUsed(match) * match.Query.ShareOfWeight(match.Bm25)),
        ("coverage_by_title_if_used", match => IsUsed(match) * Coverage(match, MatchedFields.Title)),
        ("description_asked_if_used", match => IsUsed(match) * match.Description.Precision),
        ("pairs_in_tasks", match => Saturate(match.Tasks.SharedBigrams)),
        ("nearest_task", Nearest),
        ("nearest_task_squared", match => Nearest(match) * Nearest(match)),
        ("nearest_three_tasks", match => match.TaskSimilarities is [_, ..] nearest ? nearest.Take(3).Average() : 0),
        ("nearest_unfit_task", match => match.NearestUnsuitableTask),
    ];

    /// <summary>How much text there is to match: a skill that was used often would otherwise be nearer to any task.</summary>
    static readonly IReadOnlyList<(string Name, Func<CandidateMatch, double> Value)> OfLength =
    [
        ("length_of_name", match => Math.Log(1 + match.Name.Length)),
        ("is_used", IsUsed),
        ("uses", match => Math.Log(1 + match.TaskSimilarities.Count)),
    ];

    static readonly IReadOnlyList<(string Name, Func<Comparison, double> Value)> OfMeaning =
    [
        ("meaning", one => one.TextCosine(0)),
        ("meaning_where_words_fail", one => one.TextCosine(0) * (1 - Coverage(one.Task, MatchedFields.Title))),
        ("meaning_squared", one => one.TextCosine(0) * one.TextCosine(0)),
        ("meaning_of_long_text", one => one.TextCosine(0) * Math.Log(1 + one.Task.Description.Length)),
        ("meaning_of_long_task", one => one.TextCosine(0) * Math.Log(1 + one.Task.Query.ContentIndexes.Length)),
        ("meaning_of_unknown_words", one => one.TextCosine(0) * (1 - one.Task.Query.KnownWeightShare)),
        ("meaning_of_short_task", one => one.TextCosine(0) / (1 + one.Task.Query.ContentIndexes.Length)),
        ("meaning_if_used", one => IsUsed(one.Task) * one.TextCosine(0)),
        ("meaning_of_nearest_task", one => one.TaskCosine(0, 1)),
        ("meaning_of_three_tasks", one => one.TaskCosine(0, 3)),
    ];

    static readonly IReadOnlyList<(string Name, Func<Comparison, double> Value)> OfMeaningOfAlso =
    [
        ("also_meaning", one => one.TextCosine(1)),
        ("also_meaning_of_long_text", one => one.TextCosine(1) * Math.Log(1 + one.Task.Description.Length)),
        ("also_meaning_if_used", one => IsUsed(one.Task) * one.TextCosine(1)),
        ("also_meaning_of_nearest_task", one => one.TaskCosine(1, 1)),
        ("also_meaning_of_three_tasks", one => one.TaskCosine(1, 3)),
    ];

    /// <summary>The features by the name of their weight, and the evidence that each needs.</summary>
    public static IReadOnlyList<(string Name, EvidenceKinds Needs, Func<Comparison, double> Value)> All { get; } =
    [
        .. OfWords.Select(one => (one.Name, EvidenceKinds.Task, Of(one.Value))),
        .. OfLength.Select(one => (one.Name, EvidenceKinds.Task, Of(one.Value))),
        .. OfWords.Select(one => (AlsoPrefix + one.Name, EvidenceKinds.Also, OfAlso(one.Value))),
        .. OfMeaning.Select(one => (one.Name, EvidenceKinds.Meaning, one.Value)),
        .. OfMeaningOfAlso.Select(one => (one.Name, EvidenceKinds.Also | EvidenceKinds.Meaning, one.Value)),
    ];

    /// <summary>The features that can be computed, for each combination of evidence.</summary>
    static readonly (int Index, Func<Comparison, double> Value)[][] ByKinds =
    [
        .. Comparison.AllKinds.Select(kinds => All.Index()
            .Where(feature => kinds.HasFlag(feature.Item.Needs))
            .Select(feature => (feature.Index, feature.Item.Value))
            .ToArray()),
    ];

    /// <summary>The index of a feature in <see cref="All"/>.</summary>
    public static int IndexOf(string name) => All.Index().First(feature => feature.Item.Name == name).Index;

    /// <summary>All features, in the order of <see cref="All"/>; 0 for those that need evidence which is not there.</summary>
    public static double[] Compute(Comparison comparison)
    {
        var values = new double[All.Count];
        foreach (var (index, value) in ByKinds[(int)comparison.Kinds])
        {
            values[index] = value(comparison);
        }
        return values;
    }

    static Func<Comparison, double> Of(Func<CandidateMatch, double> value) => comparison => value(comparison.Task);

    static Func<Comparison, double> OfAlso(Func<CandidateMatch, double> value) => comparison => value(comparison.Also!);

    static double IsUsed(CandidateMatch match) => match.TaskSimilarities.Count > 0 ? 1 : 0;

    static double Nearest(CandidateMatch match) => match.TaskSimilarities is [var nearest, ..] ? nearest : 0;

    /// <summary>The share of the query's weight that is on the words that any of some fields holds, 0-1.</summary>
    static double Coverage(CandidateMatch match, MatchedFields fields)
    {
        var sum = 0.0;
        foreach (var index in match.Query.ContentIndexes)
        {
            sum += match.IsIn(fields, index) ? match.Query.Weights[index] : 0;
        }
        return match.Query.ShareOfWeight(sum);
    }

    /// <summary>The share of the query's title weight that is on words in the title, 0-1.</summary>
    static double TitleWeightCoverage(CandidateMatch match) =>
        match.Query.ShareOfTitleWeight(match.Matched.Where(match.IsInTitle).Sum(index => match.Query.TitleWeights[index]));

    /// <summary>
    /// The share of the query's known function words that are in the title, 0-1:
    /// in a terse skill they are what tells "how much" from "how long".
    /// </summary>
    static double TitleFunctionWordShare(CandidateMatch match)
    {
        var (known, inTitle) = (0, 0);
        for (var index = 0; index < match.Query.Weights.Length; index++)
        {
            var isKnown = match.Query.Weights[index] == 0 && match.Query.DocumentFrequency[index] > 0;
            known += isKnown ? 1 : 0;
            inTitle += isKnown && match.IsInTitle(index) ? 1 : 0;
        }
        return known == 0 ? 0 : (double)inTitle / known;
    }

    /// <summary>
    /// The coverage by the title, where a word counts by the share of its trigrams that any words of the title have, 0-1.
    /// </summary>
    static double TitleTrigramCoverage(CandidateMatch match)
    {
        var sum = 0.0;
        foreach (var (index, trigrams) in match.Query.Trigrams)
        {
            var shared = 0;
            foreach (var trigram in trigrams)
            {
                shared += match.TitleTrigrams.Contains(trigram) ? 1 : 0;
            }
            sum += match.Query.Weights[index] * shared / trigrams.Length;
        }
        return match.Query.ShareOfWeight(sum);
    }

    /// <summary>
    /// The coverage by the title, where only words that no skill holds count, each by its similarity to a word of the title, 0-1.
    /// </summary>
    static double UnknownWordSimilarity(CandidateMatch match)
    {
        var sum = 0.0;
        foreach (var (index, _) in match.Query.UnknownWords)
        {
            sum += match.Query.Weights[index] * match.WordSimilarity(index);
        }
        return match.Query.ShareOfWeight(sum);
    }

    static double Saturate(int count) => count / (1.0 + count);
}
