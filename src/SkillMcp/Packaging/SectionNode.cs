using System.Text;

namespace SkillMcp.Packaging;

/// <summary>A section among the others.</summary>
/// <param name="section">The section.</param>
/// <param name="parent">The section that it is part of; null if there is none.</param>
/// <param name="isTitle">Whether its heading is that of the whole text.</param>
sealed class SectionNode(Section section, SectionNode? parent, bool isTitle)
{
    // The most characters of a step made of a heading and what follows it: the document has all of it.
    const int MaxStep = 2_000;

    readonly List<SectionNode> children = [];
    SectionRole? role;

    public Section Section => section;

    public SectionNode? Parent => parent;

    public IReadOnlyList<SectionNode> Children => children;

    public IReadOnlyList<SectionNode> Descendants { get; private set; } = [];

    /// <summary>How many headings it is below the title.</summary>
    public int Depth { get; } = parent is null ? (section.Level > 1 ? 1 : 0) : parent.Depth + 1;

    /// <summary>What its heading says, or else those above it. Everything is below the title, which therefore says nothing.</summary>
    public SectionRole Role => role ??= RoleOf(isTitle ? "" : section.Heading, parent);

    /// <summary>Whether its heading says what it is about: "Workflow: tune a rule", and not "Workflow".</summary>
    public bool NamesItsThing => Depth > 0 && !HeadingWords.IsOfProcedureAlone(section.Heading);

    /// <summary>Whether what is in it may be steps: a field of a skill is none.</summary>
    public bool IsFree => section.Kind is SectionKind.Other or SectionKind.Steps;

    /// <summary>Its heading and everything under it, as far as a step has room for it.</summary>
    public SourceText AsStep()
    {
        var text = new StringBuilder($"{section.Heading}\n\n{section.Text}".Trim());
        foreach (var node in Descendants)
        {
            if (text.Length > MaxStep)
            {
                break;
            }
            text.Append("\n\n").Append(node.Section.Whole.Text);
        }
        return Cut(section.Whole.Line, text.ToString().Trim());
    }

    /// <summary>The lines from each of the paragraphs to the next.</summary>
    public IEnumerable<SourceText> AsSteps(IReadOnlyList<SourceText> paragraphs)
    {
        var lines = section.Whole.Text.Split('\n');
        for (var at = 0; at < paragraphs.Count; at++)
        {
            var from = paragraphs[at].Line - section.Whole.Line;
            var to = at + 1 < paragraphs.Count ? paragraphs[at + 1].Line - section.Whole.Line : lines.Length;
            yield return Cut(paragraphs[at].Line, string.Join('\n', lines[from..to]).Trim());
        }
    }

    /// <summary>How many characters it has, with what is below it.</summary>
    public int Length => section.Whole.Text.Length + Descendants.Sum(node => node.Section.Whole.Text.Length);

    public static IReadOnlyList<SectionNode> TreeOf(IReadOnlyList<Section> sections)
    {
        var nodes = new List<SectionNode>();
        var open = new Stack<(SectionNode Node, int At)>();
        foreach (var section in sections)
        {
            Close(section.Level);
            var isTitle = section.Level == 1 && nodes.TrueForAll(node => node.Section.Level == 0);
            var node = new SectionNode(section, open.TryPeek(out var above) ? above.Node : null, isTitle);
            node.Parent?.children.Add(node);
            // Nothing is below what comes before the first heading.
            if (section.Level > 0)
            {
                open.Push((node, nodes.Count));
            }
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

    static SectionRole RoleOf(string heading, SectionNode? parent) => (KnownHeadings.RoleOf(heading), RoleBelow(parent)) switch
    {
        // An example of a workflow is an example.
        (_, var above and (SectionRole.Example or SectionRole.Links or SectionRole.WhenToUse or SectionRole.Prohibition)) => above,
        (SectionRole.Neutral, var above) => above,
        // A workflow among best practices is one of them.
        (SectionRole.Procedure or SectionRole.Usage, SectionRole.Reference) => SectionRole.Reference,
        // Its steps are those of the preparation.
        (SectionRole.Procedure or SectionRole.Usage, SectionRole.Setup) => SectionRole.Setup,
        (var own, _) => own,
    };

    /// <summary>What a section says of those below it.</summary>
    // A comment of code that is not fenced well is a heading of the highest level, and all that follows is below it.
    public static SectionRole RoleBelow(SectionNode? parent) =>
        parent is null || parent.Section.Level == 1 && parent.Role != SectionRole.Procedure ? SectionRole.Neutral : parent.Role;

    static SourceText Cut(int line, string text) => new(line, Truncate.ToBoundary(text, MaxStep)) { IsShortened = text.Length > MaxStep };
}
