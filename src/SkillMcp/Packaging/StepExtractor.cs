using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// Finds in a free text what a person would call its steps. Whatever is written as steps may be (numbered headings, lists, lists in
/// blocks of code, bullets, paragraphs); what the sections are about and how the sentences begin decides, and where nothing is likely
/// enough, the text has none.
/// </summary>
static partial class StepExtractor
{
    const int MaxParagraphs = 8;

    /// <summary>The steps; none if the text has no procedure.</summary>
    public static FoundSteps StepsOf(IReadOnlyList<Section> sections)
    {
        var nodes = SectionNode.TreeOf(sections);
        if (Written(nodes) is { } written)
        {
            return new FoundSteps(written, AreGuessed: false);
        }
        if (Runbook.StepsOf(nodes) is { Count: > 0 } reaction)
        {
            return new FoundSteps(reaction, AreGuessed: false);
        }
        var best = Candidates(nodes).Where(candidate => candidate.IsEnough).MaxBy(candidate => candidate.Score);
        return best is null ? new FoundSteps([], AreGuessed: false) : new FoundSteps(best.Items, !best.IsSure);
    }

    /// <summary>The list below the heading under which this program writes steps, whatever it says; null if there is none.</summary>
    static List<SourceText>? Written(IReadOnlyList<SectionNode> nodes) => nodes
        .Where(node => node.Section.Level == 2 && HeadingWords.IsSteps(node.Section.Heading))
        .Select(node => node.Section.Lists.Where(list => list.IsNumbered).SelectMany(list => list.Items).Where(HasText).ToList())
        .FirstOrDefault(items => items.Count > 0);

    static IEnumerable<StepCandidate> Candidates(IReadOnlyList<SectionNode> nodes)
    {
        var free = nodes.Where(node => node.IsFree).ToList();
        var length = Math.Max(1, nodes.Sum(node => node.Section.Whole.Text.Length));
        return NumberedHeadings(free)
            .Concat(free.SelectMany(InSection))
            .Concat(free.SelectMany(Below))
            .Concat(Outline(free))
            .Concat(WholeText(free))
            .Where(found => found.Items.Count > 0)
            .Select(found => new StepCandidate(
                found.Form,
                found.Role,
                found.Items,
                found.Depth,
                Math.Min(1, (double)(found.Length > 0 ? found.Length : found.Items.Sum(item => item.Text.Length)) / length)));
    }

    /// <summary>Rows of headings that are numbered one after the other; each phase by its steps, if all of them have some.</summary>
    static IEnumerable<Found> NumberedHeadings(IReadOnlyList<SectionNode> nodes)
    {
        var rows = nodes.Select(node => (Node: node, Number: NumberOf(node.Section.Heading)))
            .Where(one => one.Number is not null)
            .GroupBy(one => (one.Node.Parent, one.Node.Section.Level, one.Number!.IsCounted));
        foreach (var row in rows.Where(row => row.Count() > 1 && row.First().Number!.Value <= 1))
        {
            List<SectionNode> members = [.. row.Select(one => one.Node)];
            var inner = row.All(one => one.Number!.IsGroup) ? members.Select(Inside).ToList() : [];
            List<SourceText> items = inner.Count > 0 && inner.All(steps => steps.Count > 0)
                ? [.. inner.SelectMany(steps => steps)]
                : [.. members.Select(node => node.AsStep())];
            yield return new Found(
                row.Key.IsCounted ? StepForm.CountedHeadings : StepForm.NumberedHeadings,
                RoleOfRow(members, row.Key.IsCounted),
                items.Count > Trajectory.MaxSteps ? [.. members.Select(node => node.AsStep())] : items,
                row.Key.Parent?.Depth ?? 0,
                members.Sum(node => node.Length));
        }
    }

    /// <summary>What a row of headings is about: what is above it. Steps and phases are a procedure wherever they are counted.</summary>
    static SectionRole RoleOfRow(List<SectionNode> members, bool isCounted)
    {
        var above = SectionNode.RoleBelow(members[0].Parent);
        var own = members.Select(node => HeadingWords.RoleOf(node.Section.Heading)).ToList();
        var areAside = !isCounted && 2 * own.Count(role => role >= SectionRole.Reference) > own.Count;
        return (isCounted, above) switch
        {
            (true, SectionRole.Neutral or SectionRole.Usage) => SectionRole.Procedure,
            (true, SectionRole.Reference or SectionRole.Setup) => SectionRole.Neutral,
            (false, SectionRole.Neutral) when areAside => SectionRole.Reference,
            _ => above,
        };
    }

    /// <summary>The steps of a phase: its numbered headings, or its numbered list of things to do.</summary>
    static List<SourceText> Inside(SectionNode phase)
    {
        var headings = phase.Children.Where(child => NumberOf(child.Section.Heading) is not null).ToList();
        if (headings.Count > 1)
        {
            return [.. headings.Select(node => node.AsStep())];
        }
        SectionNode[] all = [phase, .. phase.Descendants];
        var lists = all.SelectMany(node => node.Section.Lists).Where(list => list.IsNumbered && AreOrders(list.Items));
        return [.. lists.SelectMany(list => list.Items)];
    }

    /// <summary>What is written as steps in a section itself.</summary>
    static IEnumerable<Found> InSection(SectionNode node)
    {
        var section = node.Section;
        foreach (var list in section.Lists)
        {
            var form = list.IsNumbered ? StepForm.NumberedList : StepForm.Bullets;
            yield return new Found(form, RoleOf(list, node), [.. list.Items.Where(HasText)], node.Depth);
        }
        var numbered = section.Lists.Where(list => list.IsNumbered && RoleOf(list, node) == SectionRole.Procedure).ToList();
        if (numbered.Count > 1)
        {
            yield return new Found(
                StepForm.ListsOfParts, node.Role, [.. numbered.SelectMany(list => list.Items).Where(HasText)], node.Depth);
        }
        foreach (var code in section.PlainCode)
        {
            yield return new Found(StepForm.ListInCode, node.Role, CodeList.ItemsOf(code), node.Depth);
        }
        var bold = section.Paragraphs.Where(paragraph => BoldNumber().IsMatch(paragraph.Text)).ToList();
        if (bold.Count > 1)
        {
            yield return new Found(StepForm.NumberedHeadings, node.Role, [.. node.AsSteps(bold)], node.Depth);
        }
        if (section.Paragraphs.Count > 0 && section.Lists.Count == 0 && !section.Paragraphs.Any(IsTable))
        {
            yield return new Found(StepForm.Paragraphs, node.Role, [.. node.AsSteps(section.Paragraphs)], node.Depth);
        }
    }

    /// <summary>What is below a heading that names a procedure: the lists of its parts, or its parts.</summary>
    static IEnumerable<Found> Below(SectionNode node)
    {
        if (node.Role is not (SectionRole.Procedure or SectionRole.Usage) || node.Parent?.Role == node.Role)
        {
            yield break;
        }
        List<SectionNode> parts = [.. node.Children.Where(child => child.IsFree && child.Role == node.Role)];
        var isRow = parts.Count(child => NumberOf(child.Section.Heading) is not null) > 1;
        if (parts.Count < 2 || isRow)
        {
            yield break;
        }
        var lists = parts
            .Select(part => part.Section.Lists.Where(list => list.IsNumbered && RoleOf(list, part) == node.Role).ToList())
            .ToList();
        if (lists.Count(list => list.Count > 0) > 1)
        {
            List<SourceText> items = [.. lists.SelectMany(list => list).SelectMany(list => list.Items).Where(HasText)];
            yield return items.Count <= Trajectory.MaxSteps
                ? new Found(StepForm.ListsOfParts, node.Role, items, node.Depth)
                : new Found(StepForm.CountedHeadings, node.Role, [.. parts.Select(part => part.AsStep())], node.Depth);
        }
        yield return new Found(StepForm.Headings, node.Role, [.. parts.Select(part => part.AsStep())], node.Depth);
    }

    /// <summary>The highest headings, if they say what to do one after the other.</summary>
    static IEnumerable<Found> Outline(IReadOnlyList<SectionNode> nodes)
    {
        var level = nodes.Where(node => node.Section.Level > 0).GroupBy(node => node.Section.Level).Where(level => level.Count() > 1)
            .MinBy(level => level.Key);
        List<SectionNode> members = [.. (level ?? Enumerable.Empty<SectionNode>()).Where(node => node.Role is SectionRole.Neutral)];
        if (members.Count > 1)
        {
            yield return new Found(StepForm.Headings, SectionRole.Neutral, [.. members.Select(node => node.AsStep())], 1);
        }
    }

    /// <summary>A short text that is paragraphs and nothing else, as many commands are.</summary>
    static IEnumerable<Found> WholeText(IReadOnlyList<SectionNode> nodes) =>
        nodes.Where(node => node.Section.Text.Length > 0).ToList() is [var only]
        && only.Section.Lists.Count == 0 && only.Section.Paragraphs.Count is > 0 and <= MaxParagraphs
            ? [new Found(StepForm.WholeText, only.Role, [.. only.AsSteps(only.Section.Paragraphs)], only.Depth)]
            : [];

    /// <summary>What a list is about: what the line above it says, or else its section.</summary>
    static SectionRole RoleOf(MarkdownList list, SectionNode node)
    {
        var intro = HeadingWords.RoleOfIntro(list.Intro);
        var isOpen = node.Role is SectionRole.Neutral or SectionRole.Usage or SectionRole.Setup;
        return intro > SectionRole.Setup || intro == SectionRole.Procedure && isOpen ? intro : node.Role;
    }

    static bool AreOrders(IReadOnlyList<SourceText> items) => items.Average(item => ItemSentence.OrderShare(item.Text)) >= 0.5;

    static bool IsTable(SourceText paragraph) => paragraph.Text.StartsWith('|');

    static bool HasText(SourceText item) => item.Text.Trim().Length > 0;

    /// <summary>The number that a heading begins with; null if it has none.</summary>
    internal static HeadingNumber? NumberOf(string heading)
    {
        var match = LeadingNumber().Match(heading);
        if (!match.Success)
        {
            return null;
        }
        var word = match.Groups["word"].ValueSpan;
        var number = int.Parse(match.Groups["number"].ValueSpan);
        return new HeadingNumber(number, IsCounted: word.Length > 0, IsGroup: SaysGroup().IsMatch(word));
    }

    /// <summary>What was found before it is judged.</summary>
    /// <param name="Form">How it is written.</param>
    /// <param name="Role">What its section is about.</param>
    /// <param name="Items">The steps that it would make.</param>
    /// <param name="Depth">How many headings it is below the title.</param>
    /// <param name="Length">How many characters it has; 0 for those of its items.</param>
    sealed record Found(double Form, SectionRole Role, IReadOnlyList<SourceText> Items, int Depth, int Length = 0);

    [GeneratedRegex(
        @"^[^\w]*(?:(?<word>step|phase|stage|part|schritt|étape|etapa|paso|fase|步骤|阶段)\s*#?)?" +
        @"(?<number>[0-9]{1,3})(?:[a-z]\b|(?:\.[0-9]{1,3})*)(?:[.):、\s–—-]|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"^(phase|stage|part|fase|阶段)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysGroup();

    [GeneratedRegex(
        @"^(\*\*|__)(step\s*|phase\s*)?\d{1,2}[a-z]?[.):]?|^(\*\*|__)?(step|phase)\s+\d{1,2}\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BoldNumber();
}
