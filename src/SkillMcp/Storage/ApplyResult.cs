namespace SkillMcp.Storage;

/// <summary>What became of a change.</summary>
public enum ApplyResult
{
    Applied,

    /// <summary>Another skill of the project has the name. Nothing was written.</summary>
    NameTaken,

    /// <summary>A skill, its record or a report is no longer what the change was decided on. Nothing was written: read again, decide again.</summary>
    Conflict,
}
