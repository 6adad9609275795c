namespace SkillMcp.Server.Subscriptions;

/// <summary>What can stand at an address.</summary>
enum WatchedKind
{
    /// <summary>No address: which resources there are.</summary>
    List,

    /// <summary>A file of a skill, its SKILL.md too.</summary>
    File,
    Record,
    Index,
    Stats,
    Stale,
}
