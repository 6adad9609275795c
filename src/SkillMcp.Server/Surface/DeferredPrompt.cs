using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Surface;

/// <summary>A prompt that is made from its method when it is first asked for.</summary>
/// <param name="listed">As it is listed; null to make it for that too.</param>
/// <param name="method">The method that it calls.</param>
sealed class DeferredPrompt(Prompt? listed, Func<Delegate> method) : McpServerPrompt
{
    readonly Lazy<McpServerPrompt> made = new(
        () => Create(method(), new McpServerPromptCreateOptions { SerializerOptions = WireOptions.Default }));

    public override Prompt ProtocolPrompt => listed ?? Made.ProtocolPrompt;

    public override IReadOnlyList<object> Metadata => [];

    /// <summary>The prompt as its code says it.</summary>
    public McpServerPrompt Made => made.Value;

    public override ValueTask<GetPromptResult> GetAsync(
        RequestContext<GetPromptRequestParams> request, CancellationToken cancel = default) => Made.GetAsync(request, cancel);
}
