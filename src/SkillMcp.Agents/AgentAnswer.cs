using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>What an agent answered, with the skill that it was shown for that.</summary>
public sealed class AgentAnswer
{
    internal AgentAnswer(ChatResponse response, MemoryState? state)
    {
        Response = response;
        Retrieval = state?.Retrieval;
        Skill = state is { Skill.Length: > 0 } ? SkillName.Parse(state.Skill) : null;
    }

    /// <summary>What the agent said.</summary>
    public string Text => Response.Text;

    /// <summary>The whole response of the model, with the calls of functions on the way.</summary>
    public ChatResponse Response { get; }

    /// <summary>The skill that was shown whole; null if none was.</summary>
    public SkillName? Skill { get; }

    /// <summary>The retrieval that reports refer to; null if nothing fitted.</summary>
    public Guid? Retrieval { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
