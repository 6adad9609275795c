using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// A runbook of an alert: what it means and what it costs, and then how it is found out and put right, which are its steps.
/// The sections of those are named alike wherever alerts are documented.
/// </summary>
static partial class Runbook
{
    /// <summary>The steps of its sections that say what to do; none if it is no runbook.</summary>
    public static IReadOnlyList<SourceText> StepsOf(IReadOnlyList<SectionNode> nodes)
    {
        var hasSymptoms = nodes.Any(node => Symptoms().IsMatch(node.Section.Heading));
        var acting = nodes
            .Where(node => node.IsFree)
            .Where(node => Acts().IsMatch(node.Section.Heading) || hasSymptoms && Troubleshoots().IsMatch(node.Section.Heading))
            .ToList();
        var isRunbook = acting.Count > 0 && nodes.Any(node => Tells().IsMatch(node.Section.Heading));
        return isRunbook ? [.. acting.SelectMany(StepsOf).Take(Trajectory.MaxSteps)] : [];
    }

    /// <summary>The steps of one section: its list of things to do, the parts that it has, or its paragraphs.</summary>
    static IEnumerable<SourceText> StepsOf(SectionNode node)
    {
        var lists = node.Section.Lists;
        var list = lists.FirstOrDefault(list => list.IsNumbered) ?? (lists.Count == 1 ? lists[0] : null);
        if (node.Children.Count == 0 && list is not null && IsMostOf(list, node.Section))
        {
            return list.Items.Where(item => item.Text.Length > 0);
        }
        SourceText[] own = node.Section.Text.Length > 0 ? [new SourceText(node.Section.Whole.Line, node.Section.Text)] : [];
        if (node.Children.Count > 0)
        {
            return [.. own, .. node.Children.Where(child => child.IsFree).Select(child => child.AsStep())];
        }
        return own;
    }

    static bool IsMostOf(MarkdownList list, Section section) => 2 * list.Items.Sum(item => item.Text.Length) > section.Text.Length;

    [GeneratedRegex(
        @"^\W*(meaning|impact|severity|summary|alert|description|symptoms?|reasons?)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tells();

    [GeneratedRegex(
        @"^\W*(possible checks|pre-?checks?|post-?checks?|diagnos(is|tics?|e)"
        + @"|mitigati(on|ng)|remediation|resolution|recovery|initial response|immediate actions?|investigation)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Acts();

    // Tools have a section of that name too, and no symptoms.
    [GeneratedRegex(@"^\W*troubleshoot(ing)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Troubleshoots();

    [GeneratedRegex(@"^\W*symptoms?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Symptoms();
}
