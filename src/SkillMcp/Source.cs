namespace SkillMcp;

/// <summary>How a skill came to be.</summary>
public enum Source
{
    Manual,
    Learned,
    Imported,
    Composed,
}
