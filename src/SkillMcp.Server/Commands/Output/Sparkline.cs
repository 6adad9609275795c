namespace SkillMcp.Server.Commands.Output;

/// <summary>How often something worked over time, as a line of bars: the oldest first, the height the share that worked.</summary>
static class Sparkline
{
    const int MaxBars = 20;
    const string Bars = "▁▂▃▄▅▆▇█";
    const char Unknown = '·';

    /// <param name="executions">The executions, oldest first.</param>
    public static string Of(IReadOnlyList<Execution> executions)
    {
        var scores = executions.Where(execution => execution.Outcome != Outcome.NotUsed).Select(ScoreOf).ToList();
        var perBar = Math.Max(1, (scores.Count + MaxBars - 1) / MaxBars);
        return string.Concat(scores.Chunk(perBar).Select(bar => BarOf(bar.Average())));
    }

    /// <param name="shares">The shares that worked, oldest first; null where that is not known.</param>
    public static string Of(IEnumerable<double?> shares) =>
        string.Concat(shares.Select(share => share is { } known ? BarOf(known) : Unknown));

    static char BarOf(double share) => Bars[(int)Math.Round(share * (Bars.Length - 1))];

    static double ScoreOf(Execution execution) => execution.Outcome switch
    {
        Outcome.Success => 1,
        Outcome.Partial => 0.5,
        _ => 0,
    };
}
