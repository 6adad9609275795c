using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SkillMcp.Tests.Models;

/// <summary>
/// A server of models on loopback, over real HTTP. It answers with the shapes that the documentation of OpenAI, Anthropic and Ollama shows,
/// and refuses requests that these would refuse. None of the three was asked.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    readonly WebApplication app;

    ModelServer(WebApplication app) => this.app = app;

    public Uri Root => new(app.Urls.First());

    public ConcurrentQueue<ModelRequest> Requests { get; } = new();

    /// <param name="answers">The answers in order; the last one is given again and again.</param>
    public static async Task<ModelServer> StartAsync(params Func<HttpContext, ModelRequest, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        var next = new ConcurrentQueue<Func<HttpContext, ModelRequest, Task>>(answers[..^1]);
        server.app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
            var request = new ModelRequest(
                context.Request.Path,
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await body.ReadToEndAsync());
            server.Requests.Enqueue(request);
            await (next.TryDequeue(out var answer) ? answer : answers[^1])(context, request);
        });
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The address as it is given to the option, for an API.</summary>
    public string AddressFor(string api) => api == "ollama" ? $"{Root}api" : $"{Root}v1";

    /// <summary>The answer of an API with a text in it, or what it says of a request that is wrong.</summary>
    public static Func<HttpContext, ModelRequest, Task> Says(string api, string text) => (context, request) =>
        WriteAsync(context, MistakeIn(api, request) is { } mistake ? 400 : 200, (MistakeIn(api, request), api) switch
        {
            ({ } wrong, _) => Error(api, wrong),
            (_, "anthropic") => Anthropic(text),
            (_, "ollama") => $$"""
                {"model":"m","created_at":"2026-11-30T06:00:00.1Z","message":{"role":"assistant","content":{{Quoted(text)}} },
                 "done":true,"done_reason":"stop","total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,
                 "prompt_eval_duration":342546000,"eval_count":282,"eval_duration":4535599000}
                """,
            _ => $$"""
                {"id":"chatcmpl-B9MBs8","object":"chat.completion","created":1741569952,"model":"m","choices":[{"index":0,
                 "message":{"role":"assistant","content":{{Quoted(text)}},"refusal":null,"annotations":[]},"logprobs":null,
                 "finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29},"service_tier":"default"}
                """,
        });

    /// <summary>A status with the body that an API sends with it.</summary>
    public static Func<HttpContext, ModelRequest, Task> Fails(string api, int status, string? retryAfter = null) => (context, _) =>
    {
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }
        return WriteAsync(context, status, Error(api, "Incorrect API key provided: sk-live-quoted."));
    };

    /// <summary>A body as it is, with a status of 200.</summary>
    public static Func<HttpContext, ModelRequest, Task> Raw(string body) => (context, _) => WriteAsync(context, 200, body);

    /// <summary>A vector for each text, all of them the same.</summary>
    public static Task VectorsAsync(HttpContext context, ModelRequest request)
    {
        var items = request.Json["input"]!.AsArray().Select((_, at) => $$"""{"embedding":[1,0.5],"index":{{at}}}""");
        return WriteAsync(context, 200, $$"""{"data":[{{string.Join(',', items)}}]}""");
    }

    /// <summary>An answer that ends before it is whole.</summary>
    public static async Task CutAsync(HttpContext context, ModelRequest request)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 10_000;
        await context.Response.WriteAsync("""{"choices":[{"message":{"content":"half""");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Answers that come after a while, or never where the client has gone.</summary>
    public static async Task SlowAsync(HttpContext context, ModelRequest request)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // It has waited long enough.
        }
    }

    public static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    static string Anthropic(string text)
    {
        // The input of a tool is JSON, and not a text with JSON in it.
        var content = IsObject(text)
            ? $$"""{"type":"tool_use","id":"toolu_01D7FLrfh4GYq7yT1ULFeyMV","name":"skill","input":{{text}} }"""
            : $$"""{"type":"text","text":{{Quoted(text)}} }""";
        return $$"""
            {"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant","model":"m","content":[{{content}}],
             "stop_reason":"{{(IsObject(text) ? "tool_use" : "end_turn")}}","stop_sequence":null,
             "usage":{"input_tokens":472,"output_tokens":89} }
            """;
    }

    static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    static string Error(string api, string message) => api switch
    {
        "anthropic" => $$"""{"type":"error","error":{"type":"api_error","message":{{Quoted(message)}} },"request_id":"req_011C"}""",
        "ollama" => $$"""{"error":{{Quoted(message)}}}""",
        _ => $$"""{"error":{"message":{{Quoted(message)}},"type":"invalid_request_error","param":null,"code":null} }""",
    };

    /// <summary>What an API would refuse in a request; null for nothing.</summary>
    static string? MistakeIn(string api, ModelRequest request)
    {
        var (json, headers) = (request.Json, request.Headers);
        var roles = json["messages"]!.AsArray().Select(message => message!["role"]!.GetValue<string>()).ToList();
        return (api, request.Path) switch
        {
            _ when headers.GetValueOrDefault("Content-Type") != "application/json" => "content type",
            _ when json["model"]?.GetValue<string>() is not { Length: > 0 } => "model is required",
            ("anthropic", "/v1/messages") when headers.GetValueOrDefault("anthropic-version") != "2023-06-01" => "anthropic-version",
            ("anthropic", "/v1/messages") when json["max_tokens"]?.GetValue<int>() is not > 0 => "max_tokens: Field required",
            ("anthropic", "/v1/messages") when roles.Contains("system") => "messages: Unexpected role \"system\"",
            ("anthropic", "/v1/messages") => null,
            // Without this it answers in many lines of JSON.
            ("ollama", "/api/chat") when json["stream"]?.GetValue<bool>() is not false => "it would stream",
            ("ollama", "/api/chat") => null,
            ("openai", "/v1/chat/completions") => MistakeIn(json["response_format"]?["json_schema"]?["schema"] as JsonObject),
            _ => "no such path",
        };
    }

    /// <summary>What the strict mode refuses in a schema.</summary>
    static string? MistakeIn(JsonObject? schema)
    {
        if (schema?["properties"] is not JsonObject properties)
        {
            return schema?["items"] is JsonObject items ? MistakeIn(items) : null;
        }
        var required = schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).ToHashSet();
        return required.SetEquals(properties.Select(property => property.Key)) && schema["additionalProperties"]?.GetValue<bool>() is false
            ? properties.Select(property => MistakeIn(property.Value as JsonObject)).FirstOrDefault(mistake => mistake is not null)
            : "Invalid schema for response_format";
    }

    static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
