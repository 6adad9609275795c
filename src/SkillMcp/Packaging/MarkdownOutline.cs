using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace SkillMcp.Packaging;

/// <summary>Reads a Markdown text by its headings. Texts are given as they are in the source; only the block structure is parsed.</summary>
static partial class MarkdownOutline
{
    // Only blocks are asked for, and parsing what is within a line takes most of the time.
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
                var end = at < blocks.Count ? blocks[at].Line : lines.Length;
                sections.Add(ReadSection(markdown, lines, blocks[start..at], end, firstLine));
                start = at;
            }
        }
        return sections;
    }

    /// <summary>The blocks of a text; null if lists and quotes are nested more than 128 deep, which the library refuses.</summary>
    static List<Block>? Parse(string markdown)
    {
        try
        {
            // The library gathers definitions of links in a block of their own that has no position.
            return [.. Markdown.Parse(markdown, Blocks).Where(block => block is not LinkReferenceDefinitionGroup)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A text that is not parsed: its paragraphs are parted by empty lines.</summary>
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
        return new Section("", 0, [], null, [], [], paragraphs, new SourceText(firstLine, whole), whole.Trim());

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
        var code = blocks.OfType<FencedCodeBlock>().ToList();
        var begin = heading?.Line ?? 0;
        var below = heading is null ? begin : begin + 1 + SourceOf(markdown, heading).Count('\n');
        return new Section(
            heading is null ? "" : Words(markdown, heading),
            heading?.Level ?? 0,
            ReadLists(lines, blocks, end, firstLine),
            code.Count == 0 ? null : CodeOf(code[0], firstLine),
            [.. code.Where(IsPlain).Select(block => CodeOf(block, firstLine))],
            [.. blocks.OfType<CodeBlock>().Where(MayHoldCommands).Select(block => CodeOf(block, firstLine))],
            [.. blocks.OfType<ParagraphBlock>()
                .Select(block => new SourceText(block.Line + firstLine, SourceOf(markdown, block).Trim().ToString()))],
            new SourceText(begin + firstLine, string.Join('\n', lines[begin..end])),
            string.Join('\n', lines[Math.Min(below, end)..end]).Trim());
    }

    // Fenced code begins a line below its fence.
    static SourceText CodeOf(CodeBlock code, int firstLine) =>
        new(code.Line + (code is FencedCodeBlock ? 1 : 0) + firstLine, code.Lines.ToString());

    static bool IsPlain(FencedCodeBlock code) => code.Info is null or "" or "text" or "txt" or "plaintext";

    static bool MayHoldCommands(CodeBlock code) => code is not FencedCodeBlock fenced || IsPlain(fenced) || IsShell(fenced.Info!);

    static bool IsShell(string language) =>
        language.ToLowerInvariant() is "sh" or "bash" or "zsh" or "shell" or "console" or "shell-session" or "terminal" or "fish"
            or "powershell" or "pwsh" or "ps1" or "cmd" or "bat";

    static ReadOnlySpan<char> SourceOf(string markdown, Block block) => markdown.AsSpan(block.Span.Start..(block.Span.End + 1));

    static string Words(string markdown, HeadingBlock heading)
    {
        var source = SourceOf(markdown, heading).ToString();
        return heading.IsSetext ? source[..source.LastIndexOf('\n')].Trim() : ClosingMarks().Replace(source.TrimStart('#'), "").Trim();
    }

    static List<MarkdownList> ReadLists(string[] lines, List<Block> blocks, int end, int firstLine)
    {
        var lists = new List<MarkdownList>();
        for (var at = 0; at < blocks.Count; at++)
        {
            if (blocks[at] is ListBlock list)
            {
                var intro = at > 0 && blocks[at - 1] is ParagraphBlock ? Intro(LineAbove(lines, list.Line)) : "";
                var starts = Starts(list).ToList();
                at = list.IsOrdered ? Continue(blocks, at, starts) : at;
                var next = at + 1 < blocks.Count ? blocks[at + 1].Line : end;
                lists.Add(new MarkdownList(list.IsOrdered, [.. ReadItems(lines, starts, next, firstLine)], intro));
            }
        }
        return lists;
    }

    /// <summary>The last sentence of a line if it is written as the heading of what follows, in bold or with a colon; else empty.</summary>
    static string Intro(string line)
    {
        var sentence = line[(line.LastIndexOf(". ", StringComparison.Ordinal) + 1)..].Trim();
        var isHeading = sentence.EndsWith(':') || sentence.EndsWith(":**", StringComparison.Ordinal)
            || sentence.StartsWith("**", StringComparison.Ordinal) && sentence.EndsWith("**", StringComparison.Ordinal);
        return isHeading ? sentence : "";
    }

    /// <summary>The last line with text above a line.</summary>
    static string LineAbove(string[] lines, int line)
    {
        do
        {
            line--;
        }
        while (line > 0 && lines[line].AsSpan().IsWhiteSpace());
        return lines[Math.Max(0, line)].Trim();
    }

    /// <summary>
    /// Many authors write the code of a step at the margin, which ends a list in Markdown; the list that begins with the next number
    /// continues it all the same. Adds the items of what continues, and returns the position of the last block that belongs to it.
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

    /// <summary>A line without the sign or the number that makes it an item of a list.</summary>
    public static string WithoutMarker(string line) => line[Marker().Match(line).Length..];

    static IEnumerable<ListItemBlock> Starts(ListBlock list) => list.OfType<ListItemBlock>();

    static IEnumerable<SourceText> ReadItems(string[] lines, List<ListItemBlock> items, int end, int firstLine)
    {
        var ends = items.Skip(1).Select(item => item.Line).Append(end);
        return items.Zip(ends, (item, next) => new SourceText(item.Line + firstLine, ReadItem(lines[item.Line..next])));
    }

    static string ReadItem(string[] lines)
    {
        var marker = Marker().Match(lines[0]).Length;
        var text = string.Join('\n', lines.Select((line, at) => at == 0 ? line[marker..] : Unindent(line, marker))).Trim();
        // Whether a task of a list was done once is no part of what is to be done.
        return TaskBox().Replace(text, "");
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

    // Of five spaces or more after the marker, one belongs to it, and the rest to indented code.
    [GeneratedRegex(@"^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ ]{1,4}(?![ ])|[ \t]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\[[ xX]\][ \t]+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex TaskBox();

    [GeneratedRegex(@"[ \t]#+[ \t]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClosingMarks();
}
