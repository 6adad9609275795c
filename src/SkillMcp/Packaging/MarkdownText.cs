using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>Texts as lines of Markdown that read back as the same texts.</summary>
static partial class MarkdownText
{
    public static IReadOnlyList<string> Numbered(IReadOnlyList<Step> steps) =>
        [.. steps.Select((step, at) => Entry($"{at + 1}. ", step.Text))];

    /// <summary>Steps below the headings of their phases, which have no number: a step is reported by its own.</summary>
    public static IReadOnlyList<string> Phased(IReadOnlyList<Step> steps)
    {
        var lines = new List<string>(steps.Count);
        var number = 0;
        foreach (var step in steps)
        {
            var space = lines.Count == 0 ? "" : "\n";
            lines.Add(step.IsHeading ? $"{space}{step.Text}\n\n" : Entry($"{++number}. ", step.Text));
        }
        return lines;
    }

    public static IReadOnlyList<string> List(IReadOnlyList<string> texts)
    {
        // A text of nothing but dashes after a dash would be a thematic break, and no list.
        var bullet = texts.Any(text => OnlyDashes().IsMatch(text)) ? "+ " : "- ";
        return [.. texts.Select(text => Entry(bullet, text))];
    }

    /// <summary>A list item; its further lines are indented to its first letter, so that nothing in them can leave the list.</summary>
    public static string Entry(string marker, string text)
    {
        var indent = new string(' ', marker.Length);
        var lines = UnixLines(text).Trim().Split('\n').Select((line, at) => at == 0 || line.Length == 0 ? line : indent + line);
        return marker + string.Join('\n', lines) + "\n";
    }

    /// <summary>The text with a space for each run of line breaks; other white space within it stays.</summary>
    public static string OneLine(string text) => LineBreaks().Replace(text.Trim(), " ");

    public static string UnixLines(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    [GeneratedRegex(@"^[ \t]*-[- \t]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyDashes();

    [GeneratedRegex(@"[\r\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex LineBreaks();
}
