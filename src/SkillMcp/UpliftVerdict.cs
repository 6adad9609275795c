namespace SkillMcp;

/// <summary>What is known of the difference that a skill makes.</summary>
enum UpliftVerdict
{
    /// <summary>Too little was seen.</summary>
    NotEnough,

    /// <summary>
    /// It is not known so much more often with the skill, or without it, how tasks ended that nothing follows from the others.
    /// </summary>
    TooUneven,

    Helps,

    DoesHarm,

    /// <summary>A difference of <see cref="Uplift.Relevant"/> or more would have been seen.</summary>
    NoDifference,
}
