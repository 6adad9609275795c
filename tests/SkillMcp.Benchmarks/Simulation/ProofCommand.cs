using System.CommandLine;
using System.Diagnostics;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary><c>proof</c>: what is verified against what is true, with real programs in the real sandbox.</summary>
static class ProofCommand
{
    static readonly Option<int> Seed = new("--seed") { Description = "What the random choices begin with.", DefaultValueFactory = _ => 1 };

    static readonly Option<int> Skills = new("--skills")
    {
        Description = "How many skills are verified, and how many of them may break.",
        DefaultValueFactory = _ => 200,
    };

    const int Period = 7;
    const int Days = 42;
    const int Programs = 30;
    const int SkillsEach = 2;

    public static Command Build()
    {
        var command = new Command("proof", "What is verified against what is true, with real programs in the real sandbox.")
        {
            Seed, Skills,
        };
        command.SetAction((typed, _) => RunAsync(typed.GetValue(Skills), typed.GetValue(Seed)));
        return command;
    }

    static async Task RunAsync(int skills, int seed)
    {
        var scenarios = new ProofScenarios(seed);
        var watch = Stopwatch.StartNew();
        Console.WriteLine("| | aim | came to | of | seed |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        var (right, all) = await scenarios.VerdictsAsync(skills);
        Print("verdict is the hidden truth: true, false, not allowed, missing", "≥ 95 %", right, all);
        var (found, broken, falsely) = await scenarios.BrokenAsync(skills / 5, Days / 2, Period);
        Print($"broken skill is found by a re-test every {Period} days, within one period", "100 %", found, broken);
        Print("called broken before it broke", "0 %", falsely, skills / 5);
        var drifts = await scenarios.DriftsAsync(Programs, SkillsEach, Days, Period);
        Print("program of another major version is warned of before the second failure", "≥ 95 %", drifts.InTime, drifts.Drifted);
        Print("warned although proved with a version like the one here", "≤ 5 %", drifts.FalseWarnings, drifts.Uses);

        void Print(string what, string aim, int some, int of)
        {
            var share = 100.0 * some / Math.Max(of, 1);
            Console.WriteLine(FormattableString.Invariant($"| {what} | {aim} | {share:0.0} % | {of:N0} | {seed} |"));
            Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s: {what}");
        }
    }
}
