using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// A SKILL.md as its lines with their ends. Lines are replaced and fields of the front matter are set; every other byte stays,
/// comments, quotation marks and the order of the fields too.
/// </summary>
sealed partial class DocumentLines
{
    const string MetadataField = "metadata";

    readonly List<string> lines;
    readonly string newLine;

    // The position of the line that ends the front matter.
    int fence;

    /// <param name="markdown">A text that begins with front matter.</param>
    public DocumentLines(string markdown)
    {
        lines = [.. Line().Matches(markdown).Select(line => line.Value)];
        newLine = lines[0][ContentLength(lines[0])..];
        fence = lines.FindIndex(1, line => line.TrimEnd() == FrontMatter.Fence);
    }

    /// <summary>The number of lines.</summary>
    public int Count => lines.Count;

    /// <summary>A line without its end, counted from 1.</summary>
    public string this[int number] => lines[number - 1][..ContentLength(lines[number - 1])];

    public override string ToString() => string.Concat(lines);

    /// <summary>Replaces lines below the front matter.</summary>
    public void Apply(IEnumerable<LineEdit> edits)
    {
        // From the last to the first, as an edit moves the lines below it; what is put before a line comes after what replaces that.
        foreach (var edit in edits.OrderByDescending(edit => edit.Line).ThenByDescending(edit => edit.Count))
        {
            Replace(edit.Line - 1, edit.Count, edit.Text);
        }
    }

    /// <summary>Puts another text in place of everything below the front matter.</summary>
    public void ReplaceBody(string body)
    {
        lines.RemoveRange(fence + 1, lines.Count - fence - 1);
        Replace(lines.Count, 0, body);
    }

    /// <summary>Whether the front matter has a field at its top.</summary>
    public bool Has(string field) => EntryOf(field, 0, 1, fence) is not null;

    /// <summary>Sets a field at the top of the front matter; behind <paramref name="after"/> where it is not there yet.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="value">Its value; null removes it.</param>
    /// <param name="after">The field that it follows; the first line where that is not there.</param>
    public void Set(string field, YamlNode? value, string after)
    {
        var place = EntryOf(after, 0, 1, fence)?.End ?? 1;
        Set(field, value, 0, 1, fence, place);
    }

    /// <summary>Sets a text under <c>metadata</c>.</summary>
    /// <returns>False if that field is written in another form than as lines of its own.</returns>
    public bool TrySetMetadata(string field, string? text)
    {
        var value = text is null ? null : Yaml.Text(text);
        if (EntryOf(MetadataField, 0, 1, fence) is not var (begin, end))
        {
            if (value is not null)
            {
                Insert(fence, $"{MetadataField}:\n");
                Set(field, value, 2, fence, fence, fence);
            }
            return true;
        }
        if (!OpensLines().IsMatch(lines[begin]))
        {
            return false;
        }
        var first = lines.FindIndex(begin + 1, end - begin - 1, line => line.Trim() is [not '#', ..]);
        var indent = first < 0 ? 2 : IndentOf(lines[first]);
        if (indent == 0)
        {
            return false;
        }
        Set(field, value, indent, begin + 1, end, end);
        return true;
    }

    void Set(string field, YamlNode? value, int indent, int begin, int end, int place)
    {
        var entry = EntryOf(field, indent, begin, end);
        if (value is null)
        {
            Remove(entry);
        }
        else if (entry is not var (first, last))
        {
            Insert(place, Written(field, value, indent));
        }
        else if (value is YamlScalarNode text && last == first + 1 && ValueIn(lines[first]) is { } where)
        {
            lines[first] = lines[first][..where.Start] + Like(lines[first][where], text) + lines[first][where.End..];
        }
        else
        {
            Remove(entry);
            Insert(first, Written(field, value, indent));
        }
    }

    void Remove((int Begin, int End)? entry)
    {
        if (entry is var (begin, end))
        {
            lines.RemoveRange(begin, end - begin);
            fence -= end - begin;
        }
    }

    void Insert(int at, string text)
    {
        var before = lines.Count;
        Replace(at, 0, text);
        fence += lines.Count - before;
    }

    /// <summary>A text as YAML with the quotation marks of another one, if they can hold it.</summary>
    static string Like(string before, YamlScalarNode text)
    {
        var style = (before[0], text.Style) switch
        {
            ('"', _) => ScalarStyle.DoubleQuoted,
            ('\'', not ScalarStyle.DoubleQuoted) => ScalarStyle.SingleQuoted,
            _ => text.Style,
        };
        var written = Yaml.Write(new YamlMappingNode { { "x", new YamlScalarNode(text.Value) { Style = style } } });
        return written["x: ".Length..].TrimEnd('\n');
    }

    /// <summary>Where the text of a field is that is whole in its line; null if it is not.</summary>
    static Range? ValueIn(string line)
    {
        var begin = line.IndexOf(':') + 1;
        begin += line.AsSpan(begin).IndexOfAnyExcept(" \t") is > 0 and var blanks ? blanks : line.Length;
        if (begin >= line.Length || "#|>&*!%@`[{\r\n".Contains(line[begin]))
        {
            return null;
        }
        var end = line[begin] is '"' or '\'' ? EndOfQuotation(line, begin) : EndOfPlain(line, begin);
        var rest = line.AsSpan(end);
        return rest.Trim() is [] or ['#', ..] ? begin..end : null;
    }

    static int EndOfQuotation(string line, int begin)
    {
        for (var at = begin + 1; at < line.Length; at++)
        {
            if (line[at] == '\\' && line[begin] == '"' || line[at] == '\'' && line[begin] == '\'' && line.AsSpan(at + 1) is ['\'', ..])
            {
                at++;
            }
            else if (line[at] == line[begin])
            {
                return at + 1;
            }
        }
        return begin;
    }

    static int EndOfPlain(string line, int begin)
    {
        var comment = line.AsSpan(begin).IndexOf(" #");
        return begin + (comment < 0 ? line.AsSpan(begin) : line.AsSpan(begin, comment)).TrimEnd().Length;
    }

    static string Written(string field, YamlNode value, int indent)
    {
        var written = Yaml.Write(new YamlMappingNode { { Yaml.Text(field), value } }).TrimEnd('\n').Split('\n');
        return string.Concat(written.Select(line => $"{new string(' ', indent)}{line}\n"));
    }

    /// <summary>The lines of a field, from its name to the next field; blank lines and comments before that are not its own.</summary>
    (int Begin, int End)? EntryOf(string field, int indent, int begin, int end)
    {
        var first = lines.FindIndex(begin, end - begin, line => IsField(line, field, indent));
        if (first < 0)
        {
            return null;
        }
        var last = first + 1;
        for (var at = last; at < end && Continues(lines[at], indent); at++)
        {
            last = IsBlank(lines[at]) ? last : at + 1;
        }
        return (first, last);
    }

    static bool IsField(string line, string field, int indent)
    {
        var text = line.AsSpan().TrimStart('\ufeff');
        if (IndentOf(line) != indent)
        {
            return false;
        }
        text = text[indent..];
        var isQuoted = text is ['"' or '\'', ..];
        text = isQuoted ? text[1..] : text;
        if (!text.StartsWith(field, StringComparison.Ordinal))
        {
            return false;
        }
        text = text[field.Length..];
        text = (isQuoted && text is ['"' or '\'', ..] ? text[1..] : text).TrimStart(' ');
        return text is [':'] or [':', ' ' or '\t' or '\r' or '\n', ..];
    }

    static bool Continues(string line, int indent) =>
        IsBlank(line) || IndentOf(line) > indent || line[indent] is '-' or ']' or '}' or '\t';

    // A comment further in may be a line of a longer text.
    static bool IsBlank(string line) => line[0] == '#' || line.Trim().Length == 0;

    static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;

    void Replace(int at, int count, string text)
    {
        List<string> added = [.. Line().Matches(text).Select(line => line.Value[..ContentLength(line.Value)] + newLine)];
        var isAtEnd = at + count == lines.Count;
        if (isAtEnd && added.Count > 0 && lines.Count > 0 && ContentLength(lines[^1]) == lines[^1].Length)
        {
            // The last line of a text may have no end.
            lines[^1] = count == 0 ? lines[^1] + newLine : lines[^1];
            added[^1] = added[^1][..ContentLength(added[^1])];
        }
        lines.RemoveRange(at, count);
        lines.InsertRange(at, added);
    }

    static int ContentLength(string line) => line.AsSpan().TrimEnd("\r\n").Length;

    [GeneratedRegex(@"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"^[^:]*:[ \t]*(?:#.*)?[\r\n]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex OpensLines();
}
