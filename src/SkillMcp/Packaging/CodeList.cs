using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>A numbered list that is written in a block of code.</summary>
static partial class CodeList
{
    /// <summary>Its items; none if the block is something else.</summary>
    public static IReadOnlyList<SourceText> ItemsOf(SourceText code)
    {
        var lines = code.Text.Split('\n');
        int[] starts = [.. Enumerable.Range(0, lines.Length).Where(at => Number().IsMatch(lines[at]))];
        // What begins with something else has a list in it, and is none: a form to be filled, or an answer.
        if (starts.Length < 2 || lines[..starts[0]].Count(line => !string.IsNullOrWhiteSpace(line)) > 1 || !IsFirst(lines[starts[0]]))
        {
            return [];
        }
        return [.. starts.Zip(starts.Skip(1).Append(lines.Length), (start, end) => new SourceText(
            code.Line + start,
            Number().Replace(string.Join('\n', lines[start..end]), "").TrimEnd()))];
    }

    /// <summary>The parts of a script whose comments are numbered, each with its commands; none if it is another.</summary>
    public static IReadOnlyList<SourceText> PartsOf(SourceText script)
    {
        var lines = script.Text.Split('\n');
        int[] starts = [.. Enumerable.Range(0, lines.Length).Where(at => CommentNumber().IsMatch(lines[at]))];
        return starts.Length < 2 || Array.Exists(lines[..starts[0]], line => !string.IsNullOrWhiteSpace(line))
            ? []
            : [.. starts.Zip(starts.Skip(1).Append(lines.Length), (start, end) =>
                new SourceText(script.Line + start, PartOf(lines[start..end])))];
    }

    static string PartOf(string[] lines)
    {
        var comments = lines.TakeWhile(line => line.AsSpan().TrimStart() is ['#', ..]).Count();
        var title = string.Join(' ', lines[..comments].Select(line => CommentNumber().Replace(line, "").Trim(' ', '\t', '#', '=', '-')));
        var commands = string.Join('\n', lines[comments..]).Trim('\n').TrimEnd();
        return commands.Length > 0 ? $"{title}\n\n```\n{commands}\n```" : title;
    }

    static bool IsFirst(string line) => line.AsSpan().TrimStart() is ['1' or '-' or '*', ..];

    [GeneratedRegex(
        @"^\s*#+[\s=-]*(?:step\s+)?[0-9]{1,2}\s*[.):–—-]+\s+(?=\S)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentNumber();

    // A list that is ticked off counts its steps: "- [ ] Step 1: Look".
    [GeneratedRegex(
        @"^ {0,3}(?:[0-9]{1,2}[.)]|[-*] \[[ xX]?\] (?:step|phase) [0-9]{1,2}[:.)–—-]*)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
