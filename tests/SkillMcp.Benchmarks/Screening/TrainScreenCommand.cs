using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>Learns the weights of the screen's model, and says what they are worth on sources that they were not learned from.</summary>
static class TrainScreenCommand
{
    const int Rounds = 40;
    const double Rate = 0.5;
    const double Decay = 1e-4;

    static readonly Option<string> Output = new("--output") { Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "src/SkillMcp/Safety/attack.weights" };

    public static Command Build()
    {
        var command = new Command("train-screen", "Learn the weights of the screen's model; the same texts give the same file.") { Data.Folder, Output };
        command.SetAction(typed =>
        {
            var folder = typed.GetRequiredValue(Data.Folder);
            var rows = LabelledText.Read(folder);
            var examples = rows.Where(IsTelling).Select(Example.Of).ToList();
            var record = new StringBuilder($"""
                # The weights of the screen's model: {InjectionClassifier.Buckets} buckets of words, pairs and pieces of words, a signed byte each. Written by, and to be had again from:
                # dotnet run -c Release --project tests/SkillMcp.Benchmarks -- train-screen --data DIR
                #
                # Learned from:

                """);
            foreach (var file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            {
                record.Append(CultureInfo.InvariantCulture, $"# {Path.GetFileName(file)}: {File.ReadLines(file).Count()} texts, sha256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}\n");
            }
            record.Append("#\n# What is kept out of each source by the rules, and with a model that has not seen it (of the pages: the other half):\n# | source | texts | rules alone | rules and model |\n# |---|--:|--:|--:|\n");
            foreach (var line in LeftOut(rows, examples))
            {
                Console.WriteLine(line);
                record.Append("# ").Append(line).Append('\n');
            }
            File.WriteAllText(typed.GetRequiredValue(Output), record.Append('\n').Append(Learn(examples).ToText()).ToString());
        });
        return command;
    }

    /// <summary>Names of files and single tokens say nothing about how attacks are worded, and what is hidden is found by how.</summary>
    static bool IsTelling(LabelledText row) => row.Text.Length >= 40 && row.Family is not "unicode" && !(row.IsAttack && row.Source == "bipia-code");

    static IEnumerable<string> LeftOut(IReadOnlyList<LabelledText> rows, List<Example> examples)
    {
        foreach (var source in rows.Where(row => row.Family != "unicode").Select(row => (row.File, row.Source)).Distinct().OrderBy(source => source))
        {
            // What two publishers have in common, such as a template, must not help either.
            // Of pages there is one publisher, so that half of them stand for the others.
            var pages = rows.Where(row => (row.File, row.Source) == source && row.Source.StartsWith("tldr", StringComparison.Ordinal)).Where((_, at) => at % 2 == 0).ToHashSet();
            var left = pages.Count > 0 ? [.. pages] : rows.Where(row => (row.File, row.Source) == source).ToList();
            var classifier = Learn(examples.Where(example => pages.Count > 0 ? !pages.Contains(example.Row) : example.Row.Source != source.Source).ToList());
            var kept = left.Count(row => ContentScreen.Of([new Passage("line", row.Text)], classifier).Verdict != ScreeningVerdict.Pass);
            var alone = left.Count(row => ContentScreen.Of([new Passage("line", row.Text)], null).Verdict != ScreeningVerdict.Pass);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"| {source.File}: {source.Source} | {left.Count} | {(double)alone / left.Count:0.0%} | {(double)kept / left.Count:0.0%} |");
        }
    }

    /// <summary>A logistic regression by stochastic descent: every source weighs the same on its side, whatever its size.</summary>
    static InjectionClassifier Learn(List<Example> examples)
    {
        var sizes = examples.GroupBy(example => (example.Row.IsAttack, Group(example.Row))).ToDictionary(group => group.Key, group => group.Count());
        var groups = sizes.GroupBy(size => size.Key.IsAttack).ToDictionary(side => side.Key, side => side.Sum(size => Math.Sqrt(size.Value)));
        var weights = new double[InjectionClassifier.Buckets];
        var steps = new double[InjectionClassifier.Buckets];
        var (bias, biasStep) = (0.0, 1e-8);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(5);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var at in order)
            {
                var example = examples[at];
                var size = sizes[(example.Row.IsAttack, Group(example.Row))];
                var weight = examples.Count / 2.0 * Math.Sqrt(size) / groups[example.Row.IsAttack] / size;
                var score = bias + example.Features.Sum(feature => weights[feature.Bucket] * feature.Value);
                var error = weight * (1 / (1 + Math.Exp(-score)) - (example.Row.IsAttack ? 1 : 0));
                biasStep += error * error;
                bias -= Rate * error / Math.Sqrt(biasStep);
                foreach (var (bucket, value) in example.Features)
                {
                    var slope = error * value + Decay * weights[bucket];
                    steps[bucket] += slope * slope;
                    weights[bucket] -= Rate * slope / Math.Sqrt(steps[bucket] + 1e-8);
                }
            }
        }
        var scale = weights.Max(Math.Abs) / 127;
        return new InjectionClassifier([.. weights.Select(weight => (sbyte)Math.Round(weight / scale))], scale, bias, Thresholds.SuspectedThreshold, Thresholds.AloneThreshold);
    }

    static string Group(LabelledText row) => row.Source;

    sealed record Example(LabelledText Row, IReadOnlyList<(int Bucket, float Value)> Features)
    {
        public static Example Of(LabelledText row)
        {
            var found = ContentScreen.Scan(row.Text);
            return new Example(row, InjectionClassifier.FeaturesOf(found.Plain, found.Rules));
        }
    }

    /// <summary>From where a text is kept apart, set by the sources left out: at most three natural skills in a hundred.</summary>
    static class Thresholds
    {
        public const double SuspectedThreshold = 0.25;
        public const double AloneThreshold = 0.8;
    }
}
