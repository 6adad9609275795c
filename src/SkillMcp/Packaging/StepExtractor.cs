using System.Text;
using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// Finds in a free text what a person would call its steps. A heading that names them goes first, then numbered headings,
/// then lists, then whatever structures the text.
/// </summary>
static partial class StepExtractor
{
    // The most characters of a step made of a heading and what follows it: the document has all of it.
    const int MaxHeadingStep = 2_000;

    /// <summary>The steps; none if there is no text.</summary>
    public static IReadOnlyList<SourceText> StepsOf(IReadOnlyList<Section> sections)
    {
        var nodes = Node.TreeOf(sections);
        var found = Candidates(nodes)
            .Select(groups => groups.Where(group => group.Items.Count > 0).ToList())
            .FirstOrDefault(groups => groups.Count > 0) ?? [];
        var items = found.SelectMany(group => group.Items).ToList();
        var headings = found.Select(group => group.In).Distinct().ToList();
        return items.Count > Trajectory.MaxSteps && headings.Count is > 1 and <= Trajectory.MaxSteps
            ? [.. headings.Select(AsStep)]
            : items;
    }

    /// <summary>What may be the steps, the best first; the first that has any is taken.</summary>
    static IEnumerable<IEnumerable<Group>> Candidates(IReadOnlyList<Node> nodes)
    {
        var free = nodes.Where(node => node.Section.Kind is SectionKind.Other or SectionKind.Steps).ToList();
        var named = free.Where(node => node.Section.Kind == SectionKind.Steps && NumberOf(node) is not { IsWord: true }).ToList();
        foreach (var node in named)
        {
            yield return Numbered([node]);
        }
        foreach (var node in named)
        {
            yield return Within(node);
        }
        foreach (var node in named)
        {
            yield return Bullets([node]).Take(1);
        }
        var direct = free.Where(node => !node.IsAside).ToList();
        yield return NumberedHeadings(direct);
        foreach (var node in free.Where(node => SaysProcess().IsMatch(node.Section.Heading)))
        {
            yield return Numbered([node]);
            yield return Within(node);
        }
        yield return Numbered(direct).Take(1);
        yield return Numbered(free).Take(1);
        yield return Bullets(direct).Where(group => group.Items.Count > 1).Take(1);
        yield return Bullets(free).Take(1);
        yield return Structure(direct);
        yield return free.Select(node => new Group(node, node.Section.Paragraphs));
        yield return free.Where(node => node.Section.Text.Length > 0).Select(node => new Group(node, [AsStep(node, node.Section.Text)]));
    }

    /// <summary>What is below a heading that names steps: numbered headings, numbered lists or, if it has several, its parts.</summary>
    static IEnumerable<Group> Within(Node node)
    {
        // Everything is below the title.
        if (node.Section.Level <= 1)
        {
            return [];
        }
        var headings = NumberedHeadings(node.Descendants).ToList();
        var lists = headings.Count > 0 ? headings : [.. Numbered(node.Descendants)];
        if (lists.Count > 0)
        {
            return lists;
        }
        return node.Children.Count > 1 ? node.Children.Select(child => new Group(child, [AsStep(child)])) : [];
    }

    static IEnumerable<Group> Numbered(IEnumerable<Node> nodes) => Lists(nodes, numbered: true);

    static IEnumerable<Group> Bullets(IEnumerable<Node> nodes) => Lists(nodes, numbered: false);

    static IEnumerable<Group> Lists(IEnumerable<Node> nodes, bool numbered) =>
        from node in nodes
        let items = node.Section.Lists.Where(list => list.IsNumbered == numbered).SelectMany(list => list.Items).Where(HasText).ToList()
        where items.Count > 0
        select new Group(node, items);

    /// <summary>The first headings of one kind that are numbered in a row, "Step 1" before "1.".</summary>
    static IEnumerable<Group> NumberedHeadings(IReadOnlyList<Node> nodes)
    {
        var rows = nodes.Select(node => (Node: node, Number: NumberOf(node)))
            .Where(one => one.Number is not null)
            .GroupBy(one => (one.Node.Parent, one.Node.Section.Level, one.Number!.IsWord))
            .Where(row => row.Count() > 1 && row.First().Number!.Value <= 1)
            .ToList();
        var row = rows.Find(row => row.Key.IsWord) ?? rows.FirstOrDefault();
        return row?.SelectMany(one => one.Number!.IsGroup ? Inside(one.Node) : [new Group(one.Node, [AsStep(one.Node)])]) ?? [];
    }

    /// <summary>The steps of a phase: its numbered headings or lists, or the phase itself.</summary>
    static IEnumerable<Group> Inside(Node phase)
    {
        var headings = phase.Children.Where(child => NumberOf(child) is not null).ToList();
        var items = headings.Count > 1
            ? [.. headings.Select(AsStep)]
            : Numbered([phase, .. phase.Descendants]).SelectMany(group => group.Items).ToList();
        return [new Group(phase, items.Count > 0 ? items : [AsStep(phase)])];
    }

    /// <summary>The headings of the highest level that there is more than one of.</summary>
    static IEnumerable<Group> Structure(IReadOnlyList<Node> nodes) =>
        nodes.Where(node => node.Section.Level > 0)
            .GroupBy(node => node.Section.Level)
            .Where(level => level.Count() > 1)
            .MinBy(level => level.Key)?
            .Select(node => new Group(node, [AsStep(node)])) ?? [];

    static SourceText AsStep(Node node) => AsStep(node, $"{node.Section.Heading}\n\n{node.Text}".Trim());

    static SourceText AsStep(Node node, string text) => new(node.Section.Whole.Line, Truncate.ToBoundary(text, MaxHeadingStep))
    {
        IsShortened = text.Length > MaxHeadingStep,
    };

    static bool HasText(SourceText item) => item.Text.Trim().Length > 0;

    static Number? NumberOf(Node node)
    {
        var match = HeadingNumber().Match(node.Section.Heading);
        if (!match.Success)
        {
            return null;
        }
        var word = match.Groups["word"].ValueSpan;
        return new Number(int.Parse(match.Groups["number"].ValueSpan), IsWord: word.Length > 0, IsGroup: SaysGroup().IsMatch(word));
    }

    /// <summary>The number of a heading.</summary>
    /// <param name="Value">The number.</param>
    /// <param name="IsWord">Whether it follows a word such as step or phase.</param>
    /// <param name="IsGroup">Whether that word means several steps.</param>
    sealed record Number(int Value, bool IsWord, bool IsGroup);

    /// <summary>The steps under one heading.</summary>
    sealed record Group(Node In, IReadOnlyList<SourceText> Items);

    /// <summary>A section among the others.</summary>
    sealed class Node(Section section, Node? parent)
    {
        readonly List<Node> children = [];

        public Section Section => section;

        public Node? Parent => parent;

        public IReadOnlyList<Node> Children => children;

        public IReadOnlyList<Node> Descendants { get; private set; } = [];

        /// <summary>Whether its heading, or one above it, is about something else than what to do.</summary>
        public bool IsAside { get; } = parent is { IsAside: true } || SaysAside().IsMatch(section.Heading);

        /// <summary>Everything under its heading, as far as a step has room for it.</summary>
        public string Text
        {
            get
            {
                var text = new StringBuilder(section.Text);
                foreach (var node in Descendants)
                {
                    if (text.Length > MaxHeadingStep)
                    {
                        break;
                    }
                    text.Append("\n\n").Append(node.Section.Whole.Text);
                }
                return text.ToString().Trim();
            }
        }

        public static IReadOnlyList<Node> TreeOf(IReadOnlyList<Section> sections)
        {
            var nodes = new List<Node>();
            var open = new Stack<(Node Node, int At)>();
            foreach (var section in sections)
            {
                Close(section.Level);
                var node = new Node(section, open.TryPeek(out var above) ? above.Node : null);
                node.Parent?.children.Add(node);
                open.Push((node, nodes.Count));
                nodes.Add(node);
            }
            Close(0);
            return nodes;

            void Close(int level)
            {
                while (open.TryPeek(out var last) && last.Node.Section.Level >= level)
                {
                    open.Pop();
                    last.Node.Descendants = nodes[(last.At + 1)..];
                }
            }
        }
    }

    [GeneratedRegex(
        @"^[^\w]*(?:(?<word>step|phase|stage|part|schritt|étape|etapa|paso|fase|步骤|阶段)\s*)?" +
        @"(?<number>[0-9]{1,3})(?:\.[0-9]{1,3})*(?:[.):、\s–—-]|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeadingNumber();

    [GeneratedRegex(@"^(phase|stage|part|fase|阶段)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysGroup();

    [GeneratedRegex(
        @"\b(process|phases|checklist|how to|usage|getting started|quick start|quickstart)\b|步骤|流程|如何|手順",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysProcess();

    [GeneratedRegex(
        @"\b(when (not )?to( not)? use|when this|use cases?|triggers?|overview|about|introduction|background|purpose|principles?" +
        @"|concepts?|keywords?|references?|resources?|related|see also|examples?|limitations?|red flags|mistakes|pitfalls" +
        @"|anti-?patterns?|rationalizations?|troubleshooting|faq|what .* provides?|integration|changelog|license|credits" +
        @"|table of contents|key (files|features)|features)\b|何时使用|何時|关键词|参考",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysAside();
}
