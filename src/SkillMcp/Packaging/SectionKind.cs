namespace SkillMcp.Packaging;

/// <summary>What a section of a skill is about.</summary>
enum SectionKind
{
    Other,

    /// <summary>A list of texts that a field holds (<see cref="Section.Field"/>).</summary>
    Texts,
    Steps,
    Parameters,

    /// <summary>Of a composite, what was not there when it was written.</summary>
    Missing,
}
