namespace SkillMcp.Requests;

/// <summary>How a run was stored.</summary>
public enum Decision
{
    /// <summary>As a new skill.</summary>
    Stored,

    /// <summary>As an execution of a known skill with the same procedure.</summary>
    Consolidated,

    /// <summary>As the new version of a skill.</summary>
    Refined,

    /// <summary>As another procedure for the same purpose, kept beside the skill.</summary>
    Alternative,

    /// <summary>As a failure of a known skill, with its cause as a pitfall.</summary>
    Lesson,

    /// <summary>As a skill that is not used until a person approves it.</summary>
    Quarantined,

    /// <summary>Not at all; the reason says why.</summary>
    NotStored,

    /// <summary>Not at all: a refinement would drop safeguards, and the request did not accept that.</summary>
    WouldLose,
}
