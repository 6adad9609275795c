using SkillMcp.Ways;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A way of a skill in <c>show --json</c>.</summary>
/// <param name="Number">The number of the version that began it.</param>
/// <param name="Version">The version that holds its text.</param>
/// <param name="Status">Whether it is the current way, an alternative, an earlier one or not offered any more.</param>
/// <param name="Executions">How its executions ended.</param>
/// <param name="Belief">How often it works at least, with 95 %.</param>
/// <param name="Risk">What is risky about it beside the current way, so that it is never tried; else empty.</param>
/// <param name="DecidedAt">When it last became the current way or ceased to be it; null if it never did.</param>
/// <param name="Decision">Why.</param>
sealed record ShownWay(
    int Number,
    int Version,
    string Status,
    ExecutionCounts Executions,
    double Belief,
    string Risk,
    DateTimeOffset? DecidedAt,
    string Decision)
{
    public static ShownWay Of(SkillWay way) => new(
        way.Number,
        way.Text.Number,
        EnumName.Of(way.Way.Status),
        way.Record.All,
        way.Belief,
        way.Way.Risk,
        way.DecidedAt,
        way.Decision);
}
