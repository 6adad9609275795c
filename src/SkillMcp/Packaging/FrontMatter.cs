using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// The YAML above a skill's text: the fields of the Agent Skills specification.
/// What it has no field for is under <c>metadata</c>, whose keys it leaves open.
/// </summary>
sealed record FrontMatter
{
    public const string Fence = "---";

    const int MaxCompatibility = 500;

    // Keys under metadata that have a meaning here; an author's own field of such a name would be misread.
    static readonly string[] Reserved = ["name", "description", "title", "category", "tags", "composite", "original"];

    static readonly string[] Elsewhere = ["name", "description", "metadata", "category", "tags"];

    public required string Name { get; init; }

    /// <summary>When to use it; empty if the author has not said.</summary>
    public required string Description { get; init; }

    /// <summary>The title, where no heading can carry it; null if one does.</summary>
    public string? Title { get; init; }

    public string Category { get; init; } = Procedure.General;

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What a composite is made of; null for any other skill.</summary>
    public CompositeParts? Composite { get; init; }

    /// <summary>The path of the text that this one was written from; empty if it is its author's.</summary>
    public string Original { get; init; } = "";

    /// <summary>Every field as it was written.</summary>
    public YamlMappingNode Fields { get; init; } = [];

    /// <summary>What is wrong with it as YAML, so that its fields were read line by line; empty if nothing is.</summary>
    public string Mistake { get; init; } = "";

    public static FrontMatter Of(PackedSkill skill) => new()
    {
        Name = skill.Name.Value,
        Description = skill.Procedure.Description,
        Title = FitsHeading(skill.Procedure.Title) ? null : skill.Procedure.Title,
        Category = skill.Procedure.Category,
        Tags = skill.Procedure.Tags,
        Composite = CompositeParts.Of(skill),
    };

    /// <summary>Writes it; the author's other fields go along, under <c>metadata</c> where the specification does not have them.</summary>
    public string Write()
    {
        var all = new YamlMappingNode { { "name", Yaml.Text(Name) }, { "description", Yaml.Text(Description) } };
        foreach (var (key, value) in Fields.Children)
        {
            var name = key.Text();
            if (IsAllowed(name, value) && name is not ("name" or "description" or "metadata"))
            {
                YamlNode text = value is YamlSequenceNode tools
                    ? new YamlSequenceNode(tools.Select(tool => Yaml.Text(tool.Text())))
                    : Yaml.Text(value.Text());
                all.Add(Yaml.Text(name), text);
            }
        }
        var metadata = Metadata();
        if (metadata.Children.Count > 0)
        {
            all.Add("metadata", metadata);
        }
        return $"{Fence}\n{Yaml.Write(all)}{Fence}\n";
    }

    /// <summary>
    /// Writes it with the author's other fields where they are: a client reads its own at the top, and would not find them elsewhere.
    /// </summary>
    public string WriteWithFields()
    {
        var all = new YamlMappingNode { { "name", Yaml.Text(Name) }, { "description", Yaml.Text(Description) } };
        // Those with a meaning here are written under metadata.
        foreach (var (key, value) in Fields.Children.Where(field => !Elsewhere.Contains(field.Key.Text())))
        {
            if (Yaml.Copy(key) is { } name && Yaml.Copy(value) is { } copy)
            {
                all.Add(name, copy);
            }
        }
        var own = this with { Fields = Fields.Field("metadata") is YamlMappingNode map ? new YamlMappingNode { { "metadata", map } } : [] };
        var metadata = own.Metadata();
        if (metadata.Children.Count > 0)
        {
            all.Add("metadata", metadata);
        }
        return $"{Fence}\n{Yaml.Write(all)}{Fence}\n";
    }

    /// <summary>
    /// Whether it follows the Agent Skills specification for a folder of its name
    /// (<c>docs/specification</c> and <c>skills-ref</c> of agentskills/agentskills): no other fields, the name a skill's,
    /// 1-1024 characters of description, 500 of compatibility, only texts under metadata.
    /// </summary>
    public bool FollowsSpecification =>
        Mistake.Length == 0
        && SkillName.From(Name)?.Value == Fields.Field("name")?.Text()
        && Fields.Field("description") is YamlScalarNode { Value: { } description }
        && description.Trim().Length > 0
        && description.Length <= Procedure.MaxDescriptionLength
        && Fields.Children.All(one => one.Key is YamlScalarNode && IsAllowed(one.Key.Text(), one.Value));

    /// <summary>
    /// Reads the lines between the fences. Fields that are not a skill's own are kept in <see cref="Fields"/> alone. Clients read many that
    /// are not YAML, so those are read line by line (<see cref="FieldLines"/>); no field is a reason to refuse a skill.
    /// </summary>
    /// <param name="yaml">The lines.</param>
    /// <param name="firstLine">The number of the first of them in the file.</param>
    /// <param name="name">The name where they have none.</param>
    /// <param name="fitting">Fits them into the fields of a skill.</param>
    /// <exception cref="SkillException">There is no name.</exception>
    public static FrontMatter Read(string yaml, int firstLine, string name = "", FieldFitting? fitting = null)
    {
        fitting ??= new FieldFitting();
        var fields = ReadFields(yaml, firstLine, out var mistake);
        var metadata = fields.Field("metadata");
        var category = (metadata?.Field("category") ?? fields.Field("category"))?.Text().Trim() ?? "";
        var given = fields.Field("name")?.Text() ?? "";
        if (given.Trim().Length == 0 && name.Trim().Length == 0)
        {
            throw new SkillException($"Line {firstLine}: the front matter has no name: add one, such as 'name: deploy-api'.");
        }
        return new FrontMatter
        {
            Name = given.Trim().Length > 0 ? given : name,
            Description = fields.Field("description") is { } node && Yaml.Flat(node) is { } description && description.Trim().Length > 0
                ? fitting.Fit("description", description, Procedure.MaxDescriptionLength)
                : "",
            Title = metadata?.Field("title")?.Text(),
            Category = category.Length > 0 ? fitting.Fit("category", category, Procedure.MaxTagLength) : Procedure.General,
            Tags = ReadTags(metadata?.Field("tags") ?? fields.Field("tags"), fitting),
            Composite = ReadComposite(metadata?.Field("composite")),
            Original = metadata?.Field("original")?.Text() ?? "",
            Fields = fields,
            Mistake = mistake,
        };
    }

    static YamlMappingNode ReadFields(string yaml, int firstLine, out string mistake)
    {
        mistake = "";
        try
        {
            switch (Yaml.Read(yaml, firstLine))
            {
                case null:
                    return [];
                case YamlMappingNode fields:
                    return fields;
            }
            mistake = $"Line {firstLine}: front matter is made of fields, such as 'name: deploy-api'";
        }
        catch (SkillException notYaml)
        {
            mistake = notYaml.Message;
        }
        return FieldLines.Read(yaml);
    }

    /// <summary>What a composite is made of; null where an author's own field of that name says something else.</summary>
    static CompositeParts? ReadComposite(YamlNode? node)
    {
        try
        {
            return node is YamlScalarNode { Value: { } parts } ? CompositeParts.Read(parts) : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> ReadTags(YamlNode? node, FieldFitting fitting)
    {
        var tags = node switch
        {
            null => [],
            YamlSequenceNode list => list.Children.Select(tag => tag.Text()),
            _ when node.Text().Contains('\n') => node.Text().Split('\n'),
            _ => node.Text().Split(','),
        };
        var fitted = tags.Select(tag => fitting.Fit("tags", tag.Trim(), Procedure.MaxTagLength)).Where(tag => tag.Length > 0);
        return fitting.Fit("tags", fitted.ToList(), Procedure.MaxTexts);
    }

    YamlMappingNode Metadata()
    {
        var metadata = new YamlMappingNode();
        Add("title", Title);
        Add("category", Category is Procedure.General ? null : Category);
        Add("tags", Tags.Count > 0 ? Join(Tags) : null);
        Add("composite", Composite?.Write());
        Add("original", Original.Length > 0 ? Original : null);
        foreach (var (key, value) in OtherFields())
        {
            if (Yaml.Flat(key) is { Length: > 0 } name && !Reserved.Contains(name) && Yaml.Flat(value) is { } text)
            {
                Add(Unused(name), text);
            }
        }
        return metadata;

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                metadata.Add(Yaml.Text(name), Yaml.Text(text));
            }
        }

        string Unused(string name) =>
            FreeName.Of(name, number => $"{name}-{number}", used => metadata.Children.Keys.Any(key => key.Text() == used));
    }

    /// <summary>The author's fields under <c>metadata</c>, and those that have no place but there.</summary>
    IEnumerable<KeyValuePair<YamlNode, YamlNode>> OtherFields()
    {
        var metadata = Fields.Field("metadata");
        var moved = Fields.Children.Where(field => !IsAllowed(field.Key.Text(), field.Value) && field.Value != metadata);
        return metadata switch
        {
            null => moved,
            YamlMappingNode open => open.Children.Concat(moved),
            _ => moved.Append(KeyValuePair.Create<YamlNode, YamlNode>(Yaml.Text("metadata"), metadata)),
        };
    }

    /// <summary>Whether the specification has a field, and it holds what it must.</summary>
    static bool IsAllowed(string key, YamlNode value) => key switch
    {
        "name" or "description" or "license" => value is YamlScalarNode,
        "compatibility" => value is YamlScalarNode { Value.Length: > 0 and <= MaxCompatibility },
        "allowed-tools" => value is YamlScalarNode || value is YamlSequenceNode tools && tools.All(tool => tool is YamlScalarNode),
        "metadata" => value is YamlScalarNode { Value: null or "" } || value is YamlMappingNode map && map.Children.All(IsPairOfTexts),
        _ => false,
    };

    static bool IsPairOfTexts(KeyValuePair<YamlNode, YamlNode> field) => field is { Key: YamlScalarNode, Value: YamlScalarNode };

    /// <summary>The tags with commas between; a line each where a tag holds a comma itself.</summary>
    public static string Join(IReadOnlyList<string> tags)
    {
        var lines = tags.Select(tag => tag.ReplaceLineEndings(" "));
        return tags.Any(tag => tag.Contains(',')) ? string.Concat(lines.Select(line => line + "\n")) : string.Join(", ", lines);
    }

    // Markdown takes #s at a heading's end for decoration.
    static bool FitsHeading(string title) =>
        title.Length > 0 && title == title.Trim() && title.AsSpan().IndexOfAny('\r', '\n') < 0 && title[^1] != '#';
}
