namespace SkillMcp.Retrieval;

/// <summary>What speaks for a skill and against it: each a number that a name explains, about 0-1, or the logarithm of one.</summary>
static class Features
{
    // BM25F's saturation and field weights: flat around these on the development data.
    const double Saturation = 1.6;
    const double LengthShare = 0.6;

    /// <summary>By name, what is computed of a reading.</summary>
    public static IReadOnlyList<(string Name, Func<Reading, double> Value)> All { get; } =
    [
        ("bm25_of_bound", reading => Bm25(reading) / Bound(reading)),
        ("log_bm25", reading => Math.Log(1 + Bm25(reading))),
        ("coverage", Coverage),
        ("name_coverage", reading => Coverage(reading, reading.Name)),
        ("description_coverage", reading => Coverage(reading, reading.Description)),
        ("tags_coverage", reading => Coverage(reading, reading.Tags)),
        ("steps_coverage", reading => Coverage(reading, reading.Steps)),
        ("share_of_name", reading => ShareAsked(reading.Name)),
        ("share_of_description", reading => ShareAsked(reading.Description)),
        ("pairs", reading => Saturated(reading.Name.Pairs + reading.Description.Pairs + reading.Tags.Pairs)),
        ("pairs_in_steps", reading => Saturated(reading.Steps.Pairs)),
        ("looks_like_name", reading => Likeness(reading, reading.Name)),
        ("looks_like_description", reading => Likeness(reading, reading.Description)),
        ("best_stretch_of_steps", reading => reading.Steps.BestStretch / Total(reading)),
        ("matched_words", reading => Math.Log(1 + Matched(reading).Count())),
        ("rarest_match", reading => Matched(reading).Select(word => reading.Question.Weights[word]).DefaultIfEmpty().Max() / 10),
    ];

    /// <summary>All of them, in order.</summary>
    public static double[] Of(Reading reading) => [.. All.Select(feature => feature.Value(reading))];

    static IEnumerable<int> Matched(Reading reading) => Enumerable.Range(0, reading.Question.Weights.Length).Where(reading.Holds);

    static double Bm25(Reading reading)
    {
        var sum = 0.0;
        for (var word = 0; word < reading.Question.Weights.Length; word++)
        {
            var frequency = 2 * Frequency(reading.Name, word, 3) + 1.5 * Frequency(reading.Description, word, 25)
                + Frequency(reading.Tags, word, 4) + 0.5 * Frequency(reading.Steps, word, 120);
            sum += reading.Question.Weights[word] * frequency / (Saturation + frequency);
        }
        return sum;

        static double Frequency(FieldReading field, int word, double usualLength) =>
            field.Counts[word] == 0 ? 0 : field.Counts[word] / (1 - LengthShare + LengthShare * field.Length / usualLength);
    }

    static double Bound(Reading reading) => Math.Max(reading.Question.TotalWeight, 1e-9);

    static double Total(Reading reading) => Math.Max(reading.Question.TotalWeight, 1e-9);

    static double Coverage(Reading reading) => Matched(reading).Sum(word => reading.Question.Weights[word]) / Total(reading);

    static double Coverage(Reading reading, FieldReading field)
    {
        var sum = 0.0;
        for (var word = 0; word < field.Counts.Length; word++)
        {
            sum += field.Counts[word] > 0 ? reading.Question.Weights[word] : 0;
        }
        return sum / Total(reading);
    }

    static double Likeness(Reading reading, FieldReading field)
    {
        var sum = 0.0;
        for (var word = 0; word < field.Resemblances.Length; word++)
        {
            sum += reading.Question.Weights[word] * field.Resemblances[word];
        }
        return sum / Total(reading);
    }

    static double ShareAsked(FieldReading field) => field.Length == 0 ? 0 : (double)field.Counts.Sum() / field.Length;

    static double Saturated(int count) => count / (1.0 + count);
}
