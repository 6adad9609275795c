using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMcp.Benchmarks.Agents;

/// <summary>A model that answers at once, and counts how often it was shown a procedure.</summary>
sealed class InstantModel : IChatClient
{
    public int WithSkill { get; private set; }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        WithSkill += messages.Any(message => message.Text.Contains("\nSkill: ", StringComparison.Ordinal)) ? 1 : 0;
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Done.")));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
