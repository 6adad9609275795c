using System.Globalization;

namespace SkillMcp.Retrieval;

/// <summary>
/// How candidates are put in order, and how sure one may be of them: a linear score over <see cref="RelevanceFeatures"/>,
/// and a logistic over that score that was calibrated on requests with and without a right answer.
/// </summary>
/// <param name="ranking">The weight of each of <see cref="RelevanceFeatures"/>.</param>
/// <param name="calibration">The weight of each of <see cref="Calibration"/>.</param>
sealed class Reranker(double[] ranking, double[] calibration)
{
    static readonly Lazy<Reranker> Builtin = new(() => Parse(ReadResource()));

    /// <summary>The one whose weights come with the program.</summary>
    public static Reranker Trained => Builtin.Value;

    /// <summary>How well a candidate fits, on a scale without ends: only differences within one question mean something.</summary>
    public double Score(ReadOnlySpan<double> features) => Dot(ranking, features);

    /// <summary>What each feature adds to that score.</summary>
    public IReadOnlyList<Contribution> Contributions(IReadOnlyList<double> features) =>
        [.. RelevanceFeatures.All.Select((feature, at) => new Contribution(feature.Name, features[at], ranking[at]))];

    /// <summary>The probability that a candidate of this standing is the right one, 0-1.</summary>
    public double Probability(CalibrationInput input) => Probability(Calibration.Of(input));

    /// <summary>The same from what <see cref="Calibration"/> made of a standing.</summary>
    public double Probability(ReadOnlySpan<double> inputs) => 1 / (1 + Math.Exp(-Dot(calibration, inputs)));

    /// <summary>The weights as <see cref="Parse"/> reads them.</summary>
    public string ToText() =>
        Section("ranking", RelevanceFeatures.All.Select(feature => feature.Name), ranking) + "\n" + Section("calibration", Calibration.All.Select(input => input.Name), calibration);

    static string Section(string title, IEnumerable<string> names, double[] weights) =>
        $"[{title}]\n" + string.Concat(names.Zip(weights, (name, weight) => string.Create(CultureInfo.InvariantCulture, $"{name} {weight:0.####}\n")));

    /// <summary>Reads the weights: <c>name value</c> a line, under <c>[ranking]</c> and <c>[calibration]</c>; <c>#</c> begins a comment.</summary>
    /// <exception cref="InvalidDataException">A weight is missing, unknown, given twice or no number.</exception>
    public static Reranker Parse(string text)
    {
        var sections = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..])))
        {
            if (line is ['[', .., ']'])
            {
                section = line[1..^1];
                continue;
            }
            var (name, value) = ParseWeight(line);
            if (!(sections.TryGetValue(section, out var weights) ? weights : sections[section] = []).TryAdd(name, value))
            {
                throw new InvalidDataException($"The weight of '{name}' is given twice.");
            }
        }
        return new Reranker(Take("ranking", RelevanceFeatures.All.Select(feature => feature.Name)), Take("calibration", Calibration.All.Select(input => input.Name)));

        double[] Take(string section, IEnumerable<string> names)
        {
            var weights = sections.GetValueOrDefault(section) ?? throw new InvalidDataException($"The weights have no section [{section}].");
            double[] taken = [.. names.Select(name => weights.Remove(name, out var value) ? value : throw new InvalidDataException($"[{section}] has no weight of '{name}'."))];
            return weights.Count == 0 ? taken : throw new InvalidDataException($"[{section}] weighs '{weights.Keys.First()}', which nothing computes.");
        }
    }

    static (string Name, double Value) ParseWeight(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var number]
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? (name, value)
            : throw new InvalidDataException($"'{line}' is no weight: write a name, a space and a number, such as 'coverage 1.25'.");

    static double Dot(double[] weights, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var at = 0; at < weights.Length; at++)
        {
            sum += weights[at] * values[at];
        }
        return sum;
    }

    static string ReadResource()
    {
        using var stream = typeof(Reranker).Assembly.GetManifestResourceStream("reranker.weights")
            ?? throw new InvalidDataException("The weights of the re-ranker are missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
