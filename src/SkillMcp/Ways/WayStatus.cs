namespace SkillMcp.Ways;

/// <summary>What a way is to its skill.</summary>
enum WayStatus
{
    /// <summary>The text that the skill is shown with.</summary>
    Current,

    /// <summary>Kept beside the current way, and never in its place so far.</summary>
    Alternative,

    /// <summary>It was the current way before.</summary>
    Earlier,

    /// <summary>
    /// Not offered: a person replaced it, it is the current way in older words, it is not approved, or its text was changed outside.
    /// </summary>
    Retired,
}
