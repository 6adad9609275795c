using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>The rows that could be copied from a damaged file into a new one.</summary>
sealed class SalvagedRows
{
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
        if (raw.sqlite3_exec(from.Handle, "select 1 from sqlite_schema") is not raw.SQLITE_OK)
        {
            throw new SkillException(SqliteFault.NothingToSave(path, raw.sqlite3_errmsg(from.Handle).utf8_to_string()));
        }
        List<SchemaObject> saved = [.. tables.Where(table => table.HoldsWhatIsNotDerived)];
        MendDefinitions(from, saved);
        foreach (var table in saved)
        {
            rows.Copy(from, into, table, cancel);
        }
        if (rows.saved.Count == 0)
        {
            throw new SkillException(SqliteFault.NothingToSave(path, "the page that says where everything is is lost"));
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

    void Copy(SqliteConnection from, SqliteConnection into, SchemaObject table, CancellationToken cancel)
    {
        var columns = DamagedTable.ColumnsIn(from, table);
        var meaning = TableMeaning.Of(table.Name);
        if (columns.Count == 0)
        {
            lost.Add($"All {meaning} (table '{table.Name}') are lost: the file does not say any more where they are.");
            return;
        }
        var hasRowId = !table.Sql.Contains("without rowid", StringComparison.OrdinalIgnoreCase);
        using var insert = InsertInto(into, table, columns, hasRowId);
        var reader = new DamagedTable(from, table, [.. columns.Select(column => column.Name)]);
        var refused = new List<string>();
        reader.ReadAll((row, values) =>
        {
            if (!TryInsert(insert, columns, row, values, hasRowId))
            {
                refused.Add(hasRowId ? $"{row}" : $"{values[0]}");
            }
        }, cancel);
        saved.Add($"{reader.Read - refused.Count} {meaning} (table '{table.Name}')");
        if (reader.Loss is { } loss)
        {
            lost.Add(loss);
        }
        if (refused.Count > 0)
        {
            lost.Add(
                $"Of the {meaning} (table '{table.Name}'), {refused.Count} rows hold what they cannot hold and were left out: "
                + $"{Truncate.To(string.Join(", ", refused), 80)}.");
        }
    }

    static SqliteCommand InsertInto(SqliteConnection into, SchemaObject table, List<SchemaColumn> columns, bool hasRowId)
    {
        // Rows keep their numbers: others refer to them.
        var isNamed = columns.Any(column => column is { KeyPosition: 1, Type: "INTEGER" or "integer" });
        var numbered = hasRowId && !isNamed;
        IEnumerable<string> named = columns.Select(column => $"\"{column.Name}\"");
        var names = string.Join(", ", numbered ? named.Prepend("rowid") : named);
        var values = string.Join(", ", Enumerable.Range(0, columns.Count + (numbered ? 1 : 0)).Select(at => $"@p{at}"));
        var insert = new SqliteCommand($"insert into \"{table.Name}\" ({names}) values ({values})", into);
        for (var at = 0; at < columns.Count + (numbered ? 1 : 0); at++)
        {
            insert.Parameters.Add(new SqliteParameter($"@p{at}", null));
        }
        return insert;
    }

    static bool TryInsert(SqliteCommand insert, List<SchemaColumn> columns, long row, object?[] values, bool hasRowId)
    {
        var offset = insert.Parameters.Count - columns.Count;
        if (offset == 1)
        {
            insert.Parameters[0].Value = row;
        }
        foreach (var isMended in (bool[])[false, true])
        {
            for (var at = 0; at < columns.Count; at++)
            {
                var value = isMended || IsOutOfRange(columns[at], values[at]) ? Mended(columns[at], values[at]) : values[at];
                insert.Parameters[at + offset].Value = value ?? DBNull.Value;
            }
            try
            {
                insert.ExecuteNonQuery();
                return true;
            }
            catch (SqliteException refused) when (refused.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH)
            {
            }
        }
        return false;
    }

    /// <summary>Whether a column holds a number that its table allows and that skillmcp cannot read.</summary>
    static bool IsOutOfRange(SchemaColumn column, object? value) =>
        value is long number && (number > MaxOf(column) || number < int.MinValue && MaxOf(column) == int.MaxValue);

    /// <summary>The largest number that skillmcp writes to a column: times and keys have 64 bits, and counts 32.</summary>
    static long MaxOf(SchemaColumn column) =>
        column.Name is "key" or "at" || column.Name.EndsWith("_at", StringComparison.Ordinal) ? long.MaxValue : int.MaxValue;

    /// <summary>A value that the column may hold, as near as can be to what was there.</summary>
    static object? Mended(SchemaColumn column, object? value)
    {
        if (value is null && !column.IsRequired)
        {
            return null;
        }
        var text = value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return (column.Type.ToLowerInvariant(), column.Name) switch
        {
            ("text", "status") when text is not ("active" or "archived") => "quarantined",
            ("text", "source") when text is not ("manual" or "learned" or "composed") => "imported",
            ("text", "author") when text is not "person" => "agent",
            ("text", "outcome") when text is not ("success" or "partial" or "failure") => "not_used",
            ("text", "grade") => "self_reported",
            ("text", _) => text,
            ("integer", "pinned" or "is_alternative" or "tip" or "bound" or "remembered" or "possible" or "retired" or "after_failure"
                or "withheld" or "read") =>
                value is 1L ? 1L : 0L,
            ("integer", "trials") => value is 0L ? 0L : 1L,
            ("integer", _) => long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? Math.Clamp(whole, 0, MaxOf(column)) : 0L,
            ("real", "confidence") => value is double and >= 0 and <= 1 ? value : 0.5,
            ("real", _) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0.0,
            _ => value as byte[] ?? Encoding.UTF8.GetBytes(text),
        };
    }

    /// <summary>Leaves out what refers to something that was lost.</summary>
    async Task MendAsync(SqliteConnection into, int generation, CancellationToken cancel)
    {
        await DropAsync(into, "skill where not exists (select 1 from skill_version where skill_version.skill = skill.key)",
            "skills have no text left and were left out", cancel);
        foreach (var table in (string[])["skill_version", "execution", "pitfall"])
        {
            var sentence = $"{TableMeaning.Of(table)} were of skills that are lost";
            await DropAsync(into, $"{table} where skill not in (select key from skill)", sentence, cancel);
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
            await DropAsync(
                into,
                "proposed_change where proposal not in (select key from skill)",
                "changes that wait were of skills that are lost",
                cancel);
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
            await DropAsync(into, "way where skill not in (select key from skill)", "ways were of skills that are lost", cancel);
            await RunAsync(into, "insert or ignore into way (skill, number) select distinct skill, way from skill_version", cancel);
        }
    }

    /// <summary>Leaves out the measured tasks of skills that are lost; a file from before there were any has none.</summary>
    async Task DropAssignmentsAsync(SqliteConnection into, CancellationToken cancel)
    {
        if (await into.QuerySingleAsync<bool>("select exists (select 1 from sqlite_schema where name = 'assignment')", cancel))
        {
            await DropAsync(
                into, "assignment where skill not in (select key from skill)", "measured tasks were of skills that are lost", cancel);
        }
    }

    async Task DropAsync(SqliteConnection into, string which, string sentence, CancellationToken cancel)
    {
        var dropped = await RunAsync(into, $"delete from {which}", cancel);
        if (dropped > 0)
        {
            lost.Add($"{dropped} {sentence}.");
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
            lost.Add($"Files of {dropped} versions of skills are lost.");
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
            lost.Add($"{changed.Count} remembered runs were changed and left out.");
            await into.ExecuteAsync(
                "delete from candidate where id in (select value from json_each(@ids))", new { ids = Column.Of(changed), cancel });
        }
    }
}
