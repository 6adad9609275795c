namespace SkillMcp.Retrieval;

/// <summary>The role of a word in a task.</summary>
enum WordKind
{
    /// <summary>Says what the task is about.</summary>
    Content,

    /// <summary>The joined form of neighbouring words: it counts if any skill holds it, and is not missed otherwise.</summary>
    Joined,

    /// <summary>Belongs to the grammar of the sentence.</summary>
    Function,
}
