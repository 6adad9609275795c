using System.Globalization;

namespace SkillMcp.Server.Commands.Output;

/// <summary>The difference that a skill makes, in words.</summary>
static class UpliftText
{
    public const string HowTo = "'skillmcp serve --measure-uplift 10' withholds skills from a tenth of the tasks, to see how these end.";

    public const string HowToRead =
        "Counted is every task that was drawn, whether the skill was followed or not. The interval (95 %) holds however often you look.";

    /// <summary>Whether anything is known of both sides.</summary>
    public static bool HasDifference(Uplift uplift) => uplift is { With.Known: > 0, Without.Known: > 0 };

    public static string Verdict(Uplift uplift) => uplift.Verdict switch
    {
        UpliftVerdict.Helps => "helps",
        UpliftVerdict.DoesHarm => "does harm",
        UpliftVerdict.NoDifference => $"makes no difference that could be seen (one of {Points(Uplift.Relevant)} would have been)",
        UpliftVerdict.TooUneven => "not known: how tasks ended was told much more often on one side "
            + $"({SkillText.Percent(uplift.With.KnownShare)} with, {SkillText.Percent(uplift.Without.KnownShare)} without)",
        _ => $"not enough yet: {uplift.With.Known} with, {uplift.Without.Known} without{More(uplift)}",
    };

    /// <summary><c>46 of 50 ended well, of 3 more it is not known</c>.</summary>
    public static string Of(ArmCounts arm)
    {
        var unknown = arm.Unknown == 0 ? "" : $", of {arm.Unknown} more it is not known";
        return $"{arm.Successes} of {arm.Known} ended well{unknown}";
    }

    /// <summary><c>+41 points (+12 to +63)</c>.</summary>
    public static string Difference(Uplift uplift) =>
        $"{Signed(uplift.Difference)} points ({Signed(uplift.Interval.Low)} to {Signed(uplift.Interval.High)})";

    /// <summary>What is measured of a skill, in a line.</summary>
    public static string Remark(Uplift uplift, SkillName skill) =>
        $"withheld from {uplift.Without.Tasks} of {uplift.With.Tasks + uplift.Without.Tasks} tasks to measure it: skillmcp uplift {skill}";

    static string More(Uplift uplift) => uplift.More is { } more ? $"; about {Quantity.Of(more, "more task")}" : "";

    static string Points(double share) => $"{100 * share:0} points";

    static string Signed(double share) => (100 * share).ToString("+0;-0;0", CultureInfo.InvariantCulture);
}
