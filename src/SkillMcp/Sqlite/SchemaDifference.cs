namespace SkillMcp.Sqlite;

/// <summary>Something that is missing in a file's schema, or is different from what it should be.</summary>
/// <param name="Object">The object as it should be.</param>
/// <param name="Column">The column that is missing or different; null for the object as a whole.</param>
/// <param name="IsMissing">Whether it is missing, and not merely different.</param>
/// <param name="IsForeign">Whether it is a trigger that should not be there: it would change what skillmcp writes.</param>
sealed record SchemaDifference(SchemaObject Object, string? Column, bool IsMissing, bool IsForeign = false)
{
    /// <summary>Whether it can be recreated, or removed, without losing anything.</summary>
    public bool IsRepairable => IsForeign || Object.IsDerived;

    /// <summary>What is wrong.</summary>
    public string Sentence => $"{Subject} is {Fault}.";

    /// <summary>What was wrong, once it is repaired.</summary>
    public string RepairedSentence => IsForeign
        ? $"{Subject} was {Fault} and was removed. To have it back: {Object.Definition}"
        : $"{Subject} was {Fault} and was recreated.";

    string Subject => Column is null ? $"The {Object.Type} '{Object.Name}'" : $"The column '{Column}' of the table '{Object.Name}'";

    string Fault => (IsForeign, IsMissing) switch
    {
        (true, _) => "another program's and may change what skillmcp writes",
        (_, true) => "missing",
        _ => "not as it should be",
    };
}
