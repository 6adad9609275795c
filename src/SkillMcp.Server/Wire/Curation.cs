namespace SkillMcp.Server.Wire;

/// <summary>What may become of a skill; the last two only when a person says so.</summary>
enum Curation
{
    Archive,
    Restore,
    Pin,
    Unpin,
    Rollback,
    Approve,
    Purge,
}
