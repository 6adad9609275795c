namespace SkillMcp.Requests;

/// <summary>A call of a tool that a program saw an agent make, with what came back.</summary>
public sealed record ObservedCall
{
    /// <summary>The name of the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>The values that it was called with, by parameter; what is not a text, as JSON.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>What came back, as the agent read it: a text, or JSON.</summary>
    public string Result { get; init; } = "";

    /// <summary>Whether the program knows that the call failed, because the tool threw or does not exist.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether anything came back. A call without an answer is not known to have done anything.</summary>
    public bool IsAnswered { get; init; } = true;
}
