namespace SkillMcp.Retrieval;

/// <summary>What speaks for a skill and against it: numbers of about 0-1 or the logarithm of a count, each said by its name.</summary>
static class Features
{
    /// <summary>What is computed of a reading, by name.</summary>
    public static IReadOnlyList<(string Name, Func<Reading, double> Value)> All { get; } =
    [
        ("bm25_of_bound", reading => Share(reading, reading.Bm25)),
        ("log_bm25", reading => Math.Log(1 + 8 * reading.Bm25)),
        ("title_bm25_of_bound", reading => TitleShare(reading, reading.TitleBm25)),
        ("log_title_bm25", reading => Math.Log(1 + 8 * reading.TitleBm25)),
        ("title_rarity_covered", reading => TitleShare(reading, reading.Matched.Where(reading.IsTitled).Sum(place => reading.Query.TitleWeights[place]))),

        ("coverage", reading => Coverage(reading, reading.Holds)),
        ("coverage_by_title", reading => Coverage(reading, reading.IsTitled)),
        ("coverage_by_name", reading => Coverage(reading, place => reading.Name.TermFrequencies[place] > 0)),
        ("coverage_by_description", reading => Coverage(reading, place => reading.Description.TermFrequencies[place] > 0)),
        ("coverage_by_tags", reading => Coverage(reading, place => reading.Tags.TermFrequencies[place] > 0)),
        ("coverage_by_steps", reading => Coverage(reading, place => reading.Steps.TermFrequencies[place] > 0)),
        ("matched_words", reading => Math.Log(1 + reading.Matched.Count)),
        ("matched_words_in_title", reading => Math.Log(1 + reading.Matched.Count(reading.IsTitled))),
        ("last_word", reading => Last(reading) is { } last && reading.Holds(last) ? 1 : 0),
        ("function_words_in_title", FunctionWords),

        ("letters_in_title", LettersInTitle),
        ("letters_of_name_asked", reading => reading.Name.Length == 0 ? 0 : reading.Name.TrigramOverlap / reading.Name.Length),

        ("name_asked", reading => Asked(reading.Name)),
        ("description_asked", reading => Asked(reading.Description)),
        ("length_of_name", reading => Math.Log(1 + reading.Name.Length)),

        ("pairs", reading => Saturated(reading.Name.SharedBigrams + reading.Description.SharedBigrams + reading.Tags.SharedBigrams)),
        ("pairs_in_steps", reading => Saturated(reading.Steps.SharedBigrams)),

        ("likeness_of_unknown_words", Likeness),

        ("pairs_in_tasks", reading => Saturated(reading.Tasks.SharedBigrams)),
        ("nearest_task", reading => reading.NearestTasks is [var nearest, ..] ? nearest : 0),
        ("nearest_three_tasks", reading => reading.NearestTasks is [_, ..] nearest ? nearest.Take(3).Average() : 0),
        ("nearest_unfit_task", reading => reading.NearestUnfit),
    ];

    /// <summary>Where the feature of a name stands among all.</summary>
    public static int PlaceOf(string name) => All.Select((feature, at) => (feature.Name, at)).First(one => one.Name == name).at;

    /// <summary>All of them, in order.</summary>
    public static double[] Of(Reading reading)
    {
        var values = new double[All.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = All[at].Value(reading);
        }
        return values;
    }

    /// <summary>The share of the task's weight that stands on words of which something is true, 0-1.</summary>
    static double Coverage(Reading reading, Func<int, bool> isTrue)
    {
        var sum = 0.0;
        foreach (var place in reading.Query.ContentIndexes)
        {
            sum += isTrue(place) ? reading.Query.Weights[place] : 0;
        }
        return Share(reading, sum);
    }

    /// <summary>The share of the task's known function words that stand in the title: in a terse skill they tell a question from another.</summary>
    static double FunctionWords(Reading reading)
    {
        var (known, titled) = (0, 0);
        for (var place = 0; place < reading.Query.Weights.Length; place++)
        {
            var counts = reading.Query.Weights[place] == 0 && reading.Query.DocumentFrequency[place] > 0;
            known += counts ? 1 : 0;
            titled += counts && reading.IsTitled(place) ? 1 : 0;
        }
        return known == 0 ? 0 : (double)titled / known;
    }

    /// <summary>The share of the task's weight that stands on letters of the title: of each word, the share of its trigrams that any words there have.</summary>
    static double LettersInTitle(Reading reading)
    {
        var sum = 0.0;
        foreach (var (place, trigrams) in reading.Query.Trigrams)
        {
            var held = 0;
            foreach (var trigram in trigrams)
            {
                held += reading.Name.TrigramBitmap!.Contains(trigram) || reading.Description.TrigramBitmap!.Contains(trigram) || reading.Tags.TrigramBitmap!.Contains(trigram) ? 1 : 0;
            }
            sum += reading.Query.Weights[place] * held / trigrams.Length;
        }
        return Share(reading, sum);
    }

    /// <summary>The share of the task's weight that stands on misspelt words, as far as they look like words of the title.</summary>
    static double Likeness(Reading reading)
    {
        var sum = 0.0;
        foreach (var (place, _) in reading.Query.UnknownWords)
        {
            sum += reading.Query.Weights[place] * Math.Max(reading.Name.WordSimilarities[place], Math.Max(reading.Description.WordSimilarities[place], reading.Tags.WordSimilarities[place]));
        }
        return Share(reading, sum);
    }

    static double TitleShare(Reading reading, double weight) => reading.Query.TotalTitleWeight > 0 ? weight / reading.Query.TotalTitleWeight : 0;

    static double Share(Reading reading, double weight) => reading.Query.TotalWeight > 0 ? weight / reading.Query.TotalWeight : 0;

    /// <summary>The share of a field's words that the task holds, 0-1.</summary>
    static double Asked(FieldMatch field) => field.Length == 0 ? 0 : (double)field.TermFrequencies.Sum() / field.Length;

    static double Saturated(int count) => count / (1.0 + count);

    static int? Last(Reading reading) => reading.Query.ContentIndexes is [.., var last] ? last : null;
}
