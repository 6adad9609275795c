using System.Collections.Frozen;
using SkillMcp.Intents;

namespace SkillMcp.Sessions;

/// <summary>A person's words to an agent, which asked for nothing itself.</summary>
sealed record RecallRequest
{
    /// <summary>The tokens of a whole procedure. Both halves of an answer count, and here only its text is handed over.</summary>
    public const int MaxTokens = 4_000;

    /// <summary>The tokens of what is only named.</summary>
    public const int MaxTokensOfName = 300;

    /// <summary>The characters of a prompt that are read: what is asked for stands before what is pasted.</summary>
    public const int MaxPromptLength = 2_000;

    RecallRequest(string prompt) => Prompt = prompt;

    /// <summary>The beginning of what was said.</summary>
    public string Prompt { get; }

    /// <summary>The names of the skills that were handed over before in this session.</summary>
    public IReadOnlySet<string> HandedOver { get; init; } = new HashSet<string>();

    /// <summary>Other words for the task, as in <see cref="RetrieveRequest.Also"/>.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The tokens that both halves of an answer may take, if less than usual; null for as usual.</summary>
    public int? Budget { get; init; }

    /// <summary>Whether the program that asks sees how it ends, and records that itself.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Which session it is, as in <see cref="RetrieveRequest.Session"/>.</summary>
    public string Session { get; init; } = "";

    /// <summary>
    /// The request that a prompt is; null if it asks for nothing to be done: a question, or what goes on with what was asked for before.
    /// So it is known without a memory whether one is worth opening.
    /// </summary>
    /// <param name="prompt">All that was said.</param>
    /// <param name="isFirst">Whether it is known that nothing was said before it.</param>
    public static RecallRequest? Of(string prompt, bool isFirst = false)
    {
        // What a person pastes below their words is as long as they like, and searching it for secrets takes as long.
        var begin = Truncate.ToBoundary(prompt.Trim(), MaxPromptLength);
        var asks = begin.Length > 0 && (isFirst || !FollowUp.Is(begin, FrozenSet<string>.Empty)) && !Intent.OfTask(begin).IsQuestion;
        return asks ? new RecallRequest(begin) : null;
    }
}
