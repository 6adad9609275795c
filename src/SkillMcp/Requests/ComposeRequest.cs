using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>A request to compose skills into one.</summary>
public sealed record ComposeRequest : ITextual<ComposeRequest>
{
    /// <summary>The components in order of execution, at least two.</summary>
    public required IReadOnlyList<SkillName> Skills { get; init; }

    /// <summary>The name of the composite.</summary>
    public required string Name { get; init; }

    /// <summary>When to use the composite.</summary>
    public required string Description { get; init; }

    /// <summary>Words by which the composite is found too.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>For each component, the values of its parameters. A value may hold placeholders of the composite.</summary>
    public IReadOnlyDictionary<SkillName, IReadOnlyDictionary<string, string>> Bindings { get; init; } =
        new Dictionary<SkillName, IReadOnlyDictionary<string, string>>();

    ComposeRequest ITextual<ComposeRequest>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal ComposeRequest VisitTexts(TextVisitor visitor) => this with
    {
        Name = visitor.Text(TextField.Name, Name),
        Description = visitor.Text(TextField.Description, Description),
        Tags = visitor.Texts(TextField.Tag, Tags),
        Bindings = Bindings.ToDictionary(component => component.Key, component => visitor.Bindings(component.Value)),
    };
}
