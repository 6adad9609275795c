using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>The rows that could be copied from a damaged file into a new one.</summary>
sealed class SalvagedRows
{
    const string SkillsAreLost = "their skills are lost";

    readonly List<string> saved = [];
    readonly List<string> lost = [];

    /// <summary>What was saved, a line for each kind.</summary>
    public IReadOnlyList<string> Saved => saved;

    /// <summary>What was lost, one sentence each.</summary>
    public IReadOnlyList<string> Lost => lost;

    /// <exception cref="SkillException">Nothing can be read.</exception>
    public static async Task<SalvagedRows> CopyAsync(SqliteConnection from, SqliteConnection into, string path, CancellationToken cancel)
    {
        // With it SQLite reads files that are shorter than they should be, and schemas of which a part is damaged.
        raw.sqlite3_exec(from.Handle, "pragma writable_schema = on; pragma cell_size_check = off;");
        var generation = GenerationOf(from);
        var tables = await Schema.ExpectedAsync(generation, cancel);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(into.Handle, "pragma foreign_keys = off; begin"), into.Handle);
        SqliteException.ThrowExceptionForRC(Migration.Run(into.Handle!, 0, generation), into.Handle);
        var rows = new SalvagedRows();
        var copied = tables.Where(table => table.HoldsWhatIsNotDerived).Select(table => new SalvagedTable(table, into)).ToList();
        try
        {
            MendDefinitions(from, [.. copied.Select(table => table.Table)]);
            copied.ForEach(table => table.CopyFrom(from, cancel));
            if (copied.FindAll(table => !table.IsWhole) is { Count: > 0 } damaged)
            {
                AddFromPages(from, damaged, cancel);
            }
        }
        finally
        {
            copied.ForEach(table => table.Dispose());
        }
        if (copied.TrueForAll(table => table.IsMissing))
        {
            throw new SkillException(SqliteFault.NothingToSave(path, "no page of it holds anything that skillmcp wrote"));
        }
        rows.saved.AddRange(copied.Where(table => !table.IsMissing).Select(table => table.Saved));
        rows.lost.AddRange(copied.SelectMany(table => table.Lost));
        if (generation == Migration.Newest && copied.Exists(table => table is { IsWhole: false, Table.Name: "skill" }))
        {
            await rows.MakeOfTextsAsync(from, into, cancel);
        }
        await rows.MendAsync(into, generation, cancel);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(into.Handle, "commit"), into.Handle);
        return rows;
    }

    /// <summary>
    /// Writes the definitions that tables should have over those that cannot be read any more: where their rows are is said beside them.
    /// </summary>
    static void MendDefinitions(SqliteConnection from, List<SchemaObject> tables)
    {
        foreach (var table in tables.Where(table => DamagedTable.ColumnsIn(from, table).Count == 0).ToList())
        {
            try
            {
                from.Execute(
                    "update sqlite_schema set sql = @sql where type = 'table' and name = @name",
                    new { sql = table.Sql, name = table.Name });
            }
            catch (SqliteException)
            {
                // Then it is told that they are lost.
            }
        }
        raw.sqlite3_exec(from.Handle, "pragma writable_schema = reset; pragma writable_schema = on");
    }

    static int GenerationOf(SqliteConnection from)
    {
        try
        {
            var generation = from.QuerySingle<int>("pragma user_version");
            return generation >= 1 && generation <= Migration.Newest ? generation : Migration.Newest;
        }
        catch (SqliteException)
        {
            return Migration.Newest;
        }
    }

    /// <summary>Adds what SQLite does not find any more to the tables that are not whole.</summary>
    static void AddFromPages(SqliteConnection from, List<SalvagedTable> damaged, CancellationToken cancel)
    {
        // The pages that are written in the log only belong to the file, too.
        raw.sqlite3_wal_checkpoint_v2(from.Handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        using var pages = new FilePages(from.DataSource);
        foreach (var row in pages.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            damaged.Find(table => table.CanHold(row))?.Add(row);
        }
    }

    /// <summary>Makes skills again of texts whose skill is lost: an index still knows their names.</summary>
    async Task MakeOfTextsAsync(SqliteConnection from, SqliteConnection into, CancellationToken cancel)
    {
        var made = new List<string>();
        foreach (var skill in await NamesAsync(from, cancel))
        {
            var isMade = await into.ExecuteAsync("""
                insert or ignore into skill (
                    key, id, project, name, version, revision, status, status_reason, pinned, confidence, source, author, client, task,
                    successes_verified, successes_evidenced, successes_self_reported,
                    partials_verified, partials_evidenced, partials_self_reported,
                    failures_verified, failures_evidenced, failures_self_reported,
                    successes_before_restore, partials_before_restore, failures_before_restore, created_at, updated_at)
                select @key, coalesce((select id from inventory where project = @project and name = @name), @id), @project, @name,
                       coalesce(max(iif(is_alternative = 0, number, null)), max(number)), max(number), 'quarantined', '', 0, 0.5,
                       'imported', author, client, task,
                       (select coalesce(sum(successes_verified), 0) from way where skill = @key),
                       (select coalesce(sum(successes_evidenced), 0) from way where skill = @key),
                       (select coalesce(sum(successes_self_reported), 0) from way where skill = @key),
                       (select coalesce(sum(partials_verified), 0) from way where skill = @key),
                       (select coalesce(sum(partials_evidenced), 0) from way where skill = @key),
                       (select coalesce(sum(partials_self_reported), 0) from way where skill = @key),
                       (select coalesce(sum(failures_verified), 0) from way where skill = @key),
                       (select coalesce(sum(failures_evidenced), 0) from way where skill = @key),
                       (select coalesce(sum(failures_self_reported), 0) from way where skill = @key),
                       0, 0, 0, min(created_at), max(created_at)
                  from skill_version
                 where skill = @key
                having count(*) > 0
                """, new
            {
                key = skill.Key,
                id = Column.Of(Column.Id($"{skill.Project}/{skill.Name}")),
                project = skill.Project,
                name = skill.Name,
                cancel,
            });
            made.AddRange(isMade > 0 ? [skill.Name] : []);
        }
        if (made.Count > 0)
        {
            var names = string.Join(", ", made);
            lost.Add($"Of {TableMeaning.Of("skill", made.Count)} only the texts, the reports and the name are left: {names}.");
        }
    }

    /// <summary>The names of skills as an index has them; none if it cannot be read either.</summary>
    static async Task<IReadOnlyList<NamedKeyRow>> NamesAsync(SqliteConnection from, CancellationToken cancel)
    {
        try
        {
            return [.. await from.QueryAsync<NamedKeyRow>("""
                select key, project, name
                  from skill indexed by skill_of_project
                 where typeof(key) = 'integer' and typeof(project) = 'text' and typeof(name) = 'text'
                """, cancel)];
        }
        catch (SqliteException)
        {
            return [];
        }
    }

    /// <summary>Leaves out what refers to something that was lost.</summary>
    async Task MendAsync(SqliteConnection into, int generation, CancellationToken cancel)
    {
        await DropAsync(into, "skill", "key not in (select skill from skill_version)", "their texts are lost", cancel);
        foreach (var table in (string[])["skill_version", "execution", "pitfall"])
        {
            await DropAsync(into, table, "skill not in (select key from skill)", SkillsAreLost, cancel);
        }
        await RunAsync(into, "update execution set pitfall = null where pitfall not in (select key from pitfall)", cancel);
        await RunAsync(into, """
            update skill
               set version = (select max(number) from skill_version where skill_version.skill = skill.key)
             where not exists (select 1 from skill_version where skill_version.skill = skill.key and skill_version.number = skill.version)
            """, cancel);
        await RunAsync(into, "delete from retrieved_skill where retrieval not in (select id from retrieval)", cancel);
        if (generation >= 3)
        {
            await DropAsync(into, "proposed_change", "proposal not in (select key from skill)", SkillsAreLost, cancel);
            await ChainAsync(into, cancel);
        }
        if (generation >= 4)
        {
            await DropFilesAsync(into, cancel);
        }
        if (generation >= 7)
        {
            await DropRunsAsync(into, cancel);
        }
        await DropAssignmentsAsync(into, cancel);
        if (generation >= 9)
        {
            await DropAsync(into, "way", "skill not in (select key from skill)", SkillsAreLost, cancel);
            await RunAsync(into, "insert or ignore into way (skill, number) select distinct skill, way from skill_version", cancel);
        }
    }

    /// <summary>Leaves out the measured tasks of skills that are lost; a file from before there were any has none.</summary>
    async Task DropAssignmentsAsync(SqliteConnection into, CancellationToken cancel)
    {
        if (await into.QuerySingleAsync<bool>("select exists (select 1 from sqlite_schema where name = 'assignment')", cancel))
        {
            await DropAsync(into, "assignment", "skill not in (select key from skill)", SkillsAreLost, cancel);
        }
    }

    async Task DropAsync(SqliteConnection into, string table, string which, string why, CancellationToken cancel)
    {
        var dropped = await RunAsync(into, $"delete from {table} where {which}", cancel);
        if (dropped > 0)
        {
            lost.Add($"Left out: {TableMeaning.Of(table, dropped)}, because {why}.");
        }
    }

    static async Task<int> RunAsync(SqliteConnection into, string sql, CancellationToken cancel)
    {
        await using var command = new SqliteCommand(sql, into);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Chains the lines of the record of changes again where some are missing.</summary>
    async Task ChainAsync(SqliteConnection into, CancellationToken cancel)
    {
        var lines = (await into.QueryAsync<AuditRow>("""
            select number, at, author, client, act, project, skill, detail, reason, hash
              from audit
             order by number
            """, cancel)).ToList();
        var (number, hash) = (0L, "");
        var isWhole = true;
        foreach (var line in lines)
        {
            isWhole &= line.Number == ++number && line.Hash == line.HashAfter(hash);
            hash = line.Hash;
        }
        if (isWhole)
        {
            return;
        }
        lost.Add("Lines of the record of changes are missing or changed: those that are left are chained anew.");
        await RunAsync(into, "drop trigger audit_is_not_changed", cancel);
        await RunAsync(into, "drop trigger audit_is_not_shortened", cancel);
        await RunAsync(into, "delete from audit", cancel);
        await RunAsync(into, "delete from sqlite_sequence where name = 'audit'", cancel);
        (number, hash) = (0L, "");
        foreach (var line in lines.Select(line => line with { Number = ++number }))
        {
            hash = line.HashAfter(hash);
            await into.ExecuteAsync("""
                insert into audit (number, at, author, client, act, project, skill, detail, reason, hash)
                values (@number, @at, @author, @client, @act, @project, @skill, @detail, @reason, @hash)
                """, new
            {
                number = line.Number,
                at = line.At,
                author = line.Author,
                client = line.Client,
                act = line.Act,
                project = line.Project,
                skill = line.Skill,
                detail = line.Detail,
                reason = line.Reason,
                hash,
                cancel,
            });
        }
    }

    /// <summary>Leaves out files whose content was lost or changed, also where a version lists them.</summary>
    async Task DropFilesAsync(SqliteConnection into, CancellationToken cancel)
    {
        var contents = (await into.QueryAsync<FileContentRow>("select project, digest, content from file_content", cancel)).ToList();
        foreach (var content in contents.Where(content => SkillFile.DigestOf(content.Content) != content.Digest))
        {
            await into.ExecuteAsync(
                "delete from file_content where project = @project and digest = @digest",
                new { project = content.Project, digest = content.Digest, cancel });
        }
        var dropped = await RunAsync(into, """
            update skill_version
               set files = (select json_group_array(json(held.value))
                              from json_each(iif(json_valid(skill_version.files), skill_version.files, '[]')) as held
                             where exists (select 1
                                             from file_content
                                            where file_content.digest = held.value ->> 'digest'
                                              and file_content.project in
                                                  ('', (select project from skill where key = skill_version.skill))))
             where json_valid(files) = 0
                or exists (select 1
                             from json_each(iif(json_valid(skill_version.files), skill_version.files, '[]')) as held
                            where not exists (select 1
                                                from file_content
                                               where file_content.digest = held.value ->> 'digest'
                                                 and file_content.project in
                                                     ('', (select project from skill where key = skill_version.skill))))
            """, cancel);
        if (dropped > 0)
        {
            lost.Add($"Lost: files of {Quantity.Of(dropped, "version")} of skills.");
        }
    }

    async Task DropRunsAsync(SqliteConnection into, CancellationToken cancel)
    {
        var rows = (await into.QueryAsync<RunCandidateRow>("""
            select project, id, skeleton, run, retrieval, author, client, quarantine_reason, at, content_hash
              from candidate
             order by key
            """, cancel)).ToList();
        var changed = rows.Where(row => row.ToCandidate() is null).Select(row => row.Id).ToList();
        if (changed.Count > 0)
        {
            lost.Add($"Left out: {TableMeaning.Of("candidate", changed.Count)}, changed.");
            await into.ExecuteAsync(
                "delete from candidate where id in (select value from json_each(@ids))", new { ids = Column.Of(changed), cancel });
        }
    }
}

/// <summary>The name of a skill, by its key.</summary>
sealed record NamedKeyRow(long Key, string Project, string Name);
