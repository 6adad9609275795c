using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    const string Damage = "The file is damaged";

    /// <summary>
    /// Checks the integrity of the file, its schema, the hash of every version, remembered run and retrieval, the record of changes, the
    /// files of the skills and the search index, and tries a retrieval.
    /// </summary>
    public Task<Diagnosis> DiagnoseAsync(CancellationToken cancel) => ExplainedAsync(async () =>
    {
        // A new connection: after a search, SQLite 3.53.4 checks the index against pages that the connection has cached,
        // which may be older than what other connections wrote since.
        await using var connection = await ConnectAsync(lockTimeout, cancel);
        await ExecuteAsync(connection, "begin", cancel);
        return await InterruptibleAsync(connection, () => DiagnoseAsync(connection, cancel), cancel);
    });

    /// <summary>What cannot be read of a file that cannot even be opened as a memory, one sentence each.</summary>
    public static async Task<IReadOnlyList<string>> LossesAsync(string path, CancellationToken cancel)
    {
        try
        {
            var immutable = ImmutableUri(Path.GetFullPath(path));
            await using var connection = new SqliteConnection(ConnectionString(immutable, SqliteOpenMode.ReadOnly));
            await connection.OpenAsync(cancel);
            raw.sqlite3_exec(connection.Handle, "pragma writable_schema = on");
            return await LossesAsync(connection, cancel);
        }
        catch (SqliteException unreadable)
        {
            return [$"Nothing of it can be read: {unreadable.Message}."];
        }
    }

    /// <summary>What helps where a file is damaged.</summary>
    public static string AdviceOn(string path) => SqliteFault.Damaged(path);

    /// <summary>What of the tables cannot be read, one sentence each.</summary>
    static async Task<IReadOnlyList<string>> LossesAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var losses = new List<string>();
        foreach (var table in (await Schema.ExpectedAsync(Migration.Newest, cancel)).Where(table => table.HoldsWhatIsNotDerived))
        {
            var columns = DamagedTable.ColumnsIn(connection, table);
            if (columns.Count == 0)
            {
                losses.Add($"The {TableMeaning.Of(table.Name)} (table '{table.Name}') cannot be read at all.");
                continue;
            }
            var reader = new DamagedTable(connection, table, [.. columns.Select(column => column.Name)]);
            reader.ReadAll((_, _) => { }, cancel);
            losses.AddRange(reader.Loss is { } loss ? [loss] : []);
        }
        return losses;
    }

    async Task<Diagnosis> DiagnoseAsync(SqliteConnection connection, CancellationToken cancel)
    {
        List<string> failed = [];
        var schema = await CheckAsync("schema", failed, () => Schema.DifferencesAsync(connection, Migration.Newest, cancel));
        var canRepair = schema.All(difference => difference.IsRepairable);
        var differences = schema.Select(difference => difference.Sentence).ToList();

        var damage = await CheckAsync("file", failed, () => DamageAsync(connection, cancel));
        var isDamaged = failed.Count > 0 || damage.Any(problem => problem.StartsWith(Damage, StringComparison.Ordinal));
        var losses = isDamaged ? await CheckAsync("rows", failed, () => LossesAsync(connection, cancel)) : [];
        var changed = await CheckAsync("text of the versions", failed, () => ChangedOutsideAsync(connection, cancel));
        var unsealed = await CheckAsync("seals of the skills", failed, () => UnsealedAsync(connection, cancel));
        var audit = await CheckAsync("record of changes", failed, () => BrokenAuditAsync(connection, cancel));
        var files = await CheckAsync("files of the skills", failed, () => LostFilesAsync(connection, cancel));
        var runs = await CheckAsync("remembered runs", failed, () => ChangedRunsAsync(connection, cancel));
        var retrievals = await CheckAsync("retrievals", failed, () => Seals.ChangedRetrievalsAsync(connection, cancel));
        var removed = await CheckAsync("list of skills", failed, () => RemovedAsync(connection, cancel));
        var stale = await CheckAsync("search index", failed, () => StaleIndexAsync(connection, cancel));
        var retrieval = schema.Count == 0 && failed.Count == 0 ? await FailedRetrievalAsync(connection, cancel) : [];
        return new Diagnosis
        {
            Problems =
            [
                .. losses,
                .. canRepair ? [] : differences,
                .. damage,
                .. changed.Select(Sentence),
                .. unsealed.Select(skill => skill.Sentence),
                .. audit,
                .. files,
                .. runs.Select(id => $"The remembered run {id} was changed outside skillmcp and is ignored: skillmcp doctor --drop {id}"),
                .. Sentences(retrievals),
                .. removed.Select(skill => skill.Sentence),
                .. stale,
                .. failed,
                .. retrieval,
            ],
            Repairable = canRepair ? differences : [],
            Repaired = repaired,
            IsDamaged = isDamaged,
            Losses = losses,
            ChangedOutside = [.. changed, .. unsealed.Select(skill => skill.Changed).Except(changed)],
            IndexIsStale = canRepair && stale.Count > 0,
        };
    }

    /// <summary>Runs a check. If it fails, because of what the file holds, that is reported and the other checks still run.</summary>
    static async Task<IReadOnlyList<T>> CheckAsync<T>(string subject, List<string> failed, Func<Task<IReadOnlyList<T>>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            failed.Add($"The check of the {subject} failed: {fault.Message}");
            return [];
        }
    }

    /// <summary>Whether an exception can come of what a damaged file holds: pages, types and values that are not as written.</summary>
    static bool IsOfTheFile(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_INTERRUPT } => false,
        SqliteException or SkillException => true,
        _ => IsOfAValue(fault),
    };

    static bool IsOfAValue(Exception fault) => fault
        is (InvalidCastException or FormatException or OverflowException or ArgumentException or InvalidOperationException
        or NullReferenceException or IndexOutOfRangeException or KeyNotFoundException or System.Text.Json.JsonException)
        and not ObjectDisposedException;

    /// <summary>Searches for the words of a skill as a retrieval does, and loads the result.</summary>
    async Task<IReadOnlyList<string>> FailedRetrievalAsync(SqliteConnection connection, CancellationToken cancel)
    {
        try
        {
            var sample = await connection.QueryFirstOrDefaultAsync<SampleRow>("""
                select skill.project, coalesce(skill_search.name, '') as words
                  from skill
                  join skill_search on skill_search.rowid = skill.key
                 where skill.status = 'active'
                 order by skill.key
                 limit 1
                """, cancel) ?? new SampleRow("", "skill");
            var project = Project.Parse(sample.Project);
            var words = sample.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var store = new SqliteSkillStore(this);
            await store.FrequenciesAsync(project, words, cancel);
            await store.SearchTrigramsAsync(project, words, category: null, limit: 1, cancel);
            var found = await store.SearchAsync(project, words, category: null, limit: 1, cancel);
            await store.GetAsync(project, [.. found.Select(candidate => candidate.Id)], cancel);
            return [];
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            return [$"A retrieval failed: {fault.Message}"];
        }
    }

    static async Task<IReadOnlyList<string>> DamageAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var verdicts = (await connection.QueryAsync<string>("pragma integrity_check", cancel)).ToList();
        var dangling = await connection.QueryAsync<string>("select distinct \"table\" from pragma_foreign_key_check", cancel);
        var blank = await connection.QueryAsync<string>("""
            select skill.name
              from skill
              left join skill_version on skill_version.skill = skill.key and skill_version.number = skill.version
             where skill_version.skill is null
            """, cancel);
        var ids = await connection.QueryAsync<NamedIdRow>("select name, id from skill", cancel);
        return
        [
            .. verdicts.Where(verdict => verdict != "ok").Select(verdict => $"{Damage}: {verdict}."),
            .. dangling.Select(table => $"Rows of '{table}' refer to rows that do not exist."),
            .. blank.Select(name => $"The text of '{name}' is missing."),
            .. ids
                .Where(row => !Column.IsId(row.Id ?? ""))
                .Select(row => $"The id of '{row.Name}' is not a lower-case UUID, as the column skill.id requires."),
        ];
    }

    static async Task<IReadOnlyList<ChangedVersion>> ChangedOutsideAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var changed = new List<ChangedVersion>();
        await foreach (var row in connection.QueryUnbufferedAsync<HashedRow>("""
            select skill.*, written.*, written.number = skill.version as is_current
              from skill
              join skill_version as written on written.skill = skill.key
             order by skill.name, skill.project, written.number
            """, cancel))
        {
            if (!row.IsAsWritten)
            {
                changed.Add(new ChangedVersion(row.Project, row.Name, row.Number, row.IsCurrent));
            }
        }
        return changed;
    }

    /// <summary>Checks the record of changes from its first line: each line must match its hash, and none may be missing.</summary>
    static async Task<IReadOnlyList<string>> BrokenAuditAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var (number, hash) = (0L, "");
        await foreach (var row in connection.QueryUnbufferedAsync<AuditRow>("""
            select number, at, author, client, act, project, skill, detail, reason, hash
              from audit
             order by number
            """, cancel))
        {
            if (row.Number != number + 1 || row.Hash != row.HashAfter(hash))
            {
                return [$"The record of changes was tampered with: line {number + 1} does not follow from those before it."];
            }
            (number, hash) = (row.Number, row.Hash);
        }
        // SQLite keeps the highest number ever given, so that lines removed from the end are noticed.
        var given = await connection.QuerySingleAsync<long>(
            "select coalesce(max(seq), 0) from sqlite_sequence where name = 'audit'", cancel);
        return given == number ? [] : [$"The record of changes was tampered with: it ends at line {number}, and had {given}."];
    }

    /// <summary>Checks that every remembered run matches its hash.</summary>
    /// <returns>The ids of those that do not.</returns>
    static async Task<IReadOnlyList<string>> ChangedRunsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var changed = new List<string>();
        await foreach (var row in connection.QueryUnbufferedAsync<RunCandidateRow>("""
            select project, id, skeleton, run, retrieval, author, client, quarantine_reason, at, content_hash
              from candidate
             order by key
            """, cancel))
        {
            if (row.ToCandidate() is null)
            {
                changed.Add(row.Id);
            }
        }
        return changed;
    }

    /// <summary>Checks that every file of every version is stored and matches its digest.</summary>
    static async Task<IReadOnlyList<string>> LostFilesAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var sound = await SoundFilesAsync(connection, cancel);
        var problems = new List<string>();
        await foreach (var row in connection.QueryUnbufferedAsync<HeldFileRow>("""
            select skill.project, skill.name as skill, written.number, coalesce(held.value ->> 'path', '') as path,
                   coalesce(held.value ->> 'digest', '') as digest
              from skill
              join skill_version as written on written.skill = skill.key
              join json_each(iif(json_valid(written.files), written.files, '[]')) as held
             order by skill.name, skill.project, written.number, held.key
            """, cancel))
        {
            if (!sound.Contains((row.Project, row.Digest)) && !sound.Contains(("", row.Digest)))
            {
                problems.Add(
                    $"The file '{row.Path}' of '{row.Skill}' (version {row.Number}) is missing or was changed outside skillmcp.");
            }
        }
        return problems;
    }

    /// <summary>The stored contents that match their digests.</summary>
    static async Task<HashSet<(string Project, string Digest)>> SoundFilesAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var sound = new HashSet<(string Project, string Digest)>();
        await foreach (var row in connection.QueryUnbufferedAsync<FileContentRow>(
            "select project, digest, content from file_content", cancel))
        {
            if (SkillFile.DigestOf(row.Content) == row.Digest)
            {
                sound.Add((row.Project, row.Digest));
            }
        }
        return sound;
    }

    static async Task<IReadOnlyList<string>> StaleIndexAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var problems = new List<string>();
        if (await IndexGenerationAsync(connection, cancel) != SearchText.Generation)
        {
            problems.Add("The search index was written by another version of skillmcp.");
        }
        var differing = await DifferingEntriesAsync(connection, cancel) + await UnpairedEntriesAsync(connection, cancel);
        if (differing > 0)
        {
            problems.Add($"The search index differs for {differing} skills.");
        }
        if (await DifferingLinksAsync(connection, cancel) is > 0 and var links)
        {
            problems.Add($"The links from composites to their components differ for {links}.");
        }
        return problems;
    }

    /// <summary>How many links from composites to their components are missing, or should not be there.</summary>
    static Task<int> DifferingLinksAsync(SqliteConnection connection, CancellationToken cancel) => connection.QuerySingleAsync<int>("""
        with derived as (
            select distinct skill.key as composite, part.value ->> 'skill' as component
              from skill
              join skill_version as written on written.skill = skill.key and written.number = skill.version
              join json_each(iif(json_valid(written.components), written.components, '[]')) as part)
        select (select count(*) from (select composite, component from derived except select composite, component from component))
             + (select count(*) from (select composite, component from component except select composite, component from derived))
        """, cancel);

    /// <summary>How many skills have an entry that differs from what would be derived, lack one, or should not have one.</summary>
    static async Task<int> DifferingEntriesAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var entries = (await connection.QueryAsync<EntryRow>("""
            select rowid as key, coalesce(name, '') as name, coalesce(description, '') as description, coalesce(tags, '') as tags,
                   coalesce(steps, '') as steps, coalesce(tasks, '') as tasks, coalesce(unfit, '') as unfit
              from skill_search
            """, cancel)).ToDictionary(row => row.Key);
        var differing = 0;
        var skills = await connection.QueryAsync<SkillRow>("select * from current_skill where status = 'active'", cancel);
        foreach (var row in skills.ToList())
        {
            var text = await SearchIndex.TextOfAsync(connection, row, row.ToProcedure(), cancel);
            var isAsDerived = entries.Remove(row.Key, out var entry) && entry.ToText() == text;
            differing += isAsDerived ? 0 : 1;
        }
        return differing + entries.Count;
    }

    /// <summary>How many skills are in only one of the two search tables.</summary>
    static Task<int> UnpairedEntriesAsync(SqliteConnection connection, CancellationToken cancel) =>
        connection.QuerySingleAsync<int>("""
            select count(*)
              from (select id from skill_search_docsize where id not in (select id from skill_letters_docsize)
                     union all
                    select id from skill_letters_docsize where id not in (select id from skill_search_docsize))
            """, cancel);

    static IReadOnlyList<string> Sentences(IReadOnlyList<string> retrievals) => retrievals.Count == 0
        ? []
        : [$"Retrievals were changed outside skillmcp ({retrievals.Count}) and are ignored: skillmcp doctor --drop retrievals"];

    static string Sentence(ChangedVersion changed)
    {
        var current = changed.IsCurrent ? ", the current one" : "";
        return $"The text of '{changed.Skill}' (version {changed.Version}{current}) was changed outside skillmcp.";
    }
}

/// <summary>A version, with the content hash that was stored with it.</summary>
sealed record HashedRow : TextColumns
{
    public required string Project { get; init; }

    public required string Name { get; init; }

    public required int Number { get; init; }

    public required bool IsCurrent { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>Whether the text still matches the stored hash.</summary>
    public bool IsAsWritten => ToProcedure().ContentHash() == ContentHash;
}

/// <summary>A row of <c>file_content</c>.</summary>
sealed record FileContentRow(string Project, string Digest, byte[] Content);

/// <summary>A file of a version, as the version lists it.</summary>
sealed record HeldFileRow(string Project, string Skill, int Number, string Path, string Digest);

/// <summary>The name and the id of a skill.</summary>
sealed record NamedIdRow(string Name, string Id);

/// <summary>A row of <c>skill_search</c>.</summary>
sealed record EntryRow(long Key, string Name, string Description, string Tags, string Steps, string Tasks, string Unfit)
{
    public SearchText ToText() => new(Name, Description, Tags, Steps) { Tasks = Tasks, UnsuitableTasks = Unfit };
}

/// <summary>A skill to try a retrieval with.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Words">The stems of its name.</param>
sealed record SampleRow(string Project, string Words);
