namespace SkillMcp.Formation;

/// <summary>What a drafter writes about a run. What it leaves out is empty.</summary>
public sealed record DraftedWords
{
    /// <summary>The maximum number of preconditions, and of postconditions, that are used.</summary>
    public const int MaxConditions = 5;

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Preconditions { get; init; } = [];

    /// <summary>What varies: each with the value of the run as its example, or with the name of a placeholder in the steps.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    public IReadOnlyList<string> Postconditions { get; init; } = [];
}
