using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>What a <see cref="ProceduralAgent"/> is told and may call.</summary>
public sealed record ProceduralAgentOptions
{
    /// <summary>What the model is told before the conversation.</summary>
    public string Instructions { get; init; } = ProceduralAgent.DefaultInstructions;

    /// <summary>The functions that the model may call.</summary>
    public IList<AITool> Tools { get; init; } = [];

    /// <summary>How the memory is used.</summary>
    public ProceduralMemoryOptions Memory { get; init; } = new();
}
