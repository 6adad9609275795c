using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>A query ends soon after its token is cancelled, whatever it is and however long SQLite would still work on it.</summary>
[DapperAot]
public sealed partial class CancellationTests : IDisposable
{
    // This query counts for hours.
    const string Endless = "with recursive number (value) as (select 1 union all select value + 1 from number where value < 1000000000000)";

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task A_long_query_ends_when_it_is_cancelled() => EndsAsync((database, cancel) => database.ReadAsync(
        connection => connection.QuerySingleAsync<long>($"{Endless} select count(*) from number", cancel), cancel));

    [Fact]
    public Task A_long_query_with_parameters_ends_when_it_is_cancelled() => EndsAsync((database, cancel) => database.ReadAsync(
        connection => connection.QuerySingleAsync<long>(
            $"{Endless} select count(*) from number where value > @least", new { least = 1, cancel }), cancel));

    [Fact]
    public Task Rows_that_do_not_end_are_cancelled_between_two() => EndsAsync((database, cancel) => database.ReadAsync(async connection =>
    {
        var last = 0L;
        await foreach (var row in connection.QueryUnbufferedAsync<Row>($"{Endless} select value from number", cancel))
        {
            last = row.Value;
        }
        return last;
    }, cancel));

    [Fact]
    public Task Rows_are_cancelled_while_the_next_is_looked_for() => EndsAsync((database, cancel) => database.ReadAsync(async connection =>
    {
        var last = 0L;
        await foreach (var row in connection.QueryUnbufferedAsync<Row>(
            $"{Endless} select value from number where value in (1, -1)", cancel))
        {
            last = row.Value;
        }
        return last;
    }, cancel));

    [Fact]
    public async Task A_write_that_is_cancelled_leaves_nothing_and_the_next_goes_on()
    {
        await EndsAsync((database, cancel) => database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync("delete from skill", cancel);
            return await connection.ExecuteAsync(
                $"{Endless} insert into retrieval (id, project, task, at) select value, '', '', 0 from number", cancel);
        }, cancel));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_before_it_is_committed_is_rolled_back()
    {
        using var cancellation = new CancellationTokenSource();
        await using var database = await OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.WriteAsync(async connection =>
        {
            var deleted = await connection.ExecuteAsync("delete from skill", cancellation.Token);
            await cancellation.CancelAsync();
            return deleted;
        }, cancellation.Token));
        await AssertGoesOnAsync(database);
    }

    [Fact]
    public async Task A_query_that_was_cancelled_before_it_began_does_not_begin()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.QuerySingleAsync<long>("select 1", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ExecuteAsync("create table a (b)", cancelled));
        Assert.Equal(0, await connection.QuerySingleAsync<long>("select count(*) from sqlite_schema", CancellationToken.None));
    }

    /// <summary>
    /// Dapper.AOT 1.1.0 leaves out a token that is the only member of an anonymous object. It passes on a token in place of the object.
    /// </summary>
    [Fact]
    public void Every_query_passes_its_token_on()
    {
        var files = Directory.GetFiles(Path.Combine(Here.Solution, "src", "SkillMcp", "Sqlite"), "*.cs");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var source = File.ReadAllText(file);
            Assert.DoesNotMatch(TokenAlone(), source);
            Assert.All(Query().Matches(source), query => Assert.Matches(Token(), Call(source, query.Index + query.Length)));
        });
    }

    /// <summary>The arguments of a call, from behind its first bracket to the one that closes it.</summary>
    static string Call(string source, int start)
    {
        var depth = 1;
        var end = start;
        while (depth > 0)
        {
            depth += source[end++] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        }
        return source[start..end];
    }

    async Task EndsAsync<T>(Func<SkillDatabase, CancellationToken, Task<T>> act)
    {
        await using var database = await OpenAsync();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var acting = Task.Run(() => act(database, cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acting.WaitAsync(Soon));
        await AssertGoesOnAsync(database);
    }

    async Task<SkillDatabase> OpenAsync()
    {
        var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default);
        await new SqliteSkillStore(database).AddAsync(default, Sample.Skill(Sample.KubernetesRollingDeploy), "because", null, default);
        return database;
    }

    static async Task AssertGoesOnAsync(SkillDatabase database)
    {
        var store = new SqliteSkillStore(database);
        Assert.Single(await store.ListAsync(default, new SkillFilter(), "", 10, default));
        Assert.Equal(
            ApplyResult.Applied,
            await store.AddAsync(default, Sample.Skill(Sample.ApiLatencyInvestigation), "because", null, default));
        Assert.True((await database.DiagnoseAsync(default)).IsSound);
    }

    [GeneratedRegex(@"new\s*\{\s*(?:\w+\s*=\s*)?(?:cancel\w*|token)\s*\}", RegexOptions.IgnoreCase)]
    private static partial Regex TokenAlone();

    [GeneratedRegex(@"\.(?:Query\w*|Execute\w*)Async(?:<[\w?]+>)?\(")]
    private static partial Regex Query();

    // A call whose parameters are a row has no place for a token.
    // Such a row is written at once, and SkillDatabase.WriteAsync can cancel that too.
    [GeneratedRegex(@"\bcancel\b|, row\b")]
    private static partial Regex Token();
}

sealed record Row(long Value);
