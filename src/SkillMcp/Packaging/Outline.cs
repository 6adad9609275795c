using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace SkillMcp.Packaging;

/// <summary>What stands under one heading of a Markdown text.</summary>
/// <param name="Heading">Its words; empty for what stands above the first.</param>
/// <param name="Level">1-6; 0 for what stands above the first.</param>
/// <param name="Lists">Its lists, in order; lists within lists are text of their item.</param>
/// <param name="Code">Its first block of code.</param>
sealed record Section(string Heading, int Level, IReadOnlyList<ItemList> Lists, Item? Code);

/// <summary>A list, as it was written.</summary>
sealed record ItemList(bool IsNumbered, IReadOnlyList<Item> Items);

/// <summary>A piece of the source and the line that it begins in.</summary>
sealed record Item(int Line, string Text);

/// <summary>Reads a Markdown text by its headings. Texts are given in their source form; only structure is Markdown's.</summary>
static partial class Outline
{
    // Structure alone is asked for: what stands within a line is nobody's business.
    static readonly MarkdownPipeline Blocks = WithoutInlines();

    /// <param name="markdown">The text, with line feeds between its lines.</param>
    /// <param name="firstLine">The number of its first line in the file.</param>
    /// <exception cref="SkillException">It is nested too deeply.</exception>
    public static IReadOnlyList<Section> Read(string markdown, int firstLine)
    {
        var lines = markdown.Split('\n');
        var blocks = Parse(markdown);
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

    static List<Block> Parse(string markdown)
    {
        try
        {
            // Definitions of links are gathered in a block of their own that stands nowhere.
            return [.. Markdown.Parse(markdown, Blocks).Where(block => block is not LinkReferenceDefinitionGroup)];
        }
        catch (ArgumentException)
        {
            throw new SkillException("The text is nested too deeply: lists and quotes within each other may be 128 deep.");
        }
    }

    static Section ReadSection(string markdown, string[] lines, List<Block> blocks, int end, int firstLine)
    {
        var heading = blocks.FirstOrDefault() as HeadingBlock;
        var code = blocks.OfType<FencedCodeBlock>().FirstOrDefault();
        return new Section(
            heading is null ? "" : Words(markdown, heading),
            heading?.Level ?? 0,
            ReadLists(lines, blocks, end, firstLine),
            // The code itself begins a line below its fence.
            code is null ? null : new Item(code.Line + 1 + firstLine, code.Lines.ToString()));
    }

    static string Words(string markdown, HeadingBlock heading)
    {
        var source = markdown[heading.Span.Start..(heading.Span.End + 1)];
        return heading.IsSetext ? source[..source.LastIndexOf('\n')].Trim() : ClosingMarks().Replace(source.TrimStart('#'), "").Trim();
    }

    static List<ItemList> ReadLists(string[] lines, List<Block> blocks, int end, int firstLine)
    {
        var lists = new List<ItemList>();
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is ListBlock list)
            {
                var starts = Starts(list).ToList();
                at = list.IsOrdered ? Continue(blocks, at, starts) : at;
                lists.Add(new ItemList(list.IsOrdered, [.. ReadItems(lines, starts, at + 1 < blocks.Count ? blocks[at + 1].Line : end, firstLine)]));
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

    static IEnumerable<Item> ReadItems(string[] lines, List<ListItemBlock> items, int end, int firstLine) =>
        items.Select((item, at) => new Item(item.Line + firstLine, ReadItem(lines[item.Line..(at + 1 < items.Count ? items[at + 1].Line : end)])));

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
