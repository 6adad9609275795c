namespace SkillMcp.Sqlite;

/// <summary>Something that a file should have and does not, or has otherwise.</summary>
/// <param name="Object">What it should have.</param>
/// <param name="Column">The column that is concerned; null where it is the object as a whole.</param>
/// <param name="IsMissing">Whether it is not there at all.</param>
sealed record SchemaDifference(SchemaObject Object, string? Column, bool IsMissing)
{
    public bool IsRepairable => Object.IsDerived;

    /// <summary>What is wrong.</summary>
    public string Sentence => $"{Subject} is {Fault}.";

    /// <summary>What was wrong, once it is put right.</summary>
    public string RepairedSentence => $"{Subject} was {Fault} and was made anew.";

    string Subject => Column is null ? $"The {Object.Type} '{Object.Name}'" : $"The column '{Column}' of the table '{Object.Name}'";

    string Fault => IsMissing ? "missing" : "not as it should be";
}
