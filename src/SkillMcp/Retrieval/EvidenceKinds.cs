namespace SkillMcp.Retrieval;

/// <summary>What a candidate can be compared with. Each combination has weights of its own.</summary>
[Flags]
enum EvidenceKinds
{
    /// <summary>The words of the task, which are always there.</summary>
    Task = 0,

    /// <summary>The other words of the request.</summary>
    Also = 1,

    /// <summary>Vectors of a model of meaning.</summary>
    Meaning = 2,
}
