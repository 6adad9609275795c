namespace SkillMcp.Formation;

/// <summary>What a drafter writes about a run. What it leaves out is empty.</summary>
public sealed record DraftedWords
{
    /// <summary>The maximum number of preconditions, and of postconditions, that are used.</summary>
    public const int MaxConditions = 5;

    /// <summary>The name: what is done, without the values.</summary>
    public string Name { get; init; } = "";

    /// <summary>When to use the skill, in a sentence or two.</summary>
    public string Description { get; init; } = "";

    /// <summary>What must be true before the first step.</summary>
    public IReadOnlyList<string> Preconditions { get; init; } = [];

    /// <summary>What varies: each with the value of the run as its example, or with the name of a placeholder in the steps.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What is true after the last step.</summary>
    public IReadOnlyList<string> Postconditions { get; init; } = [];
}
