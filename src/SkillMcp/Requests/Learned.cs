namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="LearnRequest"/>.</summary>
public sealed record Learned
{
    /// <summary>What became of the run.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The reason of the formation policy, such as <c>recurrent_category_setup</c>, or a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The skill that the run was stored in; null if it was not stored.</summary>
    public Skill? Skill { get; init; }

    /// <summary>Whether the run is remembered although it was not stored: a second run like it, or a name, makes a skill of it.</summary>
    public bool Remembered { get; init; }

    /// <summary>The version that holds the procedure of the run; 0 if it was not stored.</summary>
    public int Version { get; init; }

    /// <summary>How similar the run is to the skill that it was stored in or else to the nearest one, 0-1; 0 if there is none.</summary>
    public double Similarity { get; init; }

    /// <summary>The parameters that were declared and are not of the procedure: their examples stand in no step.</summary>
    public IReadOnlyList<Parameter> Unbound { get; init; } = [];

    /// <summary>What looks like a value of the run and stayed in the new skill as it was.</summary>
    public IReadOnlyList<string> StillLiteral { get; init; } = [];

    /// <summary>The fields of the new skill that a chat model wrote; the others are from the run or whoever told it.</summary>
    public IReadOnlyList<DraftedField> DraftedByModel { get; init; } = [];

    /// <summary>The nearest skills that the run was not merged into, at most three.</summary>
    public IReadOnlyList<SimilarSkill> Similar { get; init; } = [];
}
