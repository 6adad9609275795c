namespace SkillMcp.Packaging;

/// <summary>What a section of a skill is about.</summary>
enum SectionKind
{
    Other,
    Preconditions,
    Steps,
    Postconditions,
    Parameters,

    /// <summary>Of a composite, what was not there when it was written.</summary>
    Missing,
}
