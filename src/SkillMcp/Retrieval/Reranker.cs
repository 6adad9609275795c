using System.Globalization;

namespace SkillMcp.Retrieval;

/// <summary>
/// Scores candidates and tells how likely each is the right one: a linear score over <see cref="RelevanceFeatures"/>,
/// and a logistic function of <see cref="Calibration"/>, learned from requests with and without a right answer.
/// </summary>
/// <param name="ranking">The weight of each of <see cref="RelevanceFeatures"/>.</param>
/// <param name="calibration">The weight of each input of <see cref="Calibration"/>.</param>
sealed class Reranker(double[] ranking, double[] calibration)
{
    static readonly Lazy<Reranker> Builtin = new(() => Parse(EmbeddedText.Read("reranker.weights")));

    static readonly IReadOnlyList<string> RankingNames = [.. RelevanceFeatures.All.Select(feature => feature.Name)];

    static readonly IReadOnlyList<string> CalibrationNames = [.. Calibration.All.Select(input => input.Name)];

    /// <summary>The re-ranker with the weights that are built into the program.</summary>
    public static Reranker Trained => Builtin.Value;

    /// <summary>How well a candidate fits; unbounded, and only differences within one query mean something.</summary>
    public double Score(ReadOnlySpan<double> features) => Dot(ranking, features);

    /// <summary>What each feature adds to that score.</summary>
    public IReadOnlyList<Contribution> Contributions(IReadOnlyList<double> features) =>
        [.. RankingNames.Select((name, index) => new Contribution(name, features[index], ranking[index]))];

    /// <summary>The probability that a candidate is the right one, 0-1.</summary>
    public double Probability(CalibrationInput input) => Probability(Calibration.Compute(input));

    /// <summary>The probability that a candidate is the right one, 0-1, from the computed inputs of <see cref="Calibration"/>.</summary>
    public double Probability(ReadOnlySpan<double> inputs) => 1 / (1 + Math.Exp(-Dot(calibration, inputs)));

    /// <summary>The weights as <see cref="Parse"/> reads them.</summary>
    public string ToText() =>
        Section("ranking", RankingNames, ranking) + "\n" + Section("calibration", CalibrationNames, calibration);

    static string Section(string title, IEnumerable<string> names, double[] weights) =>
        $"[{title}]\n" + string.Concat(names.Zip(weights, Line));

    static string Line(string name, double weight) => string.Create(CultureInfo.InvariantCulture, $"{name} {weight:0.####}\n");

    /// <summary>
    /// Reads weights: <c>name value</c> a line, under <c>[ranking]</c> and <c>[calibration]</c>; <c>#</c> begins a comment.
    /// </summary>
    /// <exception cref="InvalidDataException">A weight is missing, unknown, given twice or not a number.</exception>
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
            if (!sections.TryGetValue(section, out var weights))
            {
                weights = sections[section] = new Dictionary<string, double>(StringComparer.Ordinal);
            }
            if (!weights.TryAdd(name, value))
            {
                throw new InvalidDataException($"The weight of '{name}' is given twice.");
            }
        }
        return new Reranker(WeightsOf(RankingNames, "ranking", sections), WeightsOf(CalibrationNames, "calibration", sections));
    }

    static double[] WeightsOf(IEnumerable<string> names, string section, Dictionary<string, Dictionary<string, double>> sections)
    {
        var weights = sections.GetValueOrDefault(section)
            ?? throw new InvalidDataException($"The weights have no section [{section}].");
        double[] taken =
        [
            .. names.Select(name => weights.Remove(name, out var value)
                ? value
                : throw new InvalidDataException($"[{section}] has no weight of '{name}'.")),
        ];
        return weights.Count == 0
            ? taken
            : throw new InvalidDataException($"[{section}] weighs '{weights.Keys.First()}', which nothing computes.");
    }

    static (string Name, double Value) ParseWeight(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var number]
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value))
        {
            return (name, value);
        }
        throw new InvalidDataException($"'{line}' is not a weight: write a name, a space and a number, such as 'coverage 1.25'.");
    }

    static double Dot(double[] weights, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            sum += weights[index] * values[index];
        }
        return sum;
    }
}
