namespace SkillMcp.Requests;

/// <summary>A person's words to an agent, which did not ask the memory for anything itself.</summary>
public sealed record OfferRequest
{
    /// <summary>What the person said. Of a long text, only the beginning is read.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// Whether nothing was said before it. Otherwise words that go on with what was asked for before are not taken for a task of their own.
    /// </summary>
    public bool IsFirst { get; init; }

    /// <summary>Other words for the task, as in <see cref="RetrieveRequest.Also"/>.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The approximate size of the text that is added, in tokens of four characters, at least 1.</summary>
    public int MaxTokens { get; init; } = 2_000;

    /// <summary>The names of the skills that were handed over before in this conversation.</summary>
    public IReadOnlySet<string> HandedOver { get; init; } = new HashSet<string>();
}
