namespace SkillMcp.Sqlite;

/// <summary>Something that is missing in a file's schema, or is different from what it should be.</summary>
/// <param name="Object">The object as it should be.</param>
/// <param name="Column">The column that is missing or different; null for the object as a whole.</param>
/// <param name="IsMissing">Whether it is missing, and not merely different.</param>
sealed record SchemaDifference(SchemaObject Object, string? Column, bool IsMissing)
{
    /// <summary>Whether it can be recreated without losing anything.</summary>
    public bool IsRepairable => Object.IsDerived;

    /// <summary>What is wrong.</summary>
    public string Sentence => $"{Subject} is {Fault}.";

    /// <summary>What was wrong, once it is repaired.</summary>
    public string RepairedSentence => $"{Subject} was {Fault} and was recreated.";

    string Subject => Column is null ? $"The {Object.Type} '{Object.Name}'" : $"The column '{Column}' of the table '{Object.Name}'";

    string Fault => IsMissing ? "missing" : "not as it should be";
}
