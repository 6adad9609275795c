using Microsoft.Data.Sqlite;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>Vectors that a store keeps in memory, while another one, as of another process, changes them in the file.</summary>
public sealed class VectorCacheTests : TwoStoresOfOneFile
{
    [Fact]
    public async Task What_another_process_embeds_is_found_at_once()
    {
        Assert.Empty(await NearAsync(here, 1, 0));
        var first = await AddAsync(there, "first", 1, 0);
        Assert.Equal([first.Id], await NearAsync(here, 1, 0));
        var second = await AddAsync(there, "second", 0, 1);
        Assert.Equal([second.Id, first.Id], await NearAsync(here, 0, 1));
    }

    [Fact]
    public async Task What_another_process_replaces_archives_or_purges_is_not_found_as_it_was()
    {
        var (first, second) = (await AddAsync(here, "first", 1, 0), await AddAsync(here, "second", 0.5f, 1));
        Assert.Equal(first.Id, (await NearAsync(here, 1, 0))[0]);

        await there.KeepVectorsAsync(default, [Vector(first, -1, 0)], default);
        Assert.Equal([second.Id, first.Id], await NearAsync(here, 1, 0));

        await there.ChangeAsync(default, second with { Lifecycle = new Lifecycle { Status = Status.Archived } }, null, default);
        Assert.Equal([first.Id], await NearAsync(here, 1, 0));

        await there.PurgeAsync(default, first, default);
        Assert.Empty(await NearAsync(here, 1, 0));
    }

    [Fact]
    public async Task A_vector_of_a_write_that_was_rolled_back_was_never_there()
    {
        var skill = await AddAsync(here, "first", 1, 0);
        Assert.Single(await NearAsync(here, 1, 0));
        using var cancelled = new CancellationTokenSource();
        var vectors = new CancellingList(Vector(skill, 0, 1), cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => there.KeepVectorsAsync(default, vectors, cancelled.Token));

        Assert.Equal(1, await CosineAsync(here, 1, 0), 0.01);
        await there.KeepVectorsAsync(default, [Vector(skill, 0, -1)], default);
        Assert.Equal(-1, await CosineAsync(here, 0, 1), 0.01);
    }

    [Fact]
    public async Task A_table_that_was_recreated_starts_its_keys_again_and_is_read_again()
    {
        var first = await AddAsync(here, "first", 1, 0);
        var second = await AddAsync(here, "second", 0, 1);
        Assert.Equal(first.Id, (await NearAsync(here, 1, 0))[0]);
        await RunAsync("drop table skill_vector");
        await thereFile.RebuildAsync(default);
        Assert.True((await thereFile.DiagnoseAsync(default)).IsSound);
        await there.KeepVectorsAsync(default, [Vector(second, 1, 0), Vector(first, 0, 1)], default);

        Assert.Equal(second.Id, (await NearAsync(here, 1, 0))[0]);
    }

    [Fact]
    public async Task Vectors_that_were_replaced_ten_thousand_times_are_read_again_and_found_as_they_are()
    {
        var (first, second) = (await AddAsync(here, "first", 1, 0), await AddAsync(here, "second", 0, 1));
        Assert.Equal(first.Id, (await NearAsync(here, 1, 0))[0]);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await there.KeepVectorsAsync(
                default, [.. Enumerable.Range(0, 3_000).SelectMany(_ => new[] { Vector(first, 0, 1), Vector(second, 1, 0) })], default);
            Assert.Equal([second.Id, first.Id], await NearAsync(here, 1, 0));
        }
    }

    [Fact]
    public async Task Requests_at_the_same_time_see_every_vector_that_was_stored_before_them()
    {
        var skills = new List<Skill>();
        for (var n = 0; n < 40; n++)
        {
            skills.Add(await AddAsync(there, $"skill {n}", 1, n));
            var count = skills.Count;
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => Assert.Equal(count, (await NearAsync(here, 1, 0)).Count)));
        }
    }

    [Fact]
    public async Task A_store_that_is_opened_later_finds_by_the_vectors_of_the_file()
    {
        var skill = await AddAsync(here, "first", 1, 0);
        await hereFile.DisposeAsync();
        hereFile = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Existing, default);

        Assert.Equal([skill.Id], await NearAsync(new SqliteSkillStore(hereFile), 1, 0));
        Assert.True((await hereFile.DiagnoseAsync(default)).IsSound);
    }

    [Fact]
    public async Task A_vector_takes_a_byte_for_each_dimension()
    {
        await AddAsync(here, "first", [.. Enumerable.Repeat(0.5f, 384)]);

        Assert.Equal(384L, await RunAsync("select max(length(vector)) from skill_vector"));
    }

    static async Task<Skill> AddAsync(SqliteSkillStore store, string title, params float[] vector)
    {
        var skill = Sample.Skill(Sample.Procedure(title));
        await store.AddAsync(default, skill, "because", null, default);
        var added = (await store.FindAsync(default, skill.Name, default))!;
        await store.KeepVectorsAsync(default, [Vector(added, vector)], default);
        return added;
    }

    static TextVector Vector(Skill skill, params float[] vector) => new(skill, null, new ModelVector("model-1", vector));

    static async Task<IReadOnlyList<Guid>> NearAsync(SqliteSkillStore store, params float[] vector) =>
        [.. (await SearchAsync(store, vector)).Select(candidate => candidate.Id)];

    static async Task<double> CosineAsync(SqliteSkillStore store, params float[] vector) =>
        (await SearchAsync(store, vector))[0].TextCosine!.Value;

    static Task<IReadOnlyList<Candidate>> SearchAsync(SqliteSkillStore store, float[] vector) =>
        store.SearchVectorsAsync(default, [new ModelVector("model-1", vector)], [], null, 100, default);

    async Task<object?> RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={folder["skills.db"]};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A vector to store, and then the end of it: the write is cancelled while it goes through the list.</summary>
    sealed class CancellingList(TextVector vector, CancellationTokenSource cancelled) : IReadOnlyList<TextVector>
    {
        public int Count => 1;

        public TextVector this[int index] => vector;

        public IEnumerator<TextVector> GetEnumerator()
        {
            yield return vector;
            cancelled.Cancel();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
