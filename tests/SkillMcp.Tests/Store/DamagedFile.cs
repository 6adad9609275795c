using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SkillMcp.Packaging;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>Makes a realistic memory and damages its file, the same way for the same seed.</summary>
static class DamagedFile
{
    const int PageSize = 4096;
    const int Skills = 40;

    /// <summary>Who saves what can be read.</summary>
    public static AuditContext Context { get; } = new(new Actor(Author.Person), Sample.Noon);

    static readonly Lazy<Task<byte[]>> Sound = new(() => MakeSoundAsync(Skills));

    static readonly string[] Tables =
    [
        "skill", "skill_version", "execution", "pitfall", "way", "audit", "retrieval", "retrieved_skill", "candidate", "file_content",
        "skill_search_data", "skill_letters_data", "skill_vector",
    ];

    public static async Task MakeSoundAsync(string file, CancellationToken cancel) =>
        await File.WriteAllBytesAsync(file, await Sound.Value, cancel);

    /// <summary>A memory of a few skills, in which each of the larger tables still has more than one page.</summary>
    public static Task<byte[]> SmallAsync() => MakeSoundAsync(14);

    /// <summary>The bytes of a file, page by page.</summary>
    public static IReadOnlyList<byte[]> PagesOf(byte[] file) => [.. file.Chunk(PageSize)];

    /// <summary>A file with one page, from 0, zeroed.</summary>
    public static byte[] WithoutPage(byte[] file, int page)
    {
        var damaged = file.ToArray();
        Array.Clear(damaged, page * PageSize, PageSize);
        return damaged;
    }

    /// <summary>Whether a page holds rows of a table with row numbers, or leads to some.</summary>
    public static bool IsOfTable(byte[] page) => (page.AsSpan().StartsWith("SQLite format 3"u8) ? page[100] : page[0]) is 5 or 13;

    /// <summary>Whether a page holds a row that names a skill: its own, or one of its texts.</summary>
    public static bool HasRowOf(byte[] page, string name)
    {
        var text = Encoding.Latin1.GetString(page);
        return IsOfTable(page) && new[] { name, name.Replace('-', ' ') }.Any(written => Regex.IsMatch(text, $@"{written}(?!\d)"));
    }

    /// <summary>The names and steps of the skills of a sound file.</summary>
    public static List<(string Name, string Steps)> StepsIn(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = new SqliteCommand("select name, steps from current_skill order by name", connection);
        using var rows = command.ExecuteReader();
        var steps = new List<(string, string)>();
        while (rows.Read())
        {
            steps.Add((rows.GetString(0), rows.GetString(1)));
        }
        return steps;
    }

    /// <returns>What was damaged.</returns>
    public static async Task<string> MakeAsync(string file, int seed, CancellationToken cancel)
    {
        await MakeSoundAsync(file, cancel);
        var random = new Random(seed);
        var damages = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Damage(file, random)).ToList();
        return $"seed {seed}, {string.Join(", ", damages)}";
    }

    public static void Harm(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Execute(connection, "pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma writable_schema = on");
        // Without what keeps a hand from doing so.
        using var loosen = new SqliteCommand("""
            drop trigger if exists audit_is_not_changed;
            update sqlite_schema
               set sql = replace(replace(sql, ' not null', ''), 'strict', '')
             where type = 'table'
               and sql not like '%without rowid%'
               and sql not like 'create virtual%';
            pragma writable_schema = reset;
            """, connection);
        if (!sql.Contains("sqlite_schema") && !sql.StartsWith("d", StringComparison.Ordinal))
        {
            var kept = Definitions(connection);
            loosen.ExecuteNonQuery();
            Execute(connection, sql);
            Execute(connection, "pragma writable_schema = on");
            foreach (var (name, definition) in kept)
            {
                using var put = new SqliteCommand("update sqlite_schema set sql = @definition where name = @name", connection);
                put.Parameters.AddWithValue("@definition", definition);
                put.Parameters.AddWithValue("@name", name);
                put.ExecuteNonQuery();
            }
            return;
        }
        Execute(connection, sql);
    }

    static List<(string Name, string Definition)> Definitions(SqliteConnection connection)
    {
        using var command = new SqliteCommand("select name, sql from sqlite_schema where type = 'table' and sql is not null", connection);
        using var rows = command.ExecuteReader();
        var definitions = new List<(string, string)>();
        while (rows.Read())
        {
            definitions.Add((rows.GetString(0), rows.GetString(1)));
        }
        return definitions;
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Zeroes a page that holds rows of a table.</summary>
    public static void ZeroPageOf(string file, string table)
    {
        var root = RootOf(file, table);
        var bytes = File.ReadAllBytes(file);
        // The root is an inner page, or the only one: the first page below it, or itself.
        var at = (root - 1) * PageSize;
        var first = (bytes[at + 12] << 8) | bytes[at + 13];
        var page = bytes[at] == 5 ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + first)) : root;
        Array.Clear(bytes, (page - 1) * PageSize, PageSize);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Examines and reads a damaged file as the commands do, and saves what is left.</summary>
    /// <returns>What went wrong in a way that must not be; null for nothing.</returns>
    public static async Task<string?> FailureAsync(string file, string saved, CancellationToken cancel)
    {
        try
        {
            foreach (var act in (Func<Task>[])[
                () => OnAsync(file, database => database.DiagnoseAsync(cancel)),
                () => SkillDatabase.LossesAsync(file, cancel),
                () => OnAsync(file, async database => await ReadAllAsync(database, cancel))])
            {
                try
                {
                    await act();
                }
                catch (SkillException told)
                {
                    if (told.Message.Contains("doctor' says", StringComparison.Ordinal))
                    {
                        return told.Message;
                    }
                }
            }
            var salvaged = await SkillDatabase.SalvageAsync(file, saved, Context, cancel);
            if (salvaged.Problems.Count > 0)
            {
                return $"The saved file has problems: {string.Join(' ', salvaged.Problems)}";
            }
            await OnAsync(saved, database => ReadAllAsync(database, cancel));
            return null;
        }
        catch (SkillException nothing) when (nothing.Message.Contains("Nothing can be read", StringComparison.Ordinal))
        {
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.ToString();
        }
    }

    /// <summary>All skills as an export writes them.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Existing, cancel);
        return await ReadAllAsync(database, cancel);
    }

    static async Task OnAsync<T>(string file, Func<SkillDatabase, Task<T>> act)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Existing, default);
        await act(database);
    }

    /// <summary>Reads what list, show, stats, audit and export read.</summary>
    static async Task<IReadOnlyList<string>> ReadAllAsync(SkillDatabase database, CancellationToken cancel)
    {
        var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        await memory.StatsAsync(cancel);
        await memory.AuditAsync("", 1000, cancel);
        var lines = new List<string>();
        foreach (var skill in await memory.ListAsync(new SkillFilter(), "", 1000, cancel))
        {
            await memory.VersionsAsync(skill, cancel);
            await memory.WaysAsync(skill, cancel);
            await memory.ExecutionsAsync(skill, 1000, cancel);
            var whole = await memory.ExportAsync(skill, cancel);
            var names = await memory.ComponentNamesAsync(whole.Versions.Select(version => version.Procedure), cancel);
            lines.Add(SkillJson.Write(whole, names));
        }
        await memory.RetrieveAsync(new RetrieveRequest { Task = "do skill 7 with care" }, cancel);
        return lines;
    }

    static string Damage(string file, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        var pages = bytes.Length / PageSize;
        switch (random.Next(6))
        {
            case 0:
                var flipped = random.Next(1, 30);
                for (var n = 0; n < flipped; n++)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }
                File.WriteAllBytes(file, bytes);
                return $"{flipped} bits flipped";
            case 1:
                var zeroed = random.Next(pages);
                Array.Clear(bytes, zeroed * PageSize, PageSize);
                File.WriteAllBytes(file, bytes);
                return $"page {zeroed + 1} of {pages} zeroed";
            case 2:
                var length = random.Next(bytes.Length);
                File.WriteAllBytes(file, bytes[..length]);
                return $"cut at {length} of {bytes.Length}";
            case 3:
                var noisy = random.Next(pages);
                random.NextBytes(bytes.AsSpan(noisy * PageSize, PageSize));
                File.WriteAllBytes(file, bytes);
                return $"page {noisy + 1} of {pages} is noise";
            case 4:
                var (to, from) = (random.Next(pages), random.Next(pages));
                bytes.AsSpan(from * PageSize, PageSize).CopyTo(bytes.AsSpan(to * PageSize));
                File.WriteAllBytes(file, bytes);
                return $"page {to + 1} of {pages} is page {from + 1}";
            default:
                var table = Tables[random.Next(Tables.Length)];
                try
                {
                    ZeroPageOf(file, table);
                }
                catch (Exception unreadable) when (unreadable is not OperationCanceledException)
                {
                    return $"nothing, for {table} cannot be found any more";
                }
                return $"a page of {table} zeroed";
        }
    }

    static int RootOf(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={new Uri(file).AbsoluteUri}?immutable=1;Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = new SqliteCommand("select rootpage from sqlite_schema where name = @table", connection);
        command.Parameters.AddWithValue("@table", table);
        return (int)(long)command.ExecuteScalar()!;
    }

    static async Task<byte[]> MakeSoundAsync(int skills)
    {
        using var folder = new TemporaryFolder();
        await using (var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default))
        {
            var store = new SqliteSkillStore(database);
            var memory = new SkillMemory(store, Project.Everybody, TimeProvider.System);
            for (var n = 1; n <= skills; n++)
            {
                var steps = Enumerable.Range(1, 12).Select(step => $"do {n} {step} {new string('x', 60)}");
                var skill = Sample.Skill(Sample.Procedure($"skill {n}", [.. steps]));
                await store.AddAsync(default, skill, "because", null, default);
                foreach (var outcome in (Outcome[])[Outcome.Success, Outcome.Failure, Outcome.Partial, Outcome.Success])
                {
                    await store.RecordAsync(default, Sample.Execution(outcome, skill: skill.Id) with
                    {
                        Task = $"do skill {n} with care",
                        Notes = $"step 2 failed: the kettle of {n} was cold",
                        Pitfall = outcome == Outcome.Failure ? new Pitfall { Text = $"the kettle of {n} was cold", Step = 2 } : null,
                    }, default);
                }
            }
            await store.AddAsync(default, Sample.Skill(Sample.KubernetesRollingDeploy), "because", null, default);
            await memory.RetrieveAsync(new RetrieveRequest { Task = "do skill 7 with care" }, default);
            await memory.FlushAsync(default);
        }
        return await File.ReadAllBytesAsync(folder["skills.db"]);
    }
}
