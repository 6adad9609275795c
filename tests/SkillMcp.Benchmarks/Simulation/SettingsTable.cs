using SkillMcp.Ways;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>What several settings of the rules come to.</summary>
static class SettingsTable
{
    static readonly double[] EvidenceShares = [0, 0.5, 1];

    public static void Print(int replicates, int seed)
    {
        Console.WriteLine("Each cell with three numbers: no, half and all of the reports with evidence.");
        Console.WriteLine();
        Console.WriteLine("| settings | archived in 200 at .5, % | at .6, % | at .4, % | delay .9 → .05 after 5 | after 30 | after 200 "
            + "| regret .60, .85 | .85, .60 | seed's case, learned / manual |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var settings in RuleSettings.Compared)
        {
            Console.Error.WriteLine(settings.Name);
            var rules = new RuleSimulation(settings, replicates, seed);
            var longer = new RuleSimulation(settings, Math.Max(1, replicates / 5), seed);
            string[] cells =
            [
                settings.Name,
                Of(share => 100 * rules.ArchivedShare(0.5, share, 200)),
                Of(share => 100 * rules.ArchivedShare(0.6, share, 200)),
                Of(share => 100 * rules.ArchivedShare(0.4, share, 200)),
                Of(share => rules.Delays(0.9, 0.05, 5, share).Average()),
                Of(share => rules.Delays(0.9, 0.05, 30, share).Average()),
                Of(share => rules.Delays(0.9, 0.05, 200, share).Average()),
                Of(share => longer.Regret(0.60, 0.85, 500, share)),
                Of(share => longer.Regret(0.85, 0.60, 500, share)),
                $"{rules.BareFailuresToArchive(WayPriors.Of(0.5))} / {rules.BareFailuresToArchive(WayPriors.Of(1))}",
            ];
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    static string Of(Func<double, double> measure) => string.Join(" ", EvidenceShares.Select(share => $"{measure(share):0.0}"));
}
