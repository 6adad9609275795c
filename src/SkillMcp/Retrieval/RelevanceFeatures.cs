namespace SkillMcp.Retrieval;

/// <summary>What speaks for a skill and against it: numbers of about 0-1 or the logarithm of a count, each said by its name.</summary>
static class RelevanceFeatures
{
    /// <summary>What is computed of a reading, by name.</summary>
    public static IReadOnlyList<(string Name, Func<CandidateMatch, double> Value)> All { get; } =
    [
        ("bm25_of_bound", match => Share(match, match.Bm25)),
        ("log_bm25", match => Math.Log(1 + 8 * match.Bm25)),
        ("title_bm25_of_bound", match => TitleShare(match, match.TitleBm25)),
        ("log_title_bm25", match => Math.Log(1 + 8 * match.TitleBm25)),
        ("title_rarity_covered", match => TitleShare(match, match.Matched.Where(match.IsInTitle).Sum(index => match.Query.TitleWeights[index]))),

        ("coverage", match => Coverage(match, match.IsInAnyField)),
        ("coverage_by_title", match => Coverage(match, match.IsInTitle)),
        ("coverage_by_name", match => Coverage(match, index => match.Name.TermFrequencies[index] > 0)),
        ("coverage_by_description", match => Coverage(match, index => match.Description.TermFrequencies[index] > 0)),
        ("coverage_by_tags", match => Coverage(match, index => match.Tags.TermFrequencies[index] > 0)),
        ("coverage_by_steps", match => Coverage(match, index => match.Steps.TermFrequencies[index] > 0)),
        ("matched_words", match => Math.Log(1 + match.Matched.Count)),
        ("matched_words_in_title", match => Math.Log(1 + match.Matched.Count(match.IsInTitle))),
        ("last_word", match => LastContentIndex(match) is { } last && match.IsInAnyField(last) ? 1 : 0),
        ("function_words_in_title", TitleFunctionWordShare),

        ("letters_in_title", TitleTrigramCoverage),
        ("letters_of_name_asked", match => match.Name.Length == 0 ? 0 : match.Name.TrigramOverlap / match.Name.Length),

        ("name_asked", match => ShareInQuery(match.Name)),
        ("description_asked", match => ShareInQuery(match.Description)),
        ("length_of_name", match => Math.Log(1 + match.Name.Length)),

        ("pairs", match => Saturated(match.Name.SharedBigrams + match.Description.SharedBigrams + match.Tags.SharedBigrams)),
        ("pairs_in_steps", match => Saturated(match.Steps.SharedBigrams)),

        ("likeness_of_unknown_words", UnknownWordSimilarity),

        ("pairs_in_tasks", match => Saturated(match.Tasks.SharedBigrams)),
        ("nearest_task", match => match.TaskSimilarities is [var nearest, ..] ? nearest : 0),
        ("nearest_three_tasks", match => match.TaskSimilarities is [_, ..] nearest ? nearest.Take(3).Average() : 0),
        ("nearest_unfit_task", match => match.NearestUnfitTask),
    ];

    /// <summary>Where the feature of a name stands among all.</summary>
    public static int IndexOf(string name) => All.Select((feature, at) => (feature.Name, at)).First(one => one.Name == name).at;

    /// <summary>All of them, in order.</summary>
    public static double[] Compute(CandidateMatch match)
    {
        var values = new double[All.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = All[at].Value(match);
        }
        return values;
    }

    /// <summary>The share of the task's weight that stands on words of which something is true, 0-1.</summary>
    static double Coverage(CandidateMatch match, Func<int, bool> holds)
    {
        var sum = 0.0;
        foreach (var index in match.Query.ContentIndexes)
        {
            sum += holds(index) ? match.Query.Weights[index] : 0;
        }
        return Share(match, sum);
    }

    /// <summary>The share of the task's known function words that stand in the title: in a terse skill they tell a question from another.</summary>
    static double TitleFunctionWordShare(CandidateMatch match)
    {
        var (known, titled) = (0, 0);
        for (var index = 0; index < match.Query.Weights.Length; index++)
        {
            var counts = match.Query.Weights[index] == 0 && match.Query.DocumentFrequency[index] > 0;
            known += counts ? 1 : 0;
            titled += counts && match.IsInTitle(index) ? 1 : 0;
        }
        return known == 0 ? 0 : (double)titled / known;
    }

    /// <summary>The share of the task's weight that stands on letters of the title: of each word, the share of its trigrams that any words there have.</summary>
    static double TitleTrigramCoverage(CandidateMatch match)
    {
        var sum = 0.0;
        foreach (var (index, trigrams) in match.Query.Trigrams)
        {
            var shared = 0;
            foreach (var trigram in trigrams)
            {
                shared += match.Name.TrigramBitmap!.Contains(trigram) || match.Description.TrigramBitmap!.Contains(trigram) || match.Tags.TrigramBitmap!.Contains(trigram) ? 1 : 0;
            }
            sum += match.Query.Weights[index] * shared / trigrams.Length;
        }
        return Share(match, sum);
    }

    /// <summary>The share of the task's weight that stands on misspelt words, as far as they look like words of the title.</summary>
    static double UnknownWordSimilarity(CandidateMatch match)
    {
        var sum = 0.0;
        foreach (var (index, _) in match.Query.UnknownWords)
        {
            sum += match.Query.Weights[index] * Math.Max(match.Name.WordSimilarities[index], Math.Max(match.Description.WordSimilarities[index], match.Tags.WordSimilarities[index]));
        }
        return Share(match, sum);
    }

    static double TitleShare(CandidateMatch match, double weight) => match.Query.TotalTitleWeight > 0 ? weight / match.Query.TotalTitleWeight : 0;

    static double Share(CandidateMatch match, double weight) => match.Query.TotalWeight > 0 ? weight / match.Query.TotalWeight : 0;

    /// <summary>The share of a field's words that the task holds, 0-1.</summary>
    static double ShareInQuery(FieldMatch field) => field.Length == 0 ? 0 : (double)field.TermFrequencies.Sum() / field.Length;

    static double Saturated(int count) => count / (1.0 + count);

    static int? LastContentIndex(CandidateMatch match) => match.Query.ContentIndexes is [.., var last] ? last : null;
}
