using SkillMcp.Sessions;

using System.Globalization;

namespace SkillMcp.Benchmarks.Hooks;

/// <summary>To how many of some prompts something is added.</summary>
sealed record AddedShare(string Prompts, int Count, int Whole, int Named)
{
    public string[] Row =>
        [Prompts, $"{Count}", Share(Whole), Share(Named), Share(Count - Whole - Named)];

    public static async Task<AddedShare> OfAsync(
        string name, SkillMemory memory, IReadOnlyList<string> prompts, bool each, CancellationToken cancel)
    {
        var (whole, named) = (0, 0);
        foreach (var prompt in prompts)
        {
            if (RecallRequest.Of(prompt) is not { } request
                || await memory.RecallAsync(request, cancel) is not { Answer.Matches: [var best, ..] } recalled)
            {
                continue;
            }
            whole += recalled.Answer.HasWhole ? 1 : 0;
            named += recalled.Answer.HasWhole ? 0 : 1;
            if (each)
            {
                Console.Error.WriteLine($"{best.Fit} {best.Score:0.00} {best.Skill.Name} <- {prompt}  [{best.Why}]");
            }
        }
        return new AddedShare(name, prompts.Count, whole, named);
    }

    string Share(int some) => ((double)some / Count).ToString("0.0 %", CultureInfo.InvariantCulture);
}
