using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SkillMcp.Checks;

namespace SkillMcp.Server.Verification;

/// <summary>Asks the hosts that the owner of the memory allows. It is the one thing that is asked from outside the sandbox.</summary>
/// <param name="policy">What the owner allows.</param>
sealed class HttpRunner(VerifyPolicy policy) : IDisposable
{
    const int MaxRedirects = 5;
    const int MaxBody = 1 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // No cookies, no credentials of this user, no proxy that the environment names.
    readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience,
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MaxBody,
    };

    public void Dispose() => client.Dispose();

    public async Task<CheckResult> CheckAsync(HttpCheck check, CancellationToken cancel)
    {
        var (address, since) = (check.Address, Stopwatch.StartNew());
        try
        {
            for (var redirects = 0; redirects <= MaxRedirects; redirects++)
            {
                if (policy.Allows(address) is { } objection)
                {
                    return CheckResult.NotAllowed(check, objection);
                }
                using var request = new HttpRequestMessage(check.IsHead ? HttpMethod.Head : HttpMethod.Get, address);
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                // One who expects a redirect does not want it followed.
                if (check.Status is null && IsRedirect(response.StatusCode) && response.Headers.Location is { } next)
                {
                    address = new Uri(address, next);
                    continue;
                }
                return await JudgeAsync(check, response, since, cancel);
            }
            return CheckResult.Of(check, holds: false, $"it redirects more than {MaxRedirects} times");
        }
        catch (HttpRequestException failed) when (IsOfTheNetwork(failed))
        {
            return CheckResult.CouldNotRun(check.Text, $"it cannot be reached from here: {failed.Message}");
        }
        catch (Exception failed) when (
            failed is HttpRequestException or IOException || failed is TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return CheckResult.Of(check, holds: false, $"no answer: {failed.Message}");
        }
    }

    static async Task<CheckResult> JudgeAsync(HttpCheck check, HttpResponseMessage response, Stopwatch since, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        var body = check.Body is null ? "" : await BodyOf(response, cancel);
        var seconds = since.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        var holds = check.Accepts(status) && (check.Body is null || check.Body.IsIn(body));
        var without = check.Body is not null && check.Accepts(status) && !holds ? ", and the answer does not hold what is expected" : "";
        return CheckResult.Of(check, holds, $"HTTP {status}, {seconds} s{without}");
    }

    /// <summary>The beginning of an answer.</summary>
    static async Task<string> BodyOf(HttpResponseMessage response, CancellationToken cancel)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[MaxBody];
        var length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancel);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>Whether the way there is cut, as on a machine without a network. That says nothing of who was to answer.</summary>
    static bool IsOfTheNetwork(HttpRequestException failed) =>
        failed.HttpRequestError == HttpRequestError.NameResolutionError
        || failed.InnerException is SocketException
        {
            SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown,
        };

    static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
