namespace SkillMcp.Benchmarks.Simulation;

/// <summary>How tasks end with a skill and without it.</summary>
/// <param name="With">The chance that a task ends well with the skill.</param>
/// <param name="Without">The chance that it does without.</param>
/// <param name="Pairs">How many tasks there are without the skill.</param>
/// <param name="WithEach">How many there are with it for each without.</param>
sealed record UpliftWorld(double With, double Without, int Pairs, int WithEach)
{
    /// <summary>The share of the failures without the skill that is told; with it all are.</summary>
    public double FailuresTold { get; init; } = 1;

    public int Sign => Math.Sign(With - Without);

    public override string ToString()
    {
        var told = FailuresTold < 1 ? $", {FailuresTold:0 %} of the failures without it are told" : "";
        return $"{With:.##} with, {Without:.##} without; {Pairs} looks of {WithEach} : 1{told}";
    }
}

/// <summary>What was said.</summary>
/// <param name="World">The truth.</param>
/// <param name="SignRight">The share of skills whose difference is on the right side in the end.</param>
/// <param name="Helps">The share that was said to help at some look.</param>
/// <param name="Harms">The share that was said to do harm at some look.</param>
/// <param name="None">The share of which the first word was that it makes no difference.</param>
/// <param name="MedianPairs">After how many pairs half of all had a verdict; null if fewer ever had one.</param>
/// <param name="Missed">The share whose interval did not hold the true difference at every look.</param>
sealed record UpliftRow(
    UpliftWorld World, double SignRight, double Helps, double Harms, double None, int? MedianPairs, double Missed)
{
    public static string Head { get; } = """
        | truth | right sign in the end | ever "helps" | ever "does harm" | "no difference" | verdict after, median | interval ever missed |
        |---|--:|--:|--:|--:|--:|--:|
        """;

    public override string ToString() =>
        $"| {World} | {(World.Sign == 0 ? "" : $"{SignRight:0.0 %}")} | {Helps:0.0 %} | {Harms:0.0 %} | {None:0.0 %} | "
        + $"{(MedianPairs is { } pairs ? $"{pairs} pairs" : "not yet")} | {Missed:0.0 %} |";
}
