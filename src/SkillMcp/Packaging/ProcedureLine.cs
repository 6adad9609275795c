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
}
