namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="LearnRequest"/>.</summary>
public sealed record Learned
{
    public required Decision Decision { get; init; }

    /// <summary>The policy's word for it, such as <c>recurrent_category_setup</c>, or a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The skill that it went into; null where it went nowhere.</summary>
    public Skill? Skill { get; init; }

    /// <summary>The version that holds its text; 0 where it went nowhere.</summary>
    public int Version { get; init; }

    /// <summary>How similar it is to the skill that it went into or is nearest to, 0-1.</summary>
    public double Similarity { get; init; }

    /// <summary>The nearest skills that it was not merged with, three at most.</summary>
    public IReadOnlyList<SimilarSkill> Similar { get; init; } = [];
}
