using Microsoft.Agents.AI;
using SkillMcp.Agents;

namespace SkillMcp.Examples;

/// <summary>Gives an agent of the Microsoft Agent Framework a procedural memory.</summary>
/// <param name="memory">The memory.</param>
/// <param name="options">How it is used; null for the defaults.</param>
public sealed class ProceduralMemoryProvider(SkillMemory memory, ProceduralMemoryOptions? options = null)
    // What was added to the request says which procedure the turn followed.
    : AIContextProvider(storeInputRequestMessageFilter: messages => messages)
{
    readonly MemoryContext context = new(memory, options);

    /// <inheritdoc/>
    protected override async ValueTask<AIContext> ProvideAIContextAsync(
        InvokingContext context, CancellationToken cancellationToken = default) =>
        await this.context.OfferAsync(context.AIContext.Messages ?? [], cancellationToken) is { } shown
            ? new AIContext { Messages = [shown] }
            : new AIContext();

    /// <inheritdoc/>
    protected override async ValueTask StoreAIContextAsync(InvokedContext context, CancellationToken cancellationToken = default) =>
        await this.context.LearnAsync([.. context.RequestMessages, .. context.ResponseMessages ?? []], cancellationToken);
}
