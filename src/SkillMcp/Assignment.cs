namespace SkillMcp;

/// <summary>
/// Whether the skill that a task would have been handed whole was handed over or withheld, which is drawn while uplift is measured. It is
/// drawn once for a task: whatever else is asked for the same task, and the id that a log tells the task with, has what was drawn first.
/// </summary>
sealed record Assignment
{
    /// <summary>The largest share that can be withheld, in percent.</summary>
    public const int MaxPercent = 100;

    /// <summary>The retrieval, or the id that a log tells the task with.</summary>
    public required Guid Retrieval { get; init; }

    /// <summary>The retrieval that it was drawn at, which stands for the task.</summary>
    public required Guid First { get; init; }

    /// <summary>The id of the skill.</summary>
    public required Guid Skill { get; init; }

    /// <summary>The version that was handed over, or would have been.</summary>
    public required int Version { get; init; }

    public required bool IsWithheld { get; init; }

    /// <summary>The share of tasks that skills were withheld from at that time, in percent, 1-<see cref="MaxPercent"/>.</summary>
    public required int Percent { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The session of an agent that asked; empty if it is not known any more.</summary>
    public string Session { get; init; } = "";

    /// <summary>How the task ended, with the skill or without it; null if that is not known, as for all but the first of a task.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Whether the outcome was read in the log of the session, rather than told by the agent.</summary>
    public bool IsRead { get; init; }

    /// <summary>The task as it was asked; empty if it is no longer kept. It is stored with the retrieval.</summary>
    public string Task { get; init; } = "";

    /// <summary>Whether the task was asked with other words. It is stored with the retrieval.</summary>
    public bool HasAlso { get; init; }

    /// <summary>Whether it was drawn here, and not before for the same task.</summary>
    public bool IsFirst => Retrieval == First;
}
