namespace SkillMcp.Agents;

/// <summary>How a chat client is given a procedural memory.</summary>
public sealed record ProceduralMemoryOptions
{
    /// <summary>
    /// The most tokens, of four characters, that a procedure adds to a request to the model, at least 1. One that is longer is only named.
    /// </summary>
    public int MaxTokens { get; init; } = 2_000;

    /// <summary>
    /// Whether the model is offered the functions <c>retrieve_skill</c>, <c>record_outcome</c> and <c>store_trajectory</c>. Their
    /// definitions take about 320 tokens, of four characters, of each request. Without them a request for which nothing fits reaches the
    /// model as it is.
    /// </summary>
    public bool OffersTools { get; init; } = true;

    /// <summary>
    /// Whether the model is asked for other words for a task before the memory is, which finds more and takes one more short call of it.
    /// </summary>
    public bool AsksForOtherWords { get; init; }

    /// <summary>Whether outcomes are recorded and runs learned from at the end of a task. Otherwise the memory is only read.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>What the agent is called in the record of the memory, such as <c>shop-assistant 1.2</c>.</summary>
    public string Agent { get; init; } = "SkillMcp.Agents";

    /// <summary>Called in the background with what became of a task, once it was learned from.</summary>
    public Action<IReadOnlyList<TurnLesson>>? Learned { get; init; }

    internal ProceduralMemoryOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Agent);
        return MaxTokens >= 1
            ? this
            : throw new ArgumentOutOfRangeException(
                nameof(MaxTokens), MaxTokens, "At least 1 token; to add nothing, do not use the memory.");
    }
}
