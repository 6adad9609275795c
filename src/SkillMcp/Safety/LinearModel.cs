using System.Globalization;

namespace SkillMcp.Safety;

/// <summary>A logistic regression over features that are hashed into buckets, with the two probabilities from which it counts.</summary>
/// <param name="weights">A weight for each bucket.</param>
/// <param name="scale">What a weight of 1 is worth.</param>
/// <param name="bias">The score of an empty text.</param>
/// <param name="suspected">The probability from which a text counts that is suspected of something else, 0-1.</param>
/// <param name="alone">The probability from which any text counts, 0-1.</param>
sealed class LinearModel(sbyte[] weights, double scale, double bias, double suspected, double alone)
{
    public double Suspected => suspected;

    public double Alone => alone;

    public double Probability(IReadOnlyList<(int Bucket, float Value)> features)
    {
        var score = 0.0;
        foreach (var (bucket, value) in features)
        {
            score += weights[bucket] * value;
        }
        return ProbabilityOf(score);
    }

    /// <summary>The probability of a text whose features have one value.</summary>
    public double Probability(ReadOnlySpan<int> buckets, float value)
    {
        var score = 0;
        foreach (var bucket in buckets)
        {
            score += weights[bucket];
        }
        return ProbabilityOf(score * (double)value);
    }

    double ProbabilityOf(double score) => 1 / (1 + Math.Exp(-(bias + score * scale)));

    /// <summary>The model as <see cref="Parse"/> reads it.</summary>
    public string ToText()
    {
        var numbers = string.Create(CultureInfo.InvariantCulture,
            $"scale {scale:0.########}\nbias {bias:0.####}\nsuspected {suspected:0.###}\nalone {alone:0.###}\n");
        var lines = Convert.ToBase64String((byte[])(Array)weights).Chunk(160).Select(line => new string(line));
        return numbers + string.Join('\n', lines) + "\n";
    }

    /// <summary>Reads a model: four numbers by name, then the weights, a signed byte each, as base64; <c>#</c> begins a comment.</summary>
    /// <param name="text">The model as <see cref="ToText"/> writes it.</param>
    /// <param name="buckets">How many weights it must have.</param>
    /// <exception cref="InvalidDataException">Something is missing or no number.</exception>
    public static LinearModel Parse(string text, int buckets)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#').ToList();
        var bytes = Convert.FromBase64String(string.Concat(lines.Skip(4)));
        if (bytes.Length != buckets)
        {
            throw new InvalidDataException($"The model has {bytes.Length} weights and must have {buckets}.");
        }
        var weights = (sbyte[])(Array)bytes;
        return new LinearModel(weights, Number("scale", 0), Number("bias", 1), Number("suspected", 2), Number("alone", 3));

        double Number(string name, int line)
        {
            var isNamed = lines[line].StartsWith(name + " ", StringComparison.Ordinal);
            var number = isNamed ? lines[line].AsSpan(name.Length + 1) : [];
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InvalidDataException($"Line {line + 1} of the model must be '{name}' and a number.");
        }
    }
}
