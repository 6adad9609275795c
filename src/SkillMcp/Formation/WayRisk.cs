using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Why other steps for the same end are never handed over in place of the current ones without a person's word. That they succeeded says
/// nothing of it: a run without the check is never seen to fail, and one that deletes first always works.
/// </summary>
static partial class WayRisk
{
    // How a check is named among the safeguards that a change loses.
    const string Check = "check: ";

    /// <summary>What is wrong with them, as what is said of a version; empty if nothing is.</summary>
    /// <param name="current">The current steps.</param>
    /// <param name="other">The other steps.</param>
    /// <param name="isMended">Whether they were written because others had failed.</param>
    /// <param name="mayEndEarlier">Whether somebody has said that they are enough: they were the current ones, or are told as such.</param>
    public static string Of(IReadOnlyList<Step> current, IReadOnlyList<Step> other, bool isMended = false, bool mayEndEarlier = false)
    {
        if (LosesSafeguard(current, other, isMended))
        {
            return "lacks a safeguard of the current one";
        }
        if (other.Any(step => Overrides().IsMatch(step.Text)) && !current.Any(step => Overrides().IsMatch(step.Text)))
        {
            return "skips a check that the current one makes";
        }
        if (Destruction.AddedBetween(current, other).Count > 0)
        {
            return "deletes something that the current one leaves alone";
        }
        return !mayEndEarlier && SharedEnd.IsMissing(current, other, isMended) ? "ends before the current one does" : "";
    }

    /// <summary>
    /// Whether a safeguard is lost. A check that another check replaced, as the one step that was changed after a failure, is not lost but
    /// mended.
    /// </summary>
    static bool LosesSafeguard(IReadOnlyList<Step> before, IReadOnlyList<Step> after, bool isMended)
    {
        var lost = Safeguards.LostBetween(before, after);
        var isOneCheck = isMended && before.Count == after.Count
            && before.Except(after).Count() == 1 && after.Except(before).All(Safeguards.IsCheck);
        return isOneCheck ? !lost.All(IsCheck) : lost.Count > 0;
    }

    static bool IsCheck(string lost) => lost.StartsWith(Check, StringComparison.Ordinal);

    // What a program would have refused or asked.
    [GeneratedRegex(
        @"(?<=\s)(?:--force\b(?!-with-lease)|--no-verify|--skip-(?:checks?|tests?|validation|hooks?|backup)|--insecure|-?-auto-approve"
            + @"|--no-(?:backup|check\S*|validate)|--allow-unauthenticated|--disable-\w+-check|--dangerously\S*|--yes-i-\S+|-DskipTests)"
            + @"(?=[\s=]|$)|\bchmod\s+(?:-R\s+)?777\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Overrides();
}
