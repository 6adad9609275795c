namespace SkillMcp.Sessions;

/// <summary>What became of a task of a session.</summary>
enum LessonResult
{
    /// <summary>It is a skill now.</summary>
    Stored,

    /// <summary>It is an execution of a known skill.</summary>
    Counted,

    /// <summary>The outcome of a skill that it retrieved was recorded.</summary>
    Reported,

    /// <summary>It is remembered: a second run like it makes a skill of it.</summary>
    Remembered,

    /// <summary>It is a skill that waits for a person's approval.</summary>
    Quarantined,

    /// <summary>It was counted before.</summary>
    Known,

    /// <summary>A person said no to it before.</summary>
    Declined,

    /// <summary>Nothing is learned from it.</summary>
    LeftOut,
}
