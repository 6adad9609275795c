namespace SkillMcp.Storage;

/// <summary>Selects executions of a skill; all of them by default. Only one of its properties is set.</summary>
sealed record ExecutionFilter
{
    public static ExecutionFilter All { get; } = new();

    /// <summary>Only the report of this execution or for the same retrieval; null for any.</summary>
    public Execution? SameAs { get; init; }

    /// <summary>Only the reports for this retrieval; null for any.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>
    /// Only what the principal of this execution reported of the same way without naming a retrieval, from a time on; null for any.
    /// </summary>
    public (Execution Like, DateTimeOffset Since)? Unbound { get; init; }

    /// <summary>Only executions whose tasks are remembered, as ones that the skill served or did not fit.</summary>
    public bool Remembered { get; init; }

    /// <summary>Only executions that show versions of programs.</summary>
    public bool HasVersions { get; init; }

    /// <summary>Only executions with a withheld pitfall, also with one that a person dropped.</summary>
    public bool Withheld { get; init; }
}
