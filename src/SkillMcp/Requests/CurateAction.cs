namespace SkillMcp.Requests;

/// <summary>An action on a skill. Only a person can approve or purge.</summary>
public enum CurateAction
{
    /// <summary>Gives the skill to agents no longer.</summary>
    Archive,
    /// <summary>Brings an archived skill back.</summary>
    Restore,
    /// <summary>Keeps the skill as it is: it is never refined, merged or retired by itself.</summary>
    Pin,
    /// <summary>Lets the skill change again.</summary>
    Unpin,
    /// <summary>Makes an earlier version the current one.</summary>
    Rollback,
    /// <summary>Gives a quarantined skill to agents, which takes a person.</summary>
    Approve,
    /// <summary>Deletes the skill for good, which takes a person.</summary>
    Purge,
}
