namespace SkillMcp.Changes;

/// <summary>Where the texts that a change puts in place come from, and with that whether they are screened.</summary>
public enum TextOrigin
{
    /// <summary>Somewhere else: they are screened.</summary>
    New,

    /// <summary>An earlier version of the same skill, which was screened when it was written.</summary>
    Kept,

    /// <summary>A person read them and approved them.</summary>
    Approved,
}
