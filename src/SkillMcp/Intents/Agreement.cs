namespace SkillMcp.Intents;

/// <summary>Whether what a task names is what a procedure names.</summary>
public enum Agreement
{
    /// <summary>One of the two names none.</summary>
    Unknown,
    Agree,
    Differ,
}
