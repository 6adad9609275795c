using System.CommandLine;
using System.Text.Json;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>How much of what is known to be an attack the screen stops, how much else with it, and how long it takes.</summary>
static class ScreeningCommand
{
    static readonly Option<bool> Each = new("--each") { Description = "One line of JSON for each text instead: what was found in it." };
    static readonly Option<bool> RulesAlone = new("--rules-alone") { Description = "Without the model." };

    public static Command Build()
    {
        var command = new Command("screening", "What the screen refuses, quarantines and passes, by file, kind and source.") { Data.Folder, Speed.Report.AsJson, Each, RulesAlone };
        command.SetAction(typed => Run(typed));
        return command;
    }

    static void Run(ParseResult typed)
    {
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
        // The procedures that people write are a page or two; the rules have seen them once by now, as those of a server have.
        var took = rows.Where(row => row.Text.Length is > 2_000 and < 6_000).Select(row => AdversarialTexts.Milliseconds(row.Text)).Order().ToList();
        var (slow, slowest) = AdversarialTexts.All.Select(made => (made.Name, Milliseconds: AdversarialTexts.Milliseconds(made.Text))).MaxBy(made => made.Milliseconds);
        IReadOnlyList<Rate> rates =
        [
            .. Rates(screened, row => (row.File, "", "")),
            .. Rates(screened, row => (row.File, row.Source, "")),
            .. Rates(screened, row => (row.File, row.Source, row.Kind)),
        ];
        var figures = new { Rates = rates.Distinct().ToList(), P50Ms = At(took, 0.5), P99Ms = At(took, 0.99), AdversarialMs = slowest, Adversarial = slow };
        Speed.Report.Print(typed, figures, $"4 KB texts p50 {Speed.Report.Milliseconds(figures.P50Ms)}, p99 {Speed.Report.Milliseconds(figures.P99Ms)}; the slowest of {AdversarialTexts.All.Count} adversarial texts of 64 KB ({slow}) {Speed.Report.Milliseconds(slowest)}.",
            [["file", "source", "kind", "texts", "refused", "quarantined", "passed"], .. figures.Rates.Select(rate => rate.Cells)]);
    }

    static IEnumerable<Rate> Rates(List<(LabelledText Row, ScreeningResult Screening)> screened, Func<LabelledText, (string File, string Source, string Kind)> by) =>
        screened.GroupBy(one => by(one.Row)).OrderBy(group => group.Key).Select(group => new Rate(group.Key.File, group.Key.Source, group.Key.Kind, group.Count(),
            group.Average(one => one.Screening.Verdict == ScreeningVerdict.Refuse ? 1.0 : 0), group.Average(one => one.Screening.Verdict == ScreeningVerdict.Quarantine ? 1.0 : 0)));

    static void Print(List<(LabelledText Row, ScreeningResult Screening)> screened)
    {
        foreach (var (row, screening) in screened)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { row.File, row.Source, row.Kind, row.Text.Length, Verdict = Word.Of(screening.Verdict), Rules = screening.Findings.Select(finding => $"{finding.Rule} in {finding.Place}") }));
        }
    }

    static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)(share * (sorted.Count - 1))];

    /// <summary>What became of some texts; an empty source or kind stands for all.</summary>
    sealed record Rate(string File, string Source, string Kind, int Texts, double Refused, double Quarantined)
    {
        public double Passed => 1 - Refused - Quarantined;

        public string[] Cells => [File, Source, Kind, $"{Texts}", Share(Refused), Share(Quarantined), Share(Passed)];

        static string Share(double share) => share.ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);
    }
}
