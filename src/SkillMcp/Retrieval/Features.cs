namespace SkillMcp.Retrieval;

/// <summary>What speaks for a skill and against it: numbers of about 0-1 or the logarithm of a count, each said by its name.</summary>
static class Features
{
    /// <summary>What is computed of a reading, by name.</summary>
    public static IReadOnlyList<(string Name, Func<Reading, double> Value)> All { get; } =
    [
        ("bm25_of_bound", reading => Share(reading, reading.Bm25)),
        ("log_bm25", reading => Math.Log(1 + 8 * reading.Bm25)),

        ("coverage", reading => Coverage(reading, reading.Holds)),
        ("coverage_by_title", reading => Coverage(reading, reading.IsTitled)),
        ("coverage_by_name", reading => Coverage(reading, place => reading.Name.Counts[place] > 0)),
        ("coverage_by_description", reading => Coverage(reading, place => reading.Description.Counts[place] > 0)),
        ("coverage_by_tags", reading => Coverage(reading, place => reading.Tags.Counts[place] > 0)),
        ("coverage_by_steps", reading => Coverage(reading, place => reading.Steps.Counts[place] > 0)),
        ("coverage_by_tasks", reading => Coverage(reading, place => reading.Tasks.Counts[place] > 0)),
        ("matched_words", reading => Math.Log(1 + reading.Matched.Count)),
        ("rarest_matched_word", reading => reading.Matched.Select(place => reading.Question.Weights[place]).DefaultIfEmpty().Max()),
        ("first_word", reading => First(reading) is { } first && reading.Holds(first) ? 1 : 0),
        ("first_word_in_name", reading => First(reading) is { } first && reading.Name.Counts[first] > 0 ? 1 : 0),
        ("last_word", reading => Last(reading) is { } last && reading.Holds(last) ? 1 : 0),
        ("last_word_in_name", reading => Last(reading) is { } last && reading.Name.Counts[last] > 0 ? 1 : 0),

        ("name_asked", reading => Asked(reading.Name)),
        ("whole_name_asked", reading => Asked(reading.Name) == 1 ? 1 : 0),
        ("description_asked", reading => Asked(reading.Description)),
        ("length_of_name", reading => Math.Log(1 + reading.Name.Length)),

        ("pairs", reading => Saturated(reading.Name.Pairs + reading.Description.Pairs + reading.Tags.Pairs)),
        ("pairs_in_steps", reading => Saturated(reading.Steps.Pairs)),

        ("pairs_in_tasks", reading => Saturated(reading.Tasks.Pairs)),

        ("likeness_of_unknown_words", Likeness),
        ("nearest_task", reading => reading.NearestTask),
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
        foreach (var place in reading.Question.Content)
        {
            sum += isTrue(place) ? reading.Question.Weights[place] : 0;
        }
        return Share(reading, sum);
    }

    /// <summary>The share of the task's weight that stands on misspelt words, as far as they look like words of the title.</summary>
    static double Likeness(Reading reading)
    {
        var sum = 0.0;
        foreach (var (place, _) in reading.Question.Unknown)
        {
            sum += reading.Question.Weights[place] * Math.Max(reading.Name.Likeness[place], Math.Max(reading.Description.Likeness[place], reading.Tags.Likeness[place]));
        }
        return Share(reading, sum);
    }

    static double Share(Reading reading, double weight) => reading.Question.TotalWeight > 0 ? weight / reading.Question.TotalWeight : 0;

    /// <summary>The share of a field's words that the task holds, 0-1.</summary>
    static double Asked(FieldReading field) => field.Length == 0 ? 0 : (double)field.Counts.Sum() / field.Length;

    static double Saturated(int count) => count / (1.0 + count);

    static int? First(Reading reading) => reading.Question.Content is [var first, ..] ? first : null;

    static int? Last(Reading reading) => reading.Question.Content is [.., var last] ? last : null;
}
