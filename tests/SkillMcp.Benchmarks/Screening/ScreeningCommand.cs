using System.CommandLine;
using System.Text.Json;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>How many known attacks the screen stops, how many honest texts with them, and how long it takes.</summary>
static class ScreeningCommand
{
    static readonly Option<bool> Each = new("--each") { Description = "One line of JSON for each text instead: what was found in it." };
    static readonly Option<bool> RulesAlone = new("--rules-alone") { Description = "Without the model." };

    static readonly Option<string?> Folders = new("--folders")
    {
        Description = "Screen the skills in each folder of this one instead, with every file beside their SKILL.md.", HelpName = "DIR",
    };

    public static Command Build()
    {
        var command = new Command("screening", "What the screen refuses, quarantines and passes, by file, kind and source.")
        {
            Data.Folder, Folders, Speed.Report.AsJson, Each, RulesAlone,
        };
        command.SetAction(typed => Run(typed));
        return command;
    }

    static void Run(ParseResult typed)
    {
        if (typed.GetValue(Folders) is { } folder)
        {
            FolderScreening.Run(typed, folder);
            return;
        }
        var classifier = typed.GetValue(RulesAlone) ? null : InjectionClassifier.Trained;
        var rows = LabelledText.Read(typed.GetRequiredValue(Data.Folder));
        var screened = new List<(LabelledText Row, ScreeningResult Screening)>();
        foreach (var row in rows)
        {
            screened.Add((row, ContentScreen.Of([new Passage("line", row.Text)], classifier)));
        }
        if (typed.GetValue(Each))
        {
            Print(screened);
            return;
        }
        // Procedures are a page or two. The rules have read all texts once by now, and are as warm as those of a server.
        var pages = rows.Where(row => row.Text.Length is > 2_000 and < 6_000);
        var took = pages.Select(row => AdversarialTexts.Milliseconds(row.Text)).Order().ToList();
        var (slow, slowest) = AdversarialTexts.All.Select(made => (made.Name, Milliseconds: AdversarialTexts.Milliseconds(made.Text)))
            .MaxBy(made => made.Milliseconds);
        IReadOnlyList<Rate> rates =
        [
            .. Rates(screened, row => (row.File, "", "")),
            .. Rates(screened, row => (row.File, row.Source, "")),
            .. Rates(screened, row => (row.File, row.Source, row.Kind)),
        ];
        var figures = new
        {
            Rates = rates.Distinct().ToList(),
            P50Ms = At(took, 0.5),
            P99Ms = At(took, 0.99),
            AdversarialMs = slowest,
            Adversarial = slow,
        };
        var summary = $"4 KB texts p50 {Speed.Report.Milliseconds(figures.P50Ms)}, p99 {Speed.Report.Milliseconds(figures.P99Ms)}; "
            + $"the slowest of {AdversarialTexts.All.Count} adversarial texts of 64 KB ({slow}) {Speed.Report.Milliseconds(slowest)}.";
        Speed.Report.Print(typed, figures, summary,
            [["file", "source", "kind", "texts", "refused", "quarantined", "passed"], .. figures.Rates.Select(rate => rate.Cells)]);
    }

    static IEnumerable<Rate> Rates(
        List<(LabelledText Row, ScreeningResult Screening)> screened, Func<LabelledText, (string File, string Source, string Kind)> by)
    {
        foreach (var group in screened.GroupBy(one => by(one.Row)).OrderBy(group => group.Key))
        {
            var (file, source, kind) = group.Key;
            yield return new Rate(file, source, kind, group.Count(), Share(ScreeningVerdict.Refuse), Share(ScreeningVerdict.Quarantine));

            double Share(ScreeningVerdict verdict) => group.Average(one => one.Screening.Verdict == verdict ? 1.0 : 0);
        }
    }

    static void Print(List<(LabelledText Row, ScreeningResult Screening)> screened)
    {
        foreach (var (row, screening) in screened)
        {
            var rules = screening.Findings.Select(finding => $"{finding.Rule} in {finding.Place}");
            var verdict = EnumName.Of(screening.Verdict);
            var read = IsRead(row);
            var found = new { row.File, row.Source, row.Kind, row.Text.Length, Verdict = verdict, Rules = rules, Read = read };
            Console.WriteLine(JsonSerializer.Serialize(found));
        }
    }

    /// <summary>
    /// Whether the order that is hidden in a text comes out of the decoders as a text of its own; null where the row names none.
    /// </summary>
    static bool? IsRead(LabelledText row)
    {
        if (row.Order.Length == 0)
        {
            return null;
        }
        var order = Letters(row.Order);
        var words = WordsOf(row.Order);
        return HiddenContent.In(row.Text).Any(part => part.Text.Length <= 3 * row.Order.Length + 120
            && (Letters(part.Text).Contains(order, StringComparison.Ordinal)
                || words.Intersect(WordsOf(part.Text)).Count() >= 0.8 * words.Count));
    }

    static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', '.', ',', ':', ';', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)(share * (sorted.Count - 1))];

    /// <summary>What became of some texts; an empty source or kind is all of them.</summary>
    sealed record Rate(string File, string Source, string Kind, int Texts, double Refused, double Quarantined)
    {
        public double Passed => 1 - Refused - Quarantined;

        public string[] Cells => [File, Source, Kind, $"{Texts}", Share(Refused), Share(Quarantined), Share(Passed)];

        static string Share(double share) => share.ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);
    }
}
