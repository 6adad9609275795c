namespace SkillMcp.Requests;

/// <summary>What can be done with a skill. Approving and purging belong to people.</summary>
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
