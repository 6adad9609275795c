using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>A Markdown file that is no SKILL.md, on its way to be one: with a name and a description, and else as it was written.</summary>
sealed partial record MarkdownFile
{
    const int MaxSentence = 300;

    IReadOnlyList<Section>? sections;

    public required LooseFile Source { get; init; }

    /// <summary>What is in the file.</summary>
    public required string Text { get; init; }

    /// <summary>The fields of its front matter; none if it has none.</summary>
    public required YamlMappingNode Fields { get; init; }

    /// <summary>What is below the front matter.</summary>
    public required string Body { get; init; }

    public required bool HasFrontMatter { get; init; }

    /// <summary>The description of its front matter; empty if there is none.</summary>
    public string Description => Fields.Field("description")?.Text().Trim() ?? "";

    /// <summary>Its first heading; empty if there is none.</summary>
    public string Title => Sections.FirstOrDefault(section => section.Level > 0)?.Heading ?? "";

    public IReadOnlyList<Section> Sections => sections ??= MarkdownOutline.Read(MarkdownText.UnixLines(Body), firstLine: 1);

    /// <summary>What its author says first, in one line; empty if there is no paragraph.</summary>
    public string FirstWords => Sections
        .SelectMany(section => section.Paragraphs)
        .Select(paragraph => MarkdownText.OneLine(paragraph.Text))
        .FirstOrDefault(text => text.Length > 0) ?? "";

    /// <summary>A file; null if it is not text.</summary>
    public static MarkdownFile? Read(LooseFile source, ReadOnlyMemory<byte> content)
    {
        if (!Utf8.IsValid(content.Span) || content.Span.IndexOf((byte)0) >= 0)
        {
            return null;
        }
        var text = Encoding.UTF8.GetString(content.Span).TrimStart('\ufeff');
        try
        {
            var (yaml, body, _) = SkillMarkdownParser.Split(text);
            return new MarkdownFile
            {
                Source = source,
                Text = text,
                Body = body,
                HasFrontMatter = true,
                Fields = FrontMatter.Read(yaml, firstLine: 2, name: "skill").Fields,
            };
        }
        catch (SkillException)
        {
            return new MarkdownFile { Source = source, Text = text, Body = text, HasFrontMatter = false, Fields = [] };
        }
    }

    /// <summary>The file as a skill.</summary>
    /// <param name="name">What it is called, where its front matter does not say.</param>
    /// <param name="description">When to use it, where its front matter does not say.</param>
    /// <param name="further">Further fields that its front matter needs.</param>
    public FolderItem AsSkill(string name, string description, params IEnumerable<(string Name, string Text)> further)
    {
        var fields = new YamlMappingNode();
        if (Fields.Field("name") is null)
        {
            fields.Add("name", Yaml.Text(name));
        }
        if (Description.Length == 0)
        {
            var words = description.Length > 0 ? description : name;
            fields.Add("description", Yaml.Text(Truncate.ToBoundary(words, Procedure.MaxDescriptionLength)));
        }
        foreach (var (field, text) in further.Where(field => Fields.Field(field.Name) is null))
        {
            fields.Add(field, Yaml.Text(text));
        }
        return new FolderItem(Source.Place, name, [new FolderFile(SkillFile.Markdown, Encoding.UTF8.GetBytes(With(fields)))])
        {
            Group = Source.Group,
        };
    }

    /// <summary>The text with further fields in front; the author's own lines stay as they are.</summary>
    string With(YamlMappingNode fields)
    {
        if (fields.Children.Count == 0)
        {
            return Text;
        }
        var added = Yaml.Write(fields);
        if (!HasFrontMatter)
        {
            return $"{FrontMatter.Fence}\n{added}{FrontMatter.Fence}\n\n{Text}";
        }
        // An empty field would be there twice.
        var own = EmptyField().Replace(Text[..^Body.Length], match => fields.Field(match.Groups["name"].Value) is null ? match.Value : "");
        var firstLine = own.IndexOf('\n') + 1;
        return own[..firstLine] + added + own[firstLine..] + Body;
    }

    /// <summary>The first sentence of a text.</summary>
    public static string SentenceOf(string text)
    {
        var end = SentenceEnd().Match(text);
        return Truncate.ToBoundary(end.Success ? text[..(end.Index + 1)] : text, MaxSentence);
    }

    /// <summary>"KubePodCrashLooping" as the name of a skill has it: "kube-pod-crash-looping".</summary>
    public static string NameOf(string fileName) => WordStart().Replace(fileName, "-").ToLowerInvariant();

    [GeneratedRegex(@"^(?<name>name|description)[ \t]*:[ \t]*\r?\n(?![ \t])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex EmptyField();

    [GeneratedRegex(@"[.!?](?=\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
