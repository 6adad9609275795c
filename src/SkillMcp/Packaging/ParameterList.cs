using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// The parameters of a skill as YAML: a missing default and an empty one differ, and a pattern is full of characters that
/// have a meaning in Markdown.
/// </summary>
static partial class ParameterList
{
    const string Example = "a list such as '- name: namespace'";

    public static string Write(IReadOnlyList<Parameter> parameters) => Yaml.Write(new YamlSequenceNode(parameters.Select(ToYaml)));

    /// <summary>Reads what <see cref="Write"/> writes; nothing from code that is something else, such as an example of a call.</summary>
    /// <exception cref="SkillException">It begins as such a list, and cannot be read.</exception>
    public static IEnumerable<Parameter> Read(SourceText code)
    {
        var isList = code.Text.TrimStart().StartsWith("- name:", StringComparison.Ordinal);
        return isList && Yaml.Read(code.Text, code.Line) is YamlSequenceNode list
            ? list.Children.Select(node => Read(node, code.Line))
            : [];
    }

    /// <summary>Reads a parameter that is an item of a Markdown list: <c>`name`: what it is</c>; null if it is not one.</summary>
    public static Parameter? ReadItem(SourceText item) => NamedItem().Match(item.Text) is { Success: true } point
        ? new Parameter { Name = point.Groups["name"].Value, Description = point.Groups["description"].Value.Trim() }
        : null;

    /// <summary>The parameters that a section lists.</summary>
    public static IEnumerable<Parameter> In(Section section) => section.Code is { } code
        ? Read(code)
        : section.Lists.SelectMany(list => list.Items).Select(ReadItem).OfType<Parameter>();

    /// <summary>The lines of a section that say no more than the parameters of a procedure do.</summary>
    public static IEnumerable<string> LinesSaying(Procedure procedure, Section section)
    {
        if (section.Kind != SectionKind.Parameters)
        {
            return [];
        }
        if (section.Code is { } code)
        {
            List<Parameter> read = [.. Read(code)];
            return read.Count > 0 && read.TrueForAll(IsSaid) ? ["```", "```yaml", .. code.Text.Split('\n')] : [];
        }
        return section.Lists.SelectMany(list => list.Items)
            .Where(item => ReadItem(item) is { } read && IsSaid(read))
            .SelectMany(item => item.Text.Split('\n'));

        bool IsSaid(Parameter read) => procedure.Parameters.Any(known =>
            known.Name == read.Name
            && known.Description == read.Description
            && (read.Example == "" || read.Example == known.Example)
            && (read.Default ?? known.Default) == known.Default
            && (read.Pattern ?? known.Pattern) == known.Pattern);
    }

    static Parameter Read(YamlNode node, int firstLine) => new()
    {
        Name = node.Field("name")?.Text() is { } name && Placeholder.IsName(name)
            ? name
            : throw new SkillException(
                $"Line {node.Start.Line + firstLine - 1}: a parameter has no name that can be written between braces: write {Example}."),
        Description = node.Field("description")?.Text() ?? "",
        Example = node.Field("example")?.Text() ?? "",
        Default = node.Field("default")?.Text(),
        Pattern = node.Field("pattern")?.Text(),
    };

    static YamlMappingNode ToYaml(Parameter parameter)
    {
        var fields = new YamlMappingNode { { "name", Yaml.Text(parameter.Name) } };
        Add("description", parameter.Description is "" ? null : parameter.Description);
        Add("example", parameter.Example is "" ? null : parameter.Example);
        Add("default", parameter.Default);
        Add("pattern", parameter.Pattern);
        return fields;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                fields.Add(name, Yaml.Text(value));
            }
        }
    }

    [GeneratedRegex(
        @"^[`*]*\{?(?<name>[A-Za-z][A-Za-z0-9_-]{0,63})\}?[`*]*\s*(?:[:–—-]\s*[*]*(?<description>.*))?\z",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex NamedItem();
}
