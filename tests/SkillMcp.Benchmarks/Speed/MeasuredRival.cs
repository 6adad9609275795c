using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>A memory that is filled and measured through its own server, as a client sees it.</summary>
sealed class MeasuredRival : IAsyncDisposable
{
    readonly RivalAdapter adapter;
    readonly RunningServer server;
    readonly double started;
    readonly List<double> searches = [];
    readonly List<double> stores = [];
    double filledASecond;
    int found;

    MeasuredRival(RivalAdapter adapter, RunningServer server, double started) =>
        (this.adapter, this.server, this.started) = (adapter, server, started);

    /// <summary>Starts the server, up to its answer to tools/list.</summary>
    public static async Task<MeasuredRival> StartAsync(RivalAdapter adapter)
    {
        var (server, _, started) = await RunningServer.StartListedAsync(adapter.Command, adapter.Environment);
        return new MeasuredRival(adapter, server, started);
    }

    /// <summary>Stores the skills with these numbers, as fast as they are answered.</summary>
    public async Task FillAsync(int from, int count, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var numbers in Enumerable.Range(from, count).Chunk(adapter.Batch))
        {
            cancel.ThrowIfCancellationRequested();
            await CallAsync(adapter.Store(numbers));
        }
        filledASecond = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        found = 0;
        searches.Clear();
        stores.Clear();
    }

    /// <summary>Searches for what one skill does.</summary>
    public async Task SearchAsync(int number)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await CallAsync(adapter.Search(number));
        searches.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        found += answer.Contains(SyntheticSkills.Procedure(number).Title, StringComparison.Ordinal) ? 1 : 0;
    }

    /// <summary>Stores one more skill.</summary>
    public async Task StoreAsync(int number)
    {
        var began = Stopwatch.GetTimestamp();
        await CallAsync(adapter.Store([number]));
        stores.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>What was measured since the memory was last filled.</summary>
    public RivalAtSize At(int skills)
    {
        var (search, store) = (new SortedSamples(searches), new SortedSamples(stores));
        return new RivalAtSize(
            adapter.Name, skills, started, filledASecond, search.Median, search.Percentile99, found / (double)searches.Count,
            store.Median, store.Percentile99, server.ResidentBytes);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    async Task<string> CallAsync(JsonObject call)
    {
        var answer = await server.AskAsync("tools/call", call);
        using var message = JsonDocument.Parse(answer);
        return message.RootElement.TryGetProperty("result", out var result)
            && !(result.TryGetProperty("isError", out var failed) && failed.GetBoolean())
            ? answer
            : throw new InvalidOperationException($"{adapter.Name} refused: {answer}");
    }
}

/// <summary>What was measured of a server at one size: times in milliseconds.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Skills">How many skills it holds.</param>
/// <param name="Start">From the start of its process to its answer to tools/list.</param>
/// <param name="FilledASecond">Skills that it stored in a second while it was filled to this size.</param>
/// <param name="SearchP50">The median of a search.</param>
/// <param name="SearchP99">The 99 % quantile of a search.</param>
/// <param name="Found">The share of searches whose answer names the skill.</param>
/// <param name="StoreP50">The median of a store.</param>
/// <param name="StoreP99">The 99 % quantile of a store.</param>
/// <param name="ResidentBytes">Its physical memory afterwards.</param>
sealed record RivalAtSize(
    string Server,
    int Skills,
    double Start,
    double FilledASecond,
    double SearchP50,
    double SearchP99,
    double Found,
    double StoreP50,
    double StoreP99,
    long ResidentBytes)
{
    public string[] Row =>
    [
        Server,
        $"{Skills:#,0}",
        Report.Milliseconds(Start),
        $"{FilledASecond:#,0}",
        $"{Report.Milliseconds(SearchP50)} / {Report.Milliseconds(SearchP99)}",
        Report.Percent(Found),
        $"{Report.Milliseconds(StoreP50)} / {Report.Milliseconds(StoreP99)}",
        Report.Bytes(ResidentBytes),
    ];
}
