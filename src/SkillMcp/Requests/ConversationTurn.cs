namespace SkillMcp.Requests;

/// <summary>What a person said to an agent, and what the agent did and said then.</summary>
public sealed record ConversationTurn
{
    /// <summary>What the turn is known by, the same one in every later look at the conversation; null if it was not watched.</summary>
    public Guid? Id { get; init; }

    /// <summary>The person's words.</summary>
    public required string Request { get; init; }

    /// <summary>The calls that the agent made, in order, without those of the memory itself.</summary>
    public IReadOnlyList<ObservedCall> Calls { get; init; } = [];

    /// <summary>What the agent said at the end.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The retrievals of the turn, asked for or not.</summary>
    public IReadOnlyList<Guid> Retrievals { get; init; } = [];

    /// <summary>The outcomes that the agent itself reports. What its calls show weighs more.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>The run as the agent itself tells it; null if it does not. Its steps are taken only where no call shows any.</summary>
    public Trajectory? Told { get; init; }
}
