namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Decides whether a run is worth remembering, as what, and remembers it. The run itself is the first execution.</summary>
    /// <exception cref="SkillException">The run is malformed, or <see cref="LearnRequest.MergeInto"/> cannot take it.</exception>
    public Task<Learned> LearnAsync(LearnRequest request, Provenance by, CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <summary>A run to learn from.</summary>
public sealed record LearnRequest
{
    public required Trajectory Trajectory { get; init; }

    /// <summary>The retrieval that the run followed, so that it counts once.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>The skill that it is to be merged into, whatever the similarity says.</summary>
    public SkillName? MergeInto { get; init; }

    /// <summary>Only tell what would be done.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What a run became.</summary>
public enum Decision
{
    /// <summary>A new skill.</summary>
    Stored,

    /// <summary>One more execution of a skill that says the same.</summary>
    Consolidated,

    /// <summary>The skill's new version.</summary>
    Refined,

    /// <summary>Another way to the same end, kept beside the skill.</summary>
    Alternative,

    /// <summary>A failure of a known skill, and a pitfall for those who follow.</summary>
    Lesson,

    /// <summary>Kept apart until a person approves it.</summary>
    Quarantined,

    NotStored,

    /// <summary>A refinement that would drop something that must not go without a word.</summary>
    WouldLose,
}

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

/// <summary>A skill and how similar it is to another, 0-1.</summary>
public sealed record SimilarSkill(SkillName Name, double Similarity);
