namespace SkillMcp.Server.Commands.Output;

/// <summary>How executions ended over time, as a line of bars: the oldest first, the height the share that worked.</summary>
static class Sparkline
{
    const int MaxBars = 20;
    const string Bars = "▁▂▃▄▅▆▇█";

    /// <param name="executions">The executions, oldest first.</param>
    public static string Of(IReadOnlyList<Execution> executions)
    {
        var scores = executions.Where(execution => execution.Outcome != Outcome.NotUsed).Select(ScoreOf).ToList();
        var perBar = Math.Max(1, (scores.Count + MaxBars - 1) / MaxBars);
        return string.Concat(scores.Chunk(perBar).Select(bar => Bars[(int)Math.Round(bar.Average() * (Bars.Length - 1))]));
    }

    static double ScoreOf(Execution execution) => execution.Outcome switch
    {
        Outcome.Success => 1,
        Outcome.Partial => 0.5,
        _ => 0,
    };
}
