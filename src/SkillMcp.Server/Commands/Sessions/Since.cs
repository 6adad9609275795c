using System.Globalization;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>A time as people write it: a date, or how long ago.</summary>
static class Since
{
    /// <exception cref="SkillException">It is neither.</exception>
    public static DateTimeOffset Parse(string text, DateTimeOffset now)
    {
        if (text is [.. var digits, 'h' or 'd' or 'w' or 'm'] && int.TryParse(digits, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and < 10_000)
        {
            return text[^1] switch
            {
                'h' => now.AddHours(-count),
                'd' => now.AddDays(-count),
                'w' => now.AddDays(-7 * count),
                _ => now.AddMonths(-count),
            };
        }
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var date))
        {
            throw new SkillException(
                $"'{text}' is not a time: write a date, such as 2026-11-01, or how long ago, such as 7d, 12h or 4w.");
        }
        return date <= now
            ? date
            : throw new SkillException(
                $"'{text}' is still to come, and no session can be that new: it is {now:yyyy-MM-dd HH:mm'Z'} now.");
    }
}
