using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace SkillMcp.Server.Transports;

/// <summary>
/// Refuses messages that do not say that they are JSON, in words. The SDK fails at one that says nothing, and refuses others without
/// a word. It also keeps out pages in a browser, which may send other types to any address without asking.
/// </summary>
sealed class JsonRequestsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && !IsJson(context.Request.ContentType) ? RefuseAsync(context.Response) : next(context);

    static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);

    static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        response.ContentType = MediaTypeNames.Application.Json;
        return response.WriteAsync("""
            {"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":
            "The header Content-Type is missing or another one: send each message with Content-Type: application/json."}}
            """);
    }
}
