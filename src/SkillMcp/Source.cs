namespace SkillMcp;

/// <summary>How a skill was created.</summary>
public enum Source
{
    /// <summary>A person wrote it.</summary>
    Manual,
    /// <summary>It was learned from a run.</summary>
    Learned,
    /// <summary>It was imported.</summary>
    Imported,
    /// <summary>It was composed of other skills.</summary>
    Composed,
}
