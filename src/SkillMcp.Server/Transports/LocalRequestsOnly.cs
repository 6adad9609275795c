namespace SkillMcp.Server.Transports;

/// <summary>
/// Refuses requests that name another host or come from a page of another origin. Otherwise any web page in the user's browser
/// could call the tools, through a name that resolves to this machine (DNS rebinding).
/// </summary>
sealed class LocalRequestsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => IsLocal(context.Request) ? next(context) : RefuseAsync(context.Response);

    static bool IsLocal(HttpRequest request) =>
        HttpAddress.IsLoopback(request.Host.Host) && request.Headers.Origin.All(IsLocal);

    static bool IsLocal(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && HttpAddress.IsLoopback(uri.Host);

    static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status403Forbidden;
        response.ContentType = "application/json";
        return response.WriteAsync("""
            {"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":
            "Only this machine is served: the Host and the Origin must be localhost, 127.0.0.1 or [::1]."}}
            """);
    }
}
