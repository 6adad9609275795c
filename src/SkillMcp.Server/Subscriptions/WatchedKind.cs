namespace SkillMcp.Server.Subscriptions;

/// <summary>The kinds of what can be watched.</summary>
enum WatchedKind
{
    /// <summary>The list of resources, which has no address.</summary>
    List,

    /// <summary>A file of a skill, its SKILL.md too.</summary>
    File,
    Record,
    Index,
    Stats,
    Stale,
}
