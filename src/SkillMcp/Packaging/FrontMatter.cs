using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// What stands above a skill's text: the fields that the Agent Skills rules know,
/// and under <c>metadata</c>, which they leave open, what they have no field for.
/// </summary>
sealed record FrontMatter
{
    public const string Fence = "---";

    const int MaxCompatibility = 500;


    // What a reader of ours would take for something else, were it the author's.
    static readonly string[] Reserved = ["title", "category", "tags", "composite", "original"];

    public required string Name { get; init; }

    /// <summary>When to use it; empty where the author has not said.</summary>
    public required string Description { get; init; }

    /// <summary>The title, where no heading can carry it; null where one does.</summary>
    public string? Title { get; init; }

    public string Category { get; init; } = Procedure.General;

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What a composite is made of; null for any other skill.</summary>
    public CompositeParts? Composite { get; init; }

    /// <summary>Where the text stands that this one was written from; empty where it is its author's.</summary>
    public string Original { get; init; } = "";

    /// <summary>Every field as it was written.</summary>
    public YamlMappingNode Fields { get; init; } = [];

    public static FrontMatter Of(PackedSkill skill) => new()
    {
        Name = skill.Name.Value,
        Description = skill.Procedure.Description,
        Title = FitsHeading(skill.Procedure.Title) ? null : skill.Procedure.Title,
        Category = skill.Procedure.Category,
        Tags = skill.Procedure.Tags,
        Composite = CompositeParts.Of(skill),
    };

    /// <summary>Writes it; what the author said besides goes along, under <c>metadata</c> where the rules have no field for it.</summary>
    public string Write()
    {
        var all = new YamlMappingNode { { "name", Yaml.Text(Name) }, { "description", Yaml.Text(Description) } };
        foreach (var (key, value) in Fields.Children.Where(field => IsAllowed(field.Key.Text(), field.Value) && field.Key.Text() is not ("name" or "description" or "metadata")))
        {
            all.Add(Yaml.Text(key.Text()), value is YamlSequenceNode tools ? new YamlSequenceNode(tools.Select(tool => Yaml.Text(tool.Text()))) : Yaml.Text(value.Text()));
        }
        var metadata = Metadata();
        if (metadata.Children.Count > 0)
        {
            all.Add("metadata", metadata);
        }
        return $"{Fence}\n{Yaml.Write(all)}{Fence}\n";
    }

    /// <summary>
    /// Whether it keeps the rules of Agent Skills for a folder of its name (<c>docs/specification</c> and <c>skills-ref</c> of agentskills/agentskills):
    /// no fields but theirs, the name a skill's, 1-1024 characters of description, 500 of compatibility, texts alone under metadata.
    /// </summary>
    public bool FollowsSpecification =>
        SkillName.From(Name)?.Value == Fields.Field("name")?.Text()
        && Fields.Field("description") is YamlScalarNode { Value: { } description } && description.Trim().Length > 0 && description.Length <= Procedure.LongestDescription
        && Fields.Children.All(one => one.Key is YamlScalarNode && IsAllowed(one.Key.Text(), one.Value));

    /// <summary>Reads the lines between the fences. Fields that are not a skill's own are passed over.</summary>
    /// <param name="yaml">The lines.</param>
    /// <param name="firstLine">The number of the first of them in the file.</param>
    /// <param name="name">The name where they have none.</param>
    /// <exception cref="SkillException">They cannot be read, or there is no name.</exception>
    public static FrontMatter Read(string yaml, int firstLine, string name = "")
    {
        var root = Yaml.Read(yaml, firstLine);
        var fields = root as YamlMappingNode ?? throw new SkillException($"Line {firstLine}: front matter is made of fields, such as 'name: deploy-api'.");
        var metadata = fields.Field("metadata");
        return new FrontMatter
        {
            Name = fields.Field("name")?.Text() is { } given && given.Trim().Length > 0 ? given
                : name.Trim().Length > 0 ? name
                : throw new SkillException($"Line {firstLine}: the front matter has no name: add one, such as 'name: deploy-api'."),
            Description = fields.Field("description")?.Text() is { } description && description.Trim().Length > 0 ? Cut.To(description, Procedure.LongestDescription) : "",
            Title = metadata?.Field("title")?.Text(),
            Category = (metadata?.Field("category") ?? fields.Field("category"))?.Text().Trim() is { Length: > 0 } category ? Cut.To(category, Procedure.LongestTag) : Procedure.General,
            Tags = ReadTags(metadata?.Field("tags") ?? fields.Field("tags")),
            Composite = metadata?.Field("composite") is YamlScalarNode { Value: { } parts } ? CompositeParts.Read(parts) : null,
            Original = metadata?.Field("original")?.Text() ?? "",
            Fields = fields,
        };
    }

    static IReadOnlyList<string> ReadTags(YamlNode? node)
    {
        var tags = node switch
        {
            null => [],
            YamlSequenceNode list => list.Children.Select(tag => tag.Text()),
            _ when node.Text().Contains('\n') => node.Text().Split('\n'),
            _ => node.Text().Split(','),
        };
        return [.. tags.Select(tag => Cut.To(tag.Trim(), Procedure.LongestTag)).Where(tag => tag.Length > 0).Take(Procedure.MostTexts)];
    }

    YamlMappingNode Metadata()
    {
        var metadata = new YamlMappingNode();
        Add("title", Title);
        Add("category", Category is Procedure.General ? null : Category);
        Add("tags", Tags.Count > 0 ? Join(Tags) : null);
        Add("composite", Composite?.Write());
        Add("original", Original.Length > 0 ? Original : null);
        var said = Fields.Field("metadata");
        var open = said is YamlMappingNode map ? map.Children.Select(field => (field.Key, field.Value)) : [];
        var moved = Fields.Children.Where(field => !IsAllowed(field.Key.Text(), field.Value) && field.Value != said).Select(field => (field.Key, field.Value));
        foreach (var (key, value) in said is null or YamlMappingNode ? open.Concat(moved) : moved.Append((Yaml.Text("metadata"), said)))
        {
            if (Yaml.Flat(key) is { Length: > 0 } name && !Reserved.Contains(name) && name is not ("name" or "description") && Yaml.Flat(value) is { } text)
            {
                Add(Free(name), text);
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

        string Free(string name)
        {
            for (var number = 1; ; number++)
            {
                var free = number == 1 ? name : $"{name}-{number}";
                if (metadata.Field(free) is null && !metadata.Children.Keys.Any(key => key.Text() == free))
                {
                    return free;
                }
            }
        }
    }

    /// <summary>Whether the rules know a field, and it holds what they ask for.</summary>
    static bool IsAllowed(string key, YamlNode value) => key switch
    {
        "name" or "description" or "license" => value is YamlScalarNode,
        "compatibility" => value is YamlScalarNode { Value.Length: > 0 and <= MaxCompatibility },
        "allowed-tools" => value is YamlScalarNode || value is YamlSequenceNode tools && tools.All(tool => tool is YamlScalarNode),
        "metadata" => value is YamlScalarNode { Value: null or "" } || value is YamlMappingNode map && map.Children.All(field => field is { Key: YamlScalarNode, Value: YamlScalarNode }),
        _ => false,
    };

    /// <summary>With commas between; a line each where a tag holds a comma itself.</summary>
    static string Join(IReadOnlyList<string> tags) =>
        tags.Any(tag => tag.Contains(',')) ? string.Concat(tags.Select(tag => tag.ReplaceLineEndings(" ") + "\n")) : string.Join(", ", tags.Select(tag => tag.ReplaceLineEndings(" ")));

    // Markdown takes #s at a heading's end for decoration.
    static bool FitsHeading(string title) => title.Length > 0 && title == title.Trim() && title.AsSpan().IndexOfAny('\r', '\n') < 0 && title[^1] != '#';
}

/// <summary>What a composite is made of, as text under <c>metadata</c>: its references by name, and the conditions that are its own.</summary>
sealed record CompositeParts(IReadOnlyList<NamedComponent> Components, IReadOnlyList<string> Preconditions, IReadOnlyList<string> Postconditions)
{
    public static CompositeParts? Of(PackedSkill skill) => skill.Components.Count == 0 ? null : new CompositeParts(skill.Components, skill.OwnPreconditions, skill.OwnPostconditions);

    public string Write()
    {
        var all = new YamlMappingNode { { "components", new YamlSequenceNode(Components.Select(ToYaml)) } };
        Add("preconditions", Preconditions);
        Add("postconditions", Postconditions);
        return Yaml.Write(all).TrimEnd('\n');

        void Add(string name, IReadOnlyList<string> texts)
        {
            if (texts.Count > 0)
            {
                all.Add(name, new YamlSequenceNode(texts.Select(Yaml.Text)));
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> writes; null where it is something else.</summary>
    public static CompositeParts? Read(string yaml)
    {
        try
        {
            var root = Yaml.Read(yaml, firstLine: 1);
            return root?.Field("components") is YamlSequenceNode { Children.Count: > 1 } components && components.All(node => SkillName.From(node.Field("skill")?.Text() ?? "") is not null)
                ? new CompositeParts([.. components.Select(Component)], Texts(root.Field("preconditions")), Texts(root.Field("postconditions")))
                : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> Texts(YamlNode? node) => node is YamlSequenceNode texts ? [.. texts.Select(text => text.Text())] : [];

    static NamedComponent Component(YamlNode node) => new(SkillName.From(node.Field("skill")!.Text())!.Value)
    {
        Bindings = node.Field("bindings") is YamlMappingNode bindings
            ? bindings.Children.ToDictionary(binding => binding.Key.Text(), binding => binding.Value.Text(), StringComparer.Ordinal)
            : new Dictionary<string, string>(),
    };

    static YamlMappingNode ToYaml(NamedComponent component)
    {
        var fields = new YamlMappingNode { { "skill", Yaml.Text(component.Skill.Value) } };
        if (component.Bindings.Count > 0)
        {
            fields.Add("bindings", new YamlMappingNode(component.Bindings.OrderBy(binding => binding.Key, StringComparer.Ordinal)
                .SelectMany(binding => new YamlNode[] { Yaml.Text(binding.Key), Yaml.Text(binding.Value) })));
        }
        return fields;
    }
}
