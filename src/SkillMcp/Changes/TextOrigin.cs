namespace SkillMcp.Changes;

/// <summary>Where the texts that a change writes come from. Only new ones are screened.</summary>
enum TextOrigin
{
    /// <summary>Outside of the memory.</summary>
    New,

    /// <summary>An earlier version of the same skill, which was screened when it was written.</summary>
    EarlierVersion,

    /// <summary>A quarantined skill, whose text a person approved.</summary>
    Approved,
}
