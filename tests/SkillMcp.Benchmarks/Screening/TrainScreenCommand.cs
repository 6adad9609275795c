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
    // With more rounds, fewer attacks of other sources are found among as many honest skills.
    const int Rounds = 15;
    const double Decay = 1e-4;
    const int Folds = 5;

    // How much a line of an honest text counts beside a text: a task, a description and a command are as short as that, and a model
    // that knows long honest texts alone takes what has few words for an attack.
    const double WeightOfLine = 0.3;
    const string FamilyOfLines = "line";

    static readonly Option<string> Output = new("--output")
    {
        Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "src/SkillMcp/Safety/attack.weights",
    };

    public static Command Build()
    {
        var command = new Command("train-screen", "Learn the weights of the screen's model; the same texts give the same file.")
        {
            Data.Folder, HonestTexts.Folders, Output,
        };
        command.SetAction(typed =>
        {
            var folder = typed.GetRequiredValue(Data.Folder);
            var collections = typed.GetValue(HonestTexts.Folders);
            var skills = collections is null ? [] : HonestTexts.SkillsIn(collections);
            IReadOnlyList<LabelledText> rows = [.. LabelledText.Read(folder), .. skills];
            var honest = rows.Where(row => !row.IsAttack && IsInstructive(row)).ToList();
            var lines = HonestTexts.LinesOf(honest).Select(row => row with { Family = FamilyOfLines });
            var examples = rows.Where(IsInstructive).Concat(lines).Select(Example.Of).ToList();
            var record = new StringBuilder($"""
                # The weights of the screen's model: {InjectionClassifier.Buckets} buckets of words, pairs and pieces of words, {""
                }a signed byte each. Written by, and to be had again from:
                # dotnet run -c Release --project tests/SkillMcp.Benchmarks -- train-screen --data DIR --folders COLLECTIONS
                #
                # Learned from:

                """);
            foreach (var file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            {
                var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
                var count = File.ReadLines(file).Count();
                record.Append(CultureInfo.InvariantCulture, $"# {Path.GetFileName(file)}: {count} texts, sha256 {digest}\n");
            }
            foreach (var line in HonestTexts.DigestsOfSkills(skills))
            {
                record.Append(line).Append('\n');
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
        var sources = rows.Where(row => row.Family is not ("unicode" or "file")).GroupBy(row => (row.File, row.Source))
            .OrderBy(source => source.Key).ToList();
        foreach (var fold in sources.Select((source, at) => (Source: source, Fold: FoldOf(source.First(), at))).GroupBy(one => one.Fold))
        {
            var tested = fold.Select(one => TestedOf([.. one.Source])).ToList();
            var pages = tested.SelectMany(texts => texts.Where(IsPage)).ToHashSet();
            // What two publishers have in common, such as a template, must not help either.
            var left = tested.Select(texts => texts[0]).Where(text => !IsPage(text)).Select(text => text.Source).ToHashSet();
            var classifier = Learn(examples.FindAll(example => !left.Contains(example.Row.Source) && !pages.Contains(example.Row)
                && !(pages.Count > 0 && example.Row.Source == tested[0][0].Source && example.Row.Family == FamilyOfLines)));
            foreach (var texts in tested)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"| {texts[0].File}: {texts[0].Source} | {texts.Count} | {Kept(texts, null):0.0%} | {Kept(texts, classifier):0.0%} |");
            }
        }
    }

    /// <summary>Sources that are left out together: each for itself, and of the collections a fifth.</summary>
    static int FoldOf(LabelledText row, int at) => row.File == HonestTexts.Collections ? -1 - at % Folds : at;

    static bool IsPage(LabelledText row) => row.Source.StartsWith("tldr", StringComparison.Ordinal);

    /// <summary>Pages have only one publisher, so that half of them are left out and the other half is learned from.</summary>
    static List<LabelledText> TestedOf(List<LabelledText> texts) =>
        IsPage(texts[0]) ? [.. texts.Where((_, at) => at % 2 == 0)] : texts;

    static double Kept(List<LabelledText> texts, InjectionClassifier? classifier) => texts.Average(text =>
        ContentScreen.Of([new Passage("line", text.Text)], classifier).Verdict != ScreeningVerdict.Pass ? 1.0 : 0);

    /// <summary>Every source weighs the same on its side, whatever its size.</summary>
    static InjectionClassifier Learn(List<Example> examples)
    {
        var sizes = examples.GroupBy(KindOf).ToDictionary(group => group.Key, group => group.Count());
        var groups = sizes.GroupBy(size => size.Key.IsAttack)
            .ToDictionary(side => side.Key, side => side.Sum(size => WeightOf(size.Key.IsLine) * Math.Sqrt(size.Value)));
        return new InjectionClassifier(LinearTraining.Learn(
            [.. examples.Select(example => new TrainingExample(example.Features, example.Row.IsAttack, Weight(example)))],
            InjectionClassifier.Buckets, Rounds, Thresholds.Suspected, Thresholds.Alone, Decay));

        double Weight(Example example)
        {
            var kind = KindOf(example);
            return examples.Count / 2.0 * WeightOf(kind.IsLine) / Math.Sqrt(sizes[kind]) / groups[kind.IsAttack];
        }

        static double WeightOf(bool isLine) => isLine ? WeightOfLine : 1;

        static (bool IsAttack, string Source, bool IsLine) KindOf(Example example) =>
            (example.Row.IsAttack, example.Row.Source, example.Row.Family == FamilyOfLines);
    }

    sealed record Example(LabelledText Row, IReadOnlyList<(int Bucket, float Value)> Features)
    {
        public static Example Of(LabelledText row)
        {
            var found = ContentScreen.Scan(row.Text, null);
            return new Example(row, InjectionClassifier.FeaturesOf(found.Plain, found.Rules));
        }
    }

    /// <summary>
    /// From which probability a text is quarantined, set on sources left out: of 1,423 honest skills with all files at most 1.3 in a
    /// hundred.
    /// </summary>
    static class Thresholds
    {
        public const double Suspected = 0.22;
        public const double Alone = 0.4;
    }
}
