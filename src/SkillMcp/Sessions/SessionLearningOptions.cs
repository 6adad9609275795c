namespace SkillMcp.Sessions;

/// <summary>How much is made of a session.</summary>
sealed record SessionLearningOptions
{
    /// <summary>
    /// Whether a run that was seen once may become a skill, as one that an agent tells may; else it waits for a second one.
    /// </summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Whether a person said yes: then a run becomes a skill although it was seen once.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether the session is over. In one that goes on, the last task may too, and is left for later.</summary>
    public bool IsOver { get; init; } = true;

    /// <summary>Whether what a person said no to before is looked at again.</summary>
    public bool AsksAgain { get; init; }

    /// <summary>Tasks that are left out.</summary>
    public Func<TaskPath, bool> IsIgnored { get; init; } = _ => false;
}
