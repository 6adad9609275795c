using System.Globalization;
using Microsoft.Extensions.AI;
using SkillMcp.Formation;

namespace SkillMcp.Agents.Drafting;

/// <summary>
/// Lets a chat model write the name, the description, the conditions and the parameters of a skill that a run becomes. An answer that is
/// late, too long or no JSON of the wanted form is dropped. After a failure the model is not asked for a minute, so that a run is stored
/// without waiting for it. Thread-safe.
/// </summary>
public sealed class ChatDrafter : IDrafter
{
    /// <summary>How long an answer is waited for by default: clients give up on a tool after a minute or later.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(20);

    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // What is sent of a run; longer ones say no more about what they are for.
    const int MaxSteps = 50;
    const int MaxText = 500;

    // What all fields may say is less than a quarter of it; a model that reasons needs the rest.
    const int MaxTokens = 4_000;

    readonly IChatClient chat;
    readonly TimeSpan limit;
    readonly TimeProvider time;
    readonly Action<string>? dropped;
    readonly ChatOptions options = new()
    {
        MaxOutputTokens = MaxTokens,
        ResponseFormat = ChatResponseFormat.ForJsonSchema(DraftJson.Schema, "skill", "The metadata of a reusable procedure."),
    };
    long pausedUntil;

    /// <param name="chat">The model.</param>
    /// <param name="time">Measures the limit.</param>
    /// <param name="limit">How long an answer is waited for; null for <see cref="DefaultLimit"/>.</param>
    /// <param name="dropped">Told why an answer was dropped, without any text of the run or of the answer.</param>
    public ChatDrafter(IChatClient chat, TimeProvider time, TimeSpan? limit = null, Action<string>? dropped = null) =>
        (this.chat, this.time, this.limit, this.dropped) = (chat, time, limit ?? DefaultLimit, dropped);

    /// <inheritdoc />
    public async Task<DraftedWords?> DraftAsync(Trajectory run, IReadOnlyList<string> values, CancellationToken cancel)
    {
        if (time.GetUtcNow().UtcTicks < Interlocked.Read(ref pausedUntil))
        {
            return null;
        }
        try
        {
            var words = await AskAsync(run, values, cancel);
            if (words is null)
            {
                dropped?.Invoke("its answer is not the JSON that was asked for");
            }
            return words;
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested)
        {
            // The message of a client may quote the request.
            Interlocked.Exchange(ref pausedUntil, (time.GetUtcNow() + Pause).UtcTicks);
            var reason = failed is TimeoutException or OperationCanceledException
                ? $"it took longer than {limit.TotalSeconds:0.#} s"
                : $"it could not be asked ({failed.GetType().Name})";
            dropped?.Invoke($"{reason}; it is asked again in a minute");
            return null;
        }
    }

    async Task<DraftedWords?> AskAsync(Trajectory run, IReadOnlyList<string> values, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ChatMessage[] messages = [new(ChatRole.System, DraftPrompt.Instructions), new(ChatRole.User, PromptOf(run, values))];
        // On another thread, and no longer waited for than the limit: a client may block, or not look at the token.
        var answer = Task.Run(() => chat.GetResponseAsync(messages, options, late.Token), late.Token);
        try
        {
            var response = await answer.WaitAsync(limit, time, cancel);
            return response.FinishReason == ChatFinishReason.ContentFilter ? null : DraftJson.Read(response.Text);
        }
        finally
        {
            await late.CancelAsync();
        }
    }

    static string PromptOf(Trajectory run, IReadOnlyList<string> values)
    {
        var steps = run.Steps.Take(MaxSteps).Select(step => Shortened(step.Text));
        return DraftPrompt.Of(Shortened(run.Task), [.. steps], [.. values.Select(Shortened)]);
    }

    // Nobody sees what is invisible, and a model reads it.
    static string Shortened(string text)
    {
        var visible = text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format).Select(c => char.IsControl(c) ? ' ' : c);
        var words = string.Join(' ', string.Concat(visible).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        // Half of a surrogate pair is replaced where it is written as JSON.
        return words[..Math.Min(words.Length, MaxText)];
    }
}
