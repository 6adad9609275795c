using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>Learns the weights of the screen's classifier, and measures it on sources that it has not learned from.</summary>
static class TrainScreenCommand
{
    const int Rounds = 40;
    const double Decay = 1e-4;

    static readonly Option<string> Output = new("--output")
    {
        Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "src/SkillMcp/Safety/attack.weights",
    };

    public static Command Build()
    {
        var command = new Command("train-screen", "Learn the weights of the screen's model; the same texts give the same file.")
        {
            Data.Folder, Output,
        };
        command.SetAction(typed =>
        {
            var folder = typed.GetRequiredValue(Data.Folder);
            var rows = LabelledText.Read(folder);
            var examples = rows.Where(IsInstructive).Select(Example.Of).ToList();
            var record = new StringBuilder($"""
                # The weights of the screen's model: {InjectionClassifier.Buckets} buckets of words, pairs and pieces of words, {""
                }a signed byte each. Written by, and to be had again from:
                # dotnet run -c Release --project tests/SkillMcp.Benchmarks -- train-screen --data DIR
                #
                # Learned from:

                """);
            foreach (var file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            {
                var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
                var count = File.ReadLines(file).Count();
                record.Append(CultureInfo.InvariantCulture, $"# {Path.GetFileName(file)}: {count} texts, sha256 {digest}\n");
            }
            record.Append("#\n# What is kept out of each source by the rules, and with a model that has not seen it ")
                .Append("(of the pages: the other half):\n");
            record.Append("# | source | texts | rules alone | rules and model |\n# |---|--:|--:|--:|\n");
            foreach (var line in LeftOut(rows, examples))
            {
                Console.WriteLine(line);
                record.Append("# ").Append(line).Append('\n');
            }
            File.WriteAllText(typed.GetRequiredValue(Output), record.Append('\n').Append(Learn(examples).Model.ToText()).ToString());
        });
        return command;
    }

    /// <summary>
    /// Whether the wording of a text can be learned from: names of files and single tokens have none, and hidden texts are found by how
    /// they are hidden.
    /// </summary>
    static bool IsInstructive(LabelledText row) =>
        row.Text.Length >= 40 && row.Family is not "unicode" && !(row.IsAttack && row.Source == "bipia-code");

    static IEnumerable<string> LeftOut(IReadOnlyList<LabelledText> rows, List<Example> examples)
    {
        var sources = rows.Where(row => row.Family != "unicode").Select(row => (row.File, row.Source)).Distinct();
        foreach (var source in sources.OrderBy(source => source))
        {
            // What two publishers have in common, such as a template, must not help either.
            // Pages have only one publisher, so that half of them are left out and the other half is learned from.
            var texts = rows.Where(row => (row.File, row.Source) == source).ToList();
            var isPages = source.Source.StartsWith("tldr", StringComparison.Ordinal);
            var left = isPages ? texts.Where((_, at) => at % 2 == 0).ToList() : texts;
            var pages = left.ToHashSet();
            var seen = examples.Where(example => isPages ? !pages.Contains(example.Row) : example.Row.Source != source.Source);
            var classifier = Learn([.. seen]);
            var kept = left.Count(row => ContentScreen.Of([new Passage("line", row.Text)], classifier).Verdict != ScreeningVerdict.Pass);
            var alone = left.Count(row => ContentScreen.Of([new Passage("line", row.Text)], null).Verdict != ScreeningVerdict.Pass);
            var (aloneShare, keptShare) = ((double)alone / left.Count, (double)kept / left.Count);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"| {source.File}: {source.Source} | {left.Count} | {aloneShare:0.0%} | {keptShare:0.0%} |");
        }
    }

    /// <summary>Every source weighs the same on its side, whatever its size.</summary>
    static InjectionClassifier Learn(List<Example> examples)
    {
        var sizes = examples.GroupBy(example => (example.Row.IsAttack, example.Row.Source))
            .ToDictionary(group => group.Key, group => group.Count());
        var groups = sizes.GroupBy(size => size.Key.IsAttack)
            .ToDictionary(side => side.Key, side => side.Sum(size => Math.Sqrt(size.Value)));
        return new InjectionClassifier(LinearTraining.Learn(
            [.. examples.Select(example => new TrainingExample(example.Features, example.Row.IsAttack, Weight(example.Row)))],
            InjectionClassifier.Buckets, Rounds, Thresholds.Suspected, Thresholds.Alone, Decay));

        double Weight(LabelledText row)
        {
            var size = sizes[(row.IsAttack, row.Source)];
            return examples.Count / 2.0 * Math.Sqrt(size) / groups[row.IsAttack] / size;
        }
    }

    sealed record Example(LabelledText Row, IReadOnlyList<(int Bucket, float Value)> Features)
    {
        public static Example Of(LabelledText row)
        {
            var found = ContentScreen.Scan(row.Text, null);
            return new Example(row, InjectionClassifier.FeaturesOf(found.Plain, found.Rules));
        }
    }

    /// <summary>From which probability a text is quarantined, set on sources left out: at most three honest skills in a hundred.</summary>
    static class Thresholds
    {
        public const double Suspected = 0.28;
        public const double Alone = 0.8;
    }
}
