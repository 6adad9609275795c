namespace SkillMcp.Storage;

/// <summary>The result of applying a change.</summary>
enum ApplyResult
{
    Applied,

    /// <summary>Another skill of the project has the name. Nothing was written.</summary>
    NameTaken,

    /// <summary>
    /// A skill, its record, a report or a remembered run was changed since the change was decided. Nothing was written; the caller reads
    /// and decides again.
    /// </summary>
    Conflict,
}
