using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace SkillMcp.Server.Models;

/// <summary>
/// Posts JSON to the API of a model. What fails for the moment is tried again twice, later each time and by chance, or when the API says;
/// no longer than the deadline in all. No redirect is followed: what is sent goes where it was meant to go.
/// </summary>
sealed class ModelHttp : IDisposable
{
    const int MaxRetries = 2;

    // An answer in words and a batch of vectors of 8,000 dimensions are shorter.
    const int MaxBody = 4 << 20;

    const int MaxDepth = 32;

    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(400);

    // Who has to wait longer than this answers without the model.
    static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    readonly HttpClient client;

    /// <param name="endpoint">Where it posts.</param>
    /// <param name="keyVariable">The environment variable that may hold the key.</param>
    /// <param name="deadline">How long an answer may take with all that is tried again.</param>
    /// <exception cref="SkillException">The key would be readable on its way, or is none.</exception>
    public ModelHttp(ModelEndpoint endpoint, string keyVariable, TimeSpan deadline)
    {
        var wire = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var resilience = new ResilienceHandler(Pipeline(deadline)) { InnerHandler = new BoundedBodies(MaxBody) { InnerHandler = wire } };
        client = new HttpClient(resilience) { Timeout = Timeout.InfiniteTimeSpan };
        Host = endpoint.Address.Authority;
        ModelKey.Add(client.DefaultRequestHeaders, endpoint, keyVariable);
        if (endpoint.Api == ModelApi.Anthropic)
        {
            client.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
        }
    }

    public string Host { get; }

    public void Dispose() => client.Dispose();

    /// <summary>Posts a request, and reads the answer.</summary>
    /// <exception cref="HttpRequestException">
    /// The API refuses it or cannot be reached. What it says is not repeated: it may quote a key.
    /// </exception>
    /// <exception cref="InvalidDataException">The answer is too long or no JSON.</exception>
    /// <exception cref="TimeoutException">It took longer than the deadline.</exception>
    public async Task<JsonDocument> PostAsync(Uri address, JsonObject body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = ContentOf(body) };
        try
        {
            using var response = await client.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"{Host} answered {(int)response.StatusCode}.", null, response.StatusCode);
            }
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel), new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{Host} answered something that is no JSON.");
        }
        catch (Polly.Timeout.TimeoutRejectedException late)
        {
            throw new TimeoutException($"{Host} did not answer in time.", late);
        }
    }

    static ByteArrayContent ContentOf(JsonObject body)
    {
        var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    static ResiliencePipeline<HttpResponseMessage> Pipeline(TimeSpan deadline) => new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddTimeout(deadline)
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = MaxRetries,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = true,
            ShouldHandle = tried => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(tried.Outcome) && DelayAskedBy(tried) <= MaxDelay),
        })
        .Build();

    static TimeSpan DelayAskedBy(RetryPredicateArguments<HttpResponseMessage> tried) => tried.Outcome.Result?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        // Of a clock that is another machine's only the order of magnitude is known.
        { Date: { } date } when tried.Outcome.Result.Headers.Date is { } now => date - now,
        { Date: not null } => TimeSpan.MaxValue,
        _ => TimeSpan.Zero,
    };
}
