namespace SkillMcp.Requests;

/// <summary>An action on a skill. Only a person can approve or purge.</summary>
public enum CurateAction
{
    Archive,
    Restore,
    Pin,
    Unpin,
    Rollback,
    Approve,
    Purge,
}
