using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace SkillMcp.Packaging;

/// <summary>What a section of a skill is about.</summary>
enum SectionKind
{
    Other,
    Preconditions,
    Steps,
    Postconditions,
    Parameters,

    /// <summary>Of a composite, what was not there when it was written.</summary>
    Missing,
}

/// <summary>What stands under one heading of a Markdown text.</summary>
/// <param name="Heading">Its words; empty for what stands above the first.</param>
/// <param name="Level">1-6; 0 for what stands above the first.</param>
/// <param name="Lists">Its lists, in order; lists within lists are text of their item.</param>
/// <param name="Code">Its first block of code.</param>
/// <param name="Paragraphs">Its paragraphs, in order.</param>
/// <param name="Whole">The source of it, from its heading to the next, and the line that it begins in.</param>
/// <param name="Text">The same without the heading.</param>
sealed partial record Section(string Heading, int Level, IReadOnlyList<MarkdownList> Lists, SourceText? Code, IReadOnlyList<SourceText> Paragraphs, SourceText Whole, string Text)
{
    public SectionKind Kind { get; } = Heading.ToLowerInvariant().TrimEnd(':', ' ') switch
    {
        "preconditions" or "prerequisites" or "requirements" or "before you start" or "before you begin" => SectionKind.Preconditions,
        "expected outcome" or "expected outcomes" or "expected result" or "expected results" or "postconditions" => SectionKind.Postconditions,
        "parameters" => SectionKind.Parameters,
        "what is missing" => SectionKind.Missing,
        var heading when SaysSteps().IsMatch(heading) => SectionKind.Steps,
        _ => SectionKind.Other,
    };

    [GeneratedRegex(@"\b(steps|workflow|instructions|procedure)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SaysSteps();
}

/// <summary>A list, as it was written.</summary>
sealed record MarkdownList(bool IsNumbered, IReadOnlyList<SourceText> Items);

/// <summary>A piece of the source and the line that it begins in.</summary>
sealed record SourceText(int Line, string Text);

/// <summary>Reads a Markdown text by its headings. Texts are given in their source form; only structure is Markdown's.</summary>
static partial class MarkdownOutline
{
    // Structure alone is asked for: what stands within a line is nobody's business.
    static readonly MarkdownPipeline Blocks = WithoutInlines();

    /// <param name="markdown">The text, with line feeds between its lines.</param>
    /// <param name="firstLine">The number of its first line in the file.</param>
    public static IReadOnlyList<Section> Read(string markdown, int firstLine)
    {
        var lines = markdown.Split('\n');
        if (Parse(markdown) is not { } blocks)
        {
            return [WithoutStructure(lines, firstLine)];
        }
        var sections = new List<Section>();
        var start = 0;
        for (var at = 0; at <= blocks.Count; at++)
        {
            if (at == blocks.Count || blocks[at] is HeadingBlock)
            {
                sections.Add(ReadSection(markdown, lines, blocks[start..at], at < blocks.Count ? blocks[at].Line : lines.Length, firstLine));
                start = at;
            }
        }
        return sections;
    }

    /// <summary>The blocks of a text; null where lists and quotes stand within each other more than 128 deep, which nothing is made of.</summary>
    static List<Block>? Parse(string markdown)
    {
        try
        {
            // Definitions of links are gathered in a block of their own that stands nowhere.
            return [.. Markdown.Parse(markdown, Blocks).Where(block => block is not LinkReferenceDefinitionGroup)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A text that is not taken apart: its paragraphs are what stands between empty lines.</summary>
    static Section WithoutStructure(string[] lines, int firstLine)
    {
        var paragraphs = new List<SourceText>();
        for (var (at, begin) = (0, 0); at <= lines.Length; at++)
        {
            if (at == lines.Length || lines[at].Trim().Length == 0)
            {
                Add(begin, at);
                begin = at + 1;
            }
        }
        var whole = string.Join('\n', lines);
        return new Section("", 0, [], null, paragraphs, new SourceText(firstLine, whole), whole.Trim());

        void Add(int begin, int end)
        {
            if (end > begin)
            {
                paragraphs.Add(new SourceText(begin + firstLine, string.Join('\n', lines[begin..end]).Trim()));
            }
        }
    }

    static Section ReadSection(string markdown, string[] lines, List<Block> blocks, int end, int firstLine)
    {
        var heading = blocks.FirstOrDefault() as HeadingBlock;
        var code = blocks.OfType<FencedCodeBlock>().FirstOrDefault();
        var begin = heading?.Line ?? 0;
        var below = heading is null ? begin : begin + 1 + markdown.AsSpan(heading.Span.Start, heading.Span.End + 1 - heading.Span.Start).Count('\n');
        return new Section(
            heading is null ? "" : Words(markdown, heading),
            heading?.Level ?? 0,
            ReadLists(lines, blocks, end, firstLine),
            // The code itself begins a line below its fence.
            code is null ? null : new SourceText(code.Line + 1 + firstLine, code.Lines.ToString()),
            [.. blocks.OfType<ParagraphBlock>().Select(block => new SourceText(block.Line + firstLine, markdown[block.Span.Start..(block.Span.End + 1)].Trim()))],
            new SourceText(begin + firstLine, string.Join('\n', lines[begin..end])),
            string.Join('\n', lines[Math.Min(below, end)..end]).Trim());
    }

    static string Words(string markdown, HeadingBlock heading)
    {
        var source = markdown[heading.Span.Start..(heading.Span.End + 1)];
        return heading.IsSetext ? source[..source.LastIndexOf('\n')].Trim() : ClosingMarks().Replace(source.TrimStart('#'), "").Trim();
    }

    static List<MarkdownList> ReadLists(string[] lines, List<Block> blocks, int end, int firstLine)
    {
        var lists = new List<MarkdownList>();
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is ListBlock list)
            {
                var starts = Starts(list).ToList();
                at = list.IsOrdered ? Continue(blocks, at, starts) : at;
                lists.Add(new MarkdownList(list.IsOrdered, [.. ReadItems(lines, starts, at + 1 < blocks.Count ? blocks[at + 1].Line : end, firstLine)]));
            }
        }
        return lists;
    }

    /// <summary>
    /// Many write the code of a step at the margin, which ends a list in Markdown; the next number goes on with it all the same.
    /// Adds what goes on, and tells the last block that belongs to it.
    /// </summary>
    static int Continue(List<Block> blocks, int at, List<ListItemBlock> items)
    {
        for (var next = at + 1; next < blocks.Count; next++)
        {
            if (blocks[next] is ListBlock { IsOrdered: true } list && Starts(list).First().Order == items[^1].Order + 1)
            {
                items.AddRange(Starts(list));
                at = next;
            }
            else if (blocks[next] is FencedCodeBlock && next == at + 1)
            {
                at = next;
            }
            else if (blocks[next] is ListBlock)
            {
                break;
            }
        }
        return at;
    }

    static IEnumerable<ListItemBlock> Starts(ListBlock list) => list.OfType<ListItemBlock>();

    static IEnumerable<SourceText> ReadItems(string[] lines, List<ListItemBlock> items, int end, int firstLine) =>
        items.Select((item, at) => new SourceText(item.Line + firstLine, ReadItem(lines[item.Line..(at + 1 < items.Count ? items[at + 1].Line : end)])));

    static string ReadItem(string[] lines)
    {
        var marker = Marker().Match(lines[0]).Length;
        return string.Join('\n', lines.Select((line, at) => at == 0 ? line[marker..] : Unindent(line, marker))).Trim();
    }

    /// <summary>Takes up to so many columns of white space off a line.</summary>
    static string Unindent(string line, int columns)
    {
        var at = 0;
        for (var column = 0; at < line.Length && column < columns && line[at] is ' ' or '\t'; at++)
        {
            column += line[at] == '\t' ? 4 - column % 4 : 1;
        }
        return line[at..];
    }

    static MarkdownPipeline WithoutInlines()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    // Five spaces or more behind the mark are one, and code.
    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ ]{1,4}(?![ ])|[ \t]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"[ \t]#+[ \t]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClosingMarks();
}
