using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SkillMcp.Agents;

/// <summary>Adds a procedural memory to a pipeline of chat clients.</summary>
public static class ProceduralMemoryChatClientBuilderExtensions
{
    /// <summary>
    /// Gives a chat client a procedural memory: what fits the user's words is shown to the model, the calls of the turn are watched, and at
    /// the end of a task what was followed is recorded and what worked is learned. It may be placed before or after
    /// <c>UseFunctionInvocation</c>; where the service keeps the conversation, place it before.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="memory">
    /// The memory. It is not disposed with the chat client: dispose it afterwards, so that it learns what is left.
    /// </param>
    /// <param name="options">How the memory is used; null for the defaults.</param>
    public static ChatClientBuilder UseProceduralMemory(
        this ChatClientBuilder builder, SkillMemory memory, ProceduralMemoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(memory);
        return builder.Use((inner, services) =>
            new ProceduralMemoryChatClient(inner, memory, options, services.GetService<ILoggerFactory>()));
    }
}
