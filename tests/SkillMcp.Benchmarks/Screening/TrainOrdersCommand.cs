using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>Learns the weights of the model of orders, and measures it on wordings and texts that it has not learned from.</summary>
static class TrainOrdersCommand
{
    const int Rounds = 10;
    const int Folds = 5;

    // Orders in words that were not learned from are found better with ten times the decay of the other model.
    const double Decay = 1e-3;

    // So many sentences of each honest file are learned from, spread over it.
    const int MaxHonestSentences = 40_000;

    // What honest texts weigh beside the innocent wordings, which are nearer to orders.
    const double ShareOfHonestTexts = 0.8;

    static readonly Option<string> Output = new("--output")
    {
        Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "src/SkillMcp/Safety/order.weights",
    };

    public static Command Build()
    {
        var command = new Command("train-orders", "Learn the weights of the model of orders; the same texts give the same file.")
        {
            Data.Folder, HonestTexts.Folders, Output,
        };
        command.SetAction(typed =>
        {
            var folder = typed.GetRequiredValue(Data.Folder);
            var collections = typed.GetValue(HonestTexts.Folders);
            var examples = Examples(folder, collections);
            var record = new StringBuilder($"""
                # The weights of the model of orders: {OrderClassifier.Buckets} buckets of words, pairs of words and letters in a row, {""
                }a signed byte each. Written by, and to be had again from:
                # dotnet run -c Release --project tests/SkillMcp.Benchmarks -- train-orders --data DIR
                #
                # Learned from {Wording.All.Count} wordings (tests/SkillMcp.Benchmarks/Screening/Orders), written out, and the sentences of:
                {string.Join('\n', Digests(folder, collections))}
                #
                # What is above the threshold of doubt and that of orders, with a model that has not seen the wording or the text:
                # | sentences | number | doubtful | orders |
                # |---|--:|--:|--:|

                """);
            foreach (var line in LeftOut(examples))
            {
                Console.WriteLine(line);
                record.Append("# ").Append(line).Append('\n');
            }
            File.WriteAllText(typed.GetRequiredValue(Output), record.Append('\n').Append(Learn(examples).ToText()).ToString());
        });
        return command;
    }

    static IEnumerable<string> Digests(string folder, string? collections) =>
        Directory.GetFiles(Path.Combine(folder, "security"), "benign*.jsonl").Order(StringComparer.Ordinal)
            .Select(file => $"# {Path.GetFileName(file)}: sha256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")
            .Concat(HonestTexts.Digests(folder, collections));

    /// <summary>A sentence, what it belongs to, the fold in which it is left out, and what it weighs beside others of its side.</summary>
    sealed record Example(
        string Group, int Fold, bool IsOrder, bool IsWording, double Share, IReadOnlyList<(int Bucket, float Value)> Features);

    static List<Example> Examples(string data, string? collections)
    {
        var wordings = Wording.All.SelectMany((wording, at) => wording.Sentences.Select(sentence => new Example(
            $"{(wording.IsOrder ? "orders" : "innocent")}: {wording.Language}", at % Folds, wording.IsOrder, true,
            // A wording that is written out sixty times is no more than eight single sentences.
            1 / Math.Sqrt(wording.Sentences.Count), OrderClassifier.FeaturesOf(sentence))));
        var honest = Honest(data, collections).GroupBy(row => row.File).SelectMany(file =>
        {
            var sentences = file.SelectMany((row, at) => OrderClassifier.SentencesIn(row.Text).Select(one => (one.Sentence, at))).ToList();
            var step = Math.Max(1, sentences.Count / MaxHonestSentences);
            return sentences.Where((_, at) => at % step == 0).SelectMany((one, at) => Disguised(one.Sentence, at)
                .Select(sentence => new Example(file.Key, one.at % Folds, false, false, 1, OrderClassifier.FeaturesOf(sentence))));
        });
        return [.. wordings, .. honest];
    }

    static IEnumerable<LabelledText> Honest(string data, string? collections) =>
        LabelledText.Read(data).Where(row => !row.IsAttack).Concat(HonestTexts.Read(data, collections).Select(Whole));

    /// <summary>A text, and once more what is in its comments and in other places that few read.</summary>
    static LabelledText Whole(LabelledText row) =>
        row with { Text = string.Join('\n', HiddenContent.In(row.Text).Select(part => part.Text).Prepend(row.Text)) };

    /// <summary>A sentence, and of some also what a wrong decoder makes of it: that is not an order either.</summary>
    static IEnumerable<string> Disguised(string sentence, int at) => (at % 10) switch
    {
        0 => [sentence, Shifted(sentence, 1 + at / 10 % 25)],
        1 => [sentence, new string([.. sentence.Reverse()])],
        2 => [sentence, string.Join(' ', sentence.Split(' ').Reverse())],
        3 => [sentence, string.Concat(sentence.Where(char.IsLetter))],
        4 => [sentence, string.Concat(sentence.Split(' ').Where(word => word.Length > 0).Select(word => word[0]))],
        5 => [sentence, string.Join(' ', sentence.Split(' ').Select(word => new string([.. word.Reverse()])))],
        6 => [sentence, Every(sentence, 2)],
        7 => [sentence, Every(sentence, 3)],
        8 => [sentence, Every(sentence, 4 + at / 10 % 3)],
        _ => [sentence],
    };

    static string Every(string sentence, int step) => string.Join(' ', sentence.Split(' ').Where((_, place) => place % step == step - 1));

    static string Shifted(string text, int by) =>
        string.Concat(text.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) ? (char)('a' + (c - 'a' + by) % 26) : c));

    static IEnumerable<string> LeftOut(List<Example> examples)
    {
        var probabilities = new List<(string Group, double Probability)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = Learn(examples.FindAll(example => example.Fold != fold));
            probabilities.AddRange(examples.Where(example => example.Fold == fold)
                .Select(example => (example.Group, model.Probability(example.Features))));
        }
        return probabilities.GroupBy(one => one.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            string.Create(CultureInfo.InvariantCulture,
                $"| {group.Key} | {group.Count()} | {group.Average(one => one.Probability >= Thresholds.Doubt ? 1.0 : 0):0.0%} "
                + $"| {group.Average(one => one.Probability >= Thresholds.Order ? 1.0 : 0):0.0%} |"));
    }

    /// <summary>Orders weigh as much as all else.</summary>
    static LinearModel Learn(List<Example> examples)
    {
        var sums = examples.GroupBy(example => (example.IsOrder, example.IsWording))
            .ToDictionary(group => group.Key, group => group.Sum(example => example.Share));
        return LinearTraining.Learn(
            [.. examples.Select(example => new TrainingExample(example.Features, example.IsOrder, Weight(example)))],
            OrderClassifier.Buckets, Rounds, Thresholds.Doubt, Thresholds.Order, Decay);

        double Weight(Example example)
        {
            var share = (example.IsOrder, example.IsWording) switch
            {
                (true, _) => 1,
                (_, true) => 1 - ShareOfHonestTexts,
                _ => ShareOfHonestTexts,
            };
            return share * examples.Count / 2 * example.Share / sums[(example.IsOrder, example.IsWording)];
        }
    }

    /// <summary>The probabilities from which a hidden sentence is doubtful, and is an order.</summary>
    static class Thresholds
    {
        public const double Doubt = 0.3;
        public const double Order = 0.7;
    }
}
