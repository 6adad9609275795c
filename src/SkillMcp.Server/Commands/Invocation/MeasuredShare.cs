using System.CommandLine;
using System.Globalization;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The option that turns measuring on.</summary>
static class MeasuredShare
{
    public static Option<string?> Option { get; } = new("--measure-uplift")
    {
        Description = "Withhold skills from this share of tasks, in percent, to learn what difference they make: see skillmcp uplift.",
        HelpName = "10",
    };

    /// <summary>The share in percent; 0 where it is not measured.</summary>
    /// <exception cref="SkillException">It is no percentage.</exception>
    public static int From(ParseResult typed) => typed.GetResult(Option) is null ? 0 : Parse(typed.GetValue(Option) ?? "");

    static int Parse(string text) =>
        int.TryParse(text.TrimEnd('%', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 1 and <= Assignment.MaxPercent
            ? percent
            : throw new SkillException(
                $"--measure-uplift is '{Truncate.To(text, 20)}': write the share of tasks that skills are withheld from, in percent, "
                + $"1 to {Assignment.MaxPercent}, such as 10; leave it out to measure nothing.");
}
