namespace SkillMcp;

/// <summary>How a skill was created.</summary>
public enum Source
{
    Manual,
    Learned,
    Imported,
    Composed,
}
