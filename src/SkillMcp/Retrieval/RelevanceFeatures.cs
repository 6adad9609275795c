namespace SkillMcp.Retrieval;

/// <summary>
/// The numbers that the re-ranker weighs for and against a candidate. Each is a share of about 0-1, or the logarithm of a count.
/// </summary>
static class RelevanceFeatures
{
    /// <summary>The features by the name of their weight.</summary>
    public static IReadOnlyList<(string Name, Func<CandidateMatch, double> Value)> All { get; } =
    [
        ("bm25_of_bound", match => match.Query.ShareOfWeight(match.Bm25)),
        ("log_bm25", match => Math.Log(1 + 8 * match.Bm25)),
        ("title_bm25_of_bound", match => match.Query.ShareOfTitleWeight(match.TitleBm25)),
        ("log_title_bm25", match => Math.Log(1 + 8 * match.TitleBm25)),
        ("title_rarity_covered", TitleWeightCoverage),

        ("coverage", match => Coverage(match, match.IsInAnyField)),
        ("coverage_by_title", match => Coverage(match, match.IsInTitle)),
        ("coverage_by_name", match => CoverageBy(match.Name, match)),
        ("coverage_by_description", match => CoverageBy(match.Description, match)),
        ("coverage_by_tags", match => CoverageBy(match.Tags, match)),
        ("coverage_by_steps", match => CoverageBy(match.Steps, match)),
        ("matched_words", match => Math.Log(1 + match.Matched.Count)),
        ("matched_words_in_title", match => Math.Log(1 + match.Matched.Count(match.IsInTitle))),
        ("last_word", match => match.Query.ContentIndexes is [.., var last] && match.IsInAnyField(last) ? 1 : 0),
        ("function_words_in_title", TitleFunctionWordShare),

        ("letters_in_title", TitleTrigramCoverage),
        ("letters_of_name_asked", match => match.Name.Length == 0 ? 0 : match.Name.TrigramOverlap / match.Name.Length),

        ("name_asked", match => match.Name.Precision),
        ("description_asked", match => match.Description.Precision),
        ("length_of_name", match => Math.Log(1 + match.Name.Length)),

        ("pairs", match => Saturate(match.Name.SharedBigrams + match.Description.SharedBigrams + match.Tags.SharedBigrams)),
        ("pairs_in_steps", match => Saturate(match.Steps.SharedBigrams)),

        ("likeness_of_unknown_words", UnknownWordSimilarity),

        ("pairs_in_tasks", match => Saturate(match.Tasks.SharedBigrams)),
        ("nearest_task", match => match.TaskSimilarities is [var nearest, ..] ? nearest : 0),
        ("nearest_three_tasks", match => match.TaskSimilarities is [_, ..] nearest ? nearest.Take(3).Average() : 0),
        ("nearest_unfit_task", match => match.NearestUnsuitableTask),
    ];

    /// <summary>The index of a feature in <see cref="All"/>.</summary>
    public static int IndexOf(string name) => All.Index().First(feature => feature.Item.Name == name).Index;

    /// <summary>All features, in the order of <see cref="All"/>.</summary>
    public static double[] Compute(CandidateMatch match)
    {
        var values = new double[All.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = All[index].Value(match);
        }
        return values;
    }

    /// <summary>The share of the query's weight that is on the words that something holds, 0-1.</summary>
    static double Coverage(CandidateMatch match, Func<int, bool> holds)
    {
        var sum = 0.0;
        foreach (var index in match.Query.ContentIndexes)
        {
            sum += holds(index) ? match.Query.Weights[index] : 0;
        }
        return match.Query.ShareOfWeight(sum);
    }

    static double CoverageBy(FieldMatch field, CandidateMatch match) => Coverage(match, index => field.TermFrequencies[index] > 0);

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
                shared += IsTrigramInTitle(match, trigram) ? 1 : 0;
            }
            sum += match.Query.Weights[index] * shared / trigrams.Length;
        }
        return match.Query.ShareOfWeight(sum);
    }

    static bool IsTrigramInTitle(CandidateMatch match, int trigram) =>
        match.Name.TrigramBitmap!.Contains(trigram)
        || match.Description.TrigramBitmap!.Contains(trigram)
        || match.Tags.TrigramBitmap!.Contains(trigram);

    /// <summary>
    /// The coverage by the title, where only words that no skill holds count, each by its similarity to a word of the title, 0-1.
    /// </summary>
    static double UnknownWordSimilarity(CandidateMatch match)
    {
        var sum = 0.0;
        foreach (var (index, _) in match.Query.UnknownWords)
        {
            var nearest = Math.Max(match.Description.WordSimilarities[index], match.Tags.WordSimilarities[index]);
            sum += match.Query.Weights[index] * Math.Max(match.Name.WordSimilarities[index], nearest);
        }
        return match.Query.ShareOfWeight(sum);
    }

    static double Saturate(int count) => count / (1.0 + count);
}
