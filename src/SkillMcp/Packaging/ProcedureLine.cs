namespace SkillMcp.Packaging;

/// <summary>What a procedure says, within the line of its skill or of one of its versions. What is null is left out.</summary>
abstract record ProcedureLine
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string>? Preconditions { get; init; }

    public IEnumerable<string>? Steps { get; init; }

    public IReadOnlyList<string>? Postconditions { get; init; }

    public IReadOnlyList<Parameter>? Parameters { get; init; }

    public IEnumerable<ComponentLine>? Components { get; init; }

    public string? Document { get; init; }

    public IReadOnlyList<SkillFile>? Files { get; init; }

    /// <summary>A line with what a procedure says.</summary>
    /// <param name="line">The line without it.</param>
    /// <param name="procedure">What it is to say.</param>
    /// <param name="names">What its components are called.</param>
    public static T Fill<T>(T line, Procedure procedure, IReadOnlyDictionary<Guid, SkillName> names) where T : ProcedureLine
    {
        ProcedureLine any = line;
        return (T)(any with
        {
            Title = procedure.Title,
            Description = procedure.Description,
            Category = procedure.Category,
            Tags = procedure.Tags,
            Preconditions = procedure.Preconditions,
            Steps = procedure.Steps.Select(step => step.Text),
            Postconditions = procedure.Postconditions,
            Parameters = procedure.Parameters,
            Components = procedure.Components.Select(one => new ComponentLine(NameOf(one, names), one.Skill, one.Bindings)),
            Document = procedure.Document,
            Files = procedure.Files,
        });
    }

    static string NameOf(Component component, IReadOnlyDictionary<Guid, SkillName> names) =>
        names.TryGetValue(component.Skill, out var name) ? name.Value : "";
}
