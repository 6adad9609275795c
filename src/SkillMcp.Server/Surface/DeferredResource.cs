using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Surface;

/// <summary>A resource that is made from its method when one is first read.</summary>
/// <param name="listed">As it is listed; null to make it for that too.</param>
/// <param name="method">The method that it calls.</param>
/// <param name="isAnyFile">Whether it is files of any kind, all of which the SDK would call bytes.</param>
sealed class DeferredResource(ResourceTemplate? listed, Func<Delegate> method, bool isAnyFile = false) : McpServerResource
{
    readonly Lazy<McpServerResource> made = new(() =>
    {
        var resource = Create(method(), new McpServerResourceCreateOptions { SerializerOptions = WireOptions.Default });
        if (isAnyFile)
        {
            resource.ProtocolResourceTemplate.MimeType = null;
        }
        return resource;
    });

    public override ResourceTemplate ProtocolResourceTemplate => listed ?? Made.ProtocolResourceTemplate;

    public override IReadOnlyList<object> Metadata => [];

    /// <summary>The resource as its code says it.</summary>
    public McpServerResource Made => made.Value;

    public override bool IsMatch(string uri) => Made.IsMatch(uri);

    public override ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> request, CancellationToken cancel = default) => Made.ReadAsync(request, cancel);
}
