namespace SkillMcp.Requests;

/// <summary>A person's words to an agent, which asked for nothing itself.</summary>
public sealed record RecallRequest
{
    /// <summary>The tokens of a whole procedure. Both halves of an answer count, and here only its text is handed over.</summary>
    public const int MaxTokens = 4_000;

    /// <summary>The tokens of what is only named.</summary>
    public const int MaxTokensOfName = 300;

    /// <summary>The characters of a prompt that are read: what is asked for stands before what is pasted.</summary>
    public const int MaxPromptLength = 2_000;

    public required string Prompt { get; init; }

    /// <summary>The names of the skills that were handed over before in this session.</summary>
    public IReadOnlySet<string> HandedOver { get; init; } = new HashSet<string>();
}
