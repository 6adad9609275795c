using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// What stands above a skill's text: the fields that the Agent Skills rules know,
/// and under <c>metadata</c>, which they leave open, what they have no field for.
/// </summary>
sealed record FrontMatter
{
    public const string Fence = "---";

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The title, where no heading can carry it; null where one does.</summary>
    public string? Title { get; init; }

    public string Category { get; init; } = Procedure.General;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public static FrontMatter Of(SkillName name, Procedure procedure) => new()
    {
        Name = name.Value,
        Description = procedure.Description,
        Title = FitsHeading(procedure.Title) ? null : procedure.Title,
        Category = procedure.Category,
        Tags = procedure.Tags,
    };

    public string Write()
    {
        var metadata = new YamlMappingNode();
        if (Title is not null)
        {
            metadata.Add("title", Yaml.Text(Title));
        }
        if (Category is not Procedure.General)
        {
            metadata.Add("category", Yaml.Text(Category));
        }
        if (Tags.Count > 0)
        {
            metadata.Add("tags", Yaml.Text(Join(Tags)));
        }
        var all = new YamlMappingNode { { "name", Yaml.Text(Name) }, { "description", Yaml.Text(Description) } };
        if (metadata.Children.Count > 0)
        {
            all.Add("metadata", metadata);
        }
        return $"{Fence}\n{Yaml.Write(all)}{Fence}\n";
    }

    /// <summary>Reads the lines between the fences. Fields that are not a skill's own are passed over.</summary>
    /// <param name="yaml">The lines.</param>
    /// <param name="firstLine">The number of the first of them in the file.</param>
    /// <exception cref="SkillException">A field is missing or cannot be read.</exception>
    public static FrontMatter Read(string yaml, int firstLine)
    {
        var root = Yaml.Read(yaml, firstLine);
        var fields = root as YamlMappingNode ?? throw new SkillException($"Line {firstLine}: front matter is made of fields, such as 'name: deploy-api'.");
        var metadata = fields.Field("metadata");
        return new FrontMatter
        {
            Name = Required(fields, "name", "'name: deploy-api'", firstLine).Text(),
            Description = ReadDescription(Required(fields, "description", "'description: Deploy the API; use it when a release is to go live.'", firstLine), firstLine),
            Title = metadata?.Field("title")?.Text(),
            Category = (metadata?.Field("category") ?? fields.Field("category"))?.Text().Trim() is { Length: > 0 } category ? category : Procedure.General,
            Tags = ReadTags(metadata?.Field("tags") ?? fields.Field("tags")),
        };
    }

    static YamlNode Required(YamlMappingNode fields, string name, string example, int firstLine) =>
        fields.Field(name) is { } field && !string.IsNullOrWhiteSpace(field.Text())
            ? field
            : throw new SkillException($"Line {firstLine}: the front matter has no {name}: add one, such as {example}.");

    static string ReadDescription(YamlNode node, int firstLine) => node.Text() switch
    {
        { Length: > Procedure.LongestDescription } text =>
            throw new SkillException($"Line {node.Start.Line + firstLine - 1}: the description has {text.Length:N0} characters and may have {Procedure.LongestDescription:N0}: say when to use the skill, and leave the rest to its steps."),
        var text => text,
    };

    static IReadOnlyList<string> ReadTags(YamlNode? node)
    {
        var tags = node switch
        {
            null => [],
            YamlSequenceNode list => list.Children.Select(tag => tag.Text()),
            _ when node.Text().Contains('\n') => node.Text().Split('\n'),
            _ => node.Text().Split(','),
        };
        return [.. tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0)];
    }

    /// <summary>With commas between; a line each where a tag holds a comma itself.</summary>
    static string Join(IReadOnlyList<string> tags) =>
        tags.Any(tag => tag.Contains(',')) ? string.Concat(tags.Select(tag => tag.ReplaceLineEndings(" ") + "\n")) : string.Join(", ", tags.Select(tag => tag.ReplaceLineEndings(" ")));

    // Markdown takes #s at a heading's end for decoration.
    static bool FitsHeading(string title) => title.Length > 0 && title == title.Trim() && title.AsSpan().IndexOfAny('\r', '\n') < 0 && title[^1] != '#';
}
