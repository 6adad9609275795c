using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// A document of AWS Systems Manager, in YAML or JSON: <c>mainSteps</c> are its steps. It is kept beside them as it was written.
/// </summary>
sealed partial class AutomationDocumentReader : IFileReader
{
    static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public bool MayTake(string path) => Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    public SourceItem? Take(LooseFile file, ReadOnlyMemory<byte> content)
    {
        // Reading every data file of a project takes long, and what is no such document need not be YAML.
        if (content.Span.IndexOf("schemaVersion"u8) < 0 || content.Span.IndexOf("mainSteps"u8) < 0)
        {
            return null;
        }
        // JSON is YAML.
        var document = Yaml.Read(Encoding.UTF8.GetString(content.Span).TrimStart('\ufeff'), firstLine: 1);
        if (document?.Field("schemaVersion") is null || document.Field("mainSteps") is not YamlSequenceNode { Children.Count: > 0 } steps)
        {
            return null;
        }
        var fileName = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        var title = Path.GetFileNameWithoutExtension(fileName);
        var name = MarkdownFile.NameOf(title);
        var fitting = new FieldFitting();
        var description = MarkdownText.OneLine(document.Field("description")?.Text() ?? "");
        var procedure = new Procedure
        {
            Title = fitting.Fit("name", title, Procedure.MaxTitleLength),
            Description = fitting.Fit("description", description.Length > 0 ? description : title, Procedure.MaxDescriptionLength),
            Steps = [.. steps.Take(Trajectory.MaxSteps).Select(step => StepOf(step, fileName, fitting))],
            Parameters = [.. ParametersOf(document.Field("parameters"))],
        }.WithParametersOfSteps();
        var skillName = SkillName.From(name) ?? SkillName.Of(procedure);
        var markdown = Encoding.UTF8.GetBytes(SkillMarkdown.Write(skillName, procedure));
        return new FolderItem(
            file.Place, skillName.Value, [new FolderFile(SkillFile.Markdown, markdown), new FolderFile(fileName, content)])
        {
            Group = file.Group,
        };
    }

    static Step StepOf(YamlNode step, string fileName, FieldFitting fitting) =>
        Step.Parse(fitting.Fit("step", TextOf(WithoutLongTexts(step, fileName)), Step.MaxLength));

    /// <summary>A node of which texts that no step has room for, such as whole templates, are left to the document.</summary>
    static YamlNode WithoutLongTexts(YamlNode node, string fileName) => node switch
    {
        YamlScalarNode { Value.Length: > Step.MaxLength } => Yaml.Text($"as in {fileName}"),
        YamlSequenceNode list => new YamlSequenceNode(list.Select(item => WithoutLongTexts(item, fileName))) { Style = list.Style },
        YamlMappingNode map => new YamlMappingNode(
            map.Select(field => KeyValuePair.Create(field.Key, WithoutLongTexts(field.Value, fileName)))) { Style = map.Style },
        _ => node,
    };

    /// <summary>"`aws:runCommand` installAgent: Installs it", and below it what the action is given.</summary>
    static string TextOf(YamlNode step)
    {
        var (action, name) = (step.Field("action")?.Text() ?? "", step.Field("name")?.Text() ?? "");
        var description = MarkdownText.OneLine(step.Field("description")?.Text() ?? "");
        var head = string.Join(": ", new[] { $"`{action}` {name}".Trim(), description }.Where(text => text.Length > 0));
        var rest = new YamlMappingNode();
        var fields = step is YamlMappingNode map ? map.Children : rest.Children;
        foreach (var (key, value) in fields.Where(field => field.Key.Text() is not ("action" or "name" or "description")).ToList())
        {
            rest.Add(key, value);
        }
        var details = rest.Children.Count == 0 ? "" : Yaml.Flat(rest) ?? "";
        return details.Length == 0 ? head : $"{head}\n\n```yaml\n{Reference().Replace(details, Placeholder.Of("$1"))}\n```";
    }

    static IEnumerable<Parameter> ParametersOf(YamlNode? parameters)
    {
        foreach (var (key, value) in parameters is YamlMappingNode all ? all.Children : new YamlMappingNode().Children)
        {
            if (Placeholder.IsName(key.Text()))
            {
                yield return new Parameter
                {
                    Name = key.Text(),
                    Description = Truncate.ToBoundary(
                        MarkdownText.OneLine(value.Field("description")?.Text() ?? ""), Procedure.MaxConditionLength),
                    Default = value.Field("default") is { } given ? Yaml.Flat(given) : null,
                };
            }
        }
    }

    // "{{ InstanceId }}" is a parameter; "{{ getImage.ImageId }}" what an earlier step found, and "{{global:DATE}}" what the service knows.
    [GeneratedRegex(@"\{\{\s*([A-Za-z][A-Za-z0-9_-]{0,63})\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
