namespace SkillMcp.Server.Tools;

/// <summary>The most that an argument may hold. The numbers stand in the schemas too.</summary>
static class Longest
{
    /// <summary>Characters of a name, a category or a tag.</summary>
    public const int Name = 64;

    /// <summary>Characters of a condition, a reason or a value.</summary>
    public const int Line = 1_024;

    /// <summary>Characters of a task or of notes.</summary>
    public const int Text = 20_000;

    /// <summary>Tags, conditions, parameters or components.</summary>
    public const int List = 50;
}
