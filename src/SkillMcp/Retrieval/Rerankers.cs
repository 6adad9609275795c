using System.Globalization;
using System.Text;

namespace SkillMcp.Retrieval;

/// <summary>One re-ranker for each combination of evidence: how much a word tells depends on what else is known.</summary>
/// <param name="byKinds">The re-rankers, by the number of <see cref="EvidenceKinds"/>.</param>
sealed class Rerankers(IReadOnlyList<Reranker> byKinds)
{
    static readonly Lazy<Rerankers> Builtin = new(() => Parse(EmbeddedText.Read("reranker.weights")));

    // Stands for a weight that is always multiplied by 0, because its feature needs evidence which is not there.
    const string None = "-";

    /// <summary>The sections of the file, and whose weights each holds.</summary>
    static readonly IReadOnlyList<Section> Sections =
    [
        new("ranking", [.. RelevanceFeatures.All.Select(one => (one.Name, one.Needs))], one => one.RankingWeights),
        new("right", [.. Calibration.All.Select(one => (one.Name, one.Needs))], one => one.RightWeights),
        new("answerable", [.. Calibration.All.Select(one => (one.Name, one.Needs))], one => one.AnswerableWeights),
    ];

    /// <summary>The re-rankers with the weights that are built into the program.</summary>
    public static Rerankers Trained => Builtin.Value;

    public Reranker For(EvidenceKinds kinds) => byKinds[(int)kinds];

    /// <summary>The weights as <see cref="Parse"/> reads them.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var section in Sections)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"[{section.Title}]\n");
            foreach (var (index, (name, needs)) in section.Names.Index())
            {
                var columns = Comparison.AllKinds.Select(kinds => kinds.HasFlag(needs)
                    ? section.WeightsOf(For(kinds))[index].ToString("0.####", CultureInfo.InvariantCulture)
                    : None);
                text.Append(CultureInfo.InvariantCulture, $"{name} {string.Join(' ', columns)}\n");
            }
        }
        return text.ToString();
    }

    /// <summary>
    /// Reads weights: a name and a number for each combination of evidence a line, under <c>[ranking]</c>, <c>[right]</c> and
    /// <c>[answerable]</c>; <c>#</c> begins a comment.
    /// </summary>
    /// <exception cref="InvalidDataException">A weight is missing, unknown, given twice or not a number.</exception>
    public static Rerankers Parse(string text)
    {
        var lines = new Dictionary<(string Section, string Name), double[]>();
        var section = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..])))
        {
            if (line is ['[', .., ']'])
            {
                section = line[1..^1];
                continue;
            }
            var (name, values) = ParseLine(line);
            if (!lines.TryAdd((section, name), values))
            {
                throw new InvalidDataException($"The weight of '{name}' is given twice.");
            }
        }
        var taken = Sections.Select(one => Take(one, lines)).ToList();
        return lines.Count == 0
            ? new Rerankers([.. Comparison.AllKinds.Select(kinds => (int)kinds)
                .Select(kinds => new Reranker(taken[0][kinds], taken[1][kinds], taken[2][kinds]))])
            : throw new InvalidDataException(
                $"[{lines.Keys.First().Section}] weighs '{lines.Keys.First().Name}', which nothing computes.");
    }

    /// <summary>The weights of a section, for each combination of evidence.</summary>
    static double[][] Take(Section section, Dictionary<(string Section, string Name), double[]> lines)
    {
        var rows = section.Names.Select(one => lines.Remove((section.Title, one.Name), out var values)
            ? values
            : throw new InvalidDataException($"[{section.Title}] has no weight of '{one.Name}'.")).ToList();
        return [.. Comparison.AllKinds.Select(kinds => rows.Select(row => row[(int)kinds]).ToArray())];
    }

    static (string Name, double[] Values) ParseLine(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 1 + Comparison.AllKinds.Count)
        {
            double[] values = [.. parts[1..].Select(ParseNumber)];
            if (Array.TrueForAll(values, double.IsFinite))
            {
                return (parts[0], values);
            }
        }
        throw new InvalidDataException(
            $"'{line}' is not a weight: write a name and {Comparison.AllKinds.Count} numbers, such as 'coverage 1.25 1 0.8 -'.");
    }

    static double ParseNumber(string text)
    {
        if (text == None)
        {
            return 0;
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
    }

    /// <param name="Title">The title of the section.</param>
    /// <param name="Names">What it weighs, and which evidence each needs.</param>
    /// <param name="WeightsOf">The weights that a re-ranker has for it.</param>
    sealed record Section(
        string Title, IReadOnlyList<(string Name, EvidenceKinds Needs)> Names, Func<Reranker, double[]> WeightsOf);
}
