namespace SkillMcp.Requests;

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
