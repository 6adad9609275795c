using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// Front matter that is not YAML, read line by line as clients read it: a field begins where a line begins with its name and a colon.
/// A field that is YAML by itself is read as that; any other is the text behind its colon.
/// </summary>
static partial class FieldLines
{
    public static YamlMappingNode Read(string yaml)
    {
        var fields = new YamlMappingNode();
        var lines = new List<string>();
        foreach (var line in yaml.Split('\n').Where(line => !line.StartsWith('#')))
        {
            if (FieldStart().IsMatch(line))
            {
                Add(fields, lines);
                lines.Clear();
            }
            lines.Add(line);
        }
        Add(fields, lines);
        return fields;
    }

    static void Add(YamlMappingNode fields, List<string> lines)
    {
        if (lines.Count == 0 || FieldStart().Match(lines[0]) is not { Success: true } start)
        {
            return;
        }
        var name = start.Groups["name"].Value.Trim('"', '\'');
        // Where a field is named twice, the last counts, as in most readers of YAML.
        fields.Children[Yaml.Text(name)] = ReadAlone(lines) ?? Yaml.Text(TextOf(start.Groups["value"].Value, lines.Skip(1)));
    }

    /// <summary>The value of a field that is YAML by itself; null if it is not.</summary>
    static YamlNode? ReadAlone(List<string> lines)
    {
        try
        {
            var alone = Yaml.Read(string.Join('\n', lines), firstLine: 1) as YamlMappingNode;
            return alone is { Children: { Count: 1 } only } ? only[0].Value : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static string TextOf(string first, IEnumerable<string> further)
    {
        var begin = BlockStart().Replace(first.Trim(), "");
        var text = string.Join(' ', further.Prepend(begin).Select(line => line.Trim()).Where(line => line.Length > 0));
        return text is [('"' or '\'') and var open, .., var close] && open == close && text.Length > 1 ? text[1..^1] : text;
    }

    [GeneratedRegex(
        """^(?<name>"[^":]+"|'[^':]+'|[\p{L}_][\p{L}\p{N}_.-]*)[ \t]*:(?:[ \t]+(?<value>.*))?[ \t]*$""",
        RegexOptions.CultureInvariant)]
    private static partial Regex FieldStart();

    // How a text of several lines is announced.
    [GeneratedRegex(@"^[|>][-+0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex BlockStart();
}
