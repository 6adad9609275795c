namespace SkillMcp.Agents;

/// <summary>How a chat client is given a procedural memory.</summary>
public sealed record ProceduralMemoryOptions
{
    /// <summary>The most tokens that are added to a turn. Nothing is added when nothing fits.</summary>
    public int MaxTokens { get; init; } = 1000;
}
