using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>
/// Compares the tables, columns, indexes, views and triggers of a file with those that its generation should have.
/// The expected schema is what the migrations make of an empty file. Tables, views, indexes and columns
/// that people added are ignored; triggers are not, because they act on what is written.
/// </summary>
static class Schema
{
    // To run all migrations takes longer than most that it is compared with.
    static readonly Lazy<Task<IReadOnlyList<SchemaObject>>> Newest = new(() => MakeAsync(Migration.Newest));

    /// <summary>The statements that create the triggers which a file has.</summary>
    public static readonly Lazy<Task<HashSet<string>>> OwnTriggers = new(async () =>
        [.. from made in await Newest.Value where made.Type == "trigger" select made.Sql]);

    /// <summary>What is missing or different in a file, in the order in which the migrations create it.</summary>
    public static async Task<IReadOnlyList<SchemaDifference>> DifferencesAsync(
        SqliteConnection connection, int generation, CancellationToken cancel) =>
        Differences(await ExpectedAsync(generation, cancel), await ReadAsync(connection, cancel));

    /// <summary>Recreates the derived objects that are missing or different, within the open transaction.</summary>
    /// <returns>What was recreated, one sentence each.</returns>
    /// <exception cref="SkillException">An object cannot be created, for example because two rows violate a unique index.</exception>
    public static async Task<IReadOnlyList<string>> RepairAsync(
        SqliteConnection connection, int generation, CancellationToken cancel)
    {
        var expected = await ExpectedAsync(generation, cancel);
        var found = Repairable(expected, await ReadAsync(connection, cancel));
        foreach (var difference in found.Where(difference => !difference.IsMissing).Reverse())
        {
            var name = difference.Object.Name.Replace("\"", "\"\"", StringComparison.Ordinal);
            await ExecuteAsync(connection, $"drop {difference.Object.Type} \"{name}\"", difference, cancel);
        }
        // Dropping a table also drops its indexes and triggers, so more may be missing now than was different before.
        var missing = Repairable(expected, await ReadAsync(connection, cancel));
        foreach (var difference in missing)
        {
            await ExecuteAsync(connection, difference.Object.Sql, difference, cancel);
        }
        if (missing.Any(difference => difference.Object.IsTable))
        {
            // Marks the index as stale, so that the rows of the recreated tables are derived again.
            await connection.ExecuteAsync("delete from search_generation", cancel);
        }
        return [.. found.Select(difference => difference.RepairedSentence)];
    }

    public static Task<IReadOnlyList<SchemaObject>> ExpectedAsync(int generation, CancellationToken cancel) =>
        (generation == Migration.Newest ? Newest.Value : MakeAsync(generation)).WaitAsync(cancel);

    static async Task<IReadOnlyList<SchemaObject>> MakeAsync(int generation)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:;Pooling=false");
        await connection.OpenAsync();
        SqliteException.ThrowExceptionForRC(Migration.Run(connection.Handle!, 0, generation), connection.Handle);
        return await ReadAsync(connection, CancellationToken.None);
    }

    public static async Task<IReadOnlyList<SchemaObject>> ReadAsync(SqliteConnection connection, CancellationToken cancel)
    {
        // Virtual tables create their shadow tables, and tables the indexes of their keys: neither is compared.
        var objects = await connection.QueryAsync<SchemaObjectRow>("""
            select type, name, sql
              from sqlite_schema
             where sql is not null
               and name not in (select name from pragma_table_list where schema = 'main' and type = 'shadow')
             order by rowid
            """, cancel);
        var columns = await connection.QueryAsync<SchemaColumnRow>("""
            select owner.name as owner, part.name, part.type, part."notnull" as is_required, coalesce(part.dflt_value, '') as default_value,
                   part.pk as key_position
              from sqlite_schema as owner
              join pragma_table_xinfo(owner.name) as part
             where owner.type = 'table'
               and owner.sql not like 'create virtual table%'
            """, cancel);
        var byTable = columns.ToLookup(row => row.Owner, row => row.ToColumn(), StringComparer.Ordinal);
        return [.. objects.Select(row => new SchemaObject(row.Type, row.Name, row.Sql, [.. byTable[row.Name]]))];
    }

    static IReadOnlyList<SchemaDifference> Repairable(IReadOnlyList<SchemaObject> expected, IReadOnlyList<SchemaObject> actual) =>
        [.. Differences(expected, actual).Where(difference => difference.IsRepairable)];

    static IReadOnlyList<SchemaDifference> Differences(IReadOnlyList<SchemaObject> expected, IReadOnlyList<SchemaObject> actual)
    {
        var found = actual.ToDictionary(entry => (entry.Type, entry.Name));
        return
        [
            .. expected.SelectMany(wanted => Differences(wanted, found.GetValueOrDefault((wanted.Type, wanted.Name)))),
            .. actual
                .Where(entry => entry.Type == "trigger" && expected.All(wanted => wanted.Name != entry.Name))
                .Select(trigger => new SchemaDifference(trigger, Column: null, IsMissing: false, IsForeign: true)),
        ];
    }

    static IEnumerable<SchemaDifference> Differences(SchemaObject wanted, SchemaObject? found)
    {
        if (found is null)
        {
            return [new SchemaDifference(wanted, Column: null, IsMissing: true)];
        }
        if (wanted.Definition == found.Definition)
        {
            return [];
        }
        return wanted.IsDerived ? [new SchemaDifference(wanted, Column: null, IsMissing: false)] : ColumnDifferences(wanted, found);
    }

    static IEnumerable<SchemaDifference> ColumnDifferences(SchemaObject wanted, SchemaObject found)
    {
        var columns = found.Columns.ToDictionary(column => column.Name);
        var differences = wanted.Columns
            .Where(column => columns.GetValueOrDefault(column.Name) != column)
            .Select(column => new SchemaDifference(wanted, column.Name, IsMissing: !columns.ContainsKey(column.Name)))
            .ToList();
        // If all columns are equal, the constraints must differ. That cannot be told where people added columns.
        return differences.Count == 0 && found.Columns.Count == wanted.Columns.Count
            ? [new SchemaDifference(wanted, Column: null, IsMissing: false)]
            : differences;
    }

    static async Task ExecuteAsync(SqliteConnection connection, string definition, SchemaDifference difference, CancellationToken cancel)
    {
        try
        {
            // Names and definitions cannot be passed as parameters. They come from our migrations, but for the name of a foreign trigger.
            await using var command = new SqliteCommand(definition, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT)
        {
            throw new SkillException($"{difference.Sentence} It cannot be recreated: {fault.Message}");
        }
    }
}

/// <summary>A row of <c>sqlite_schema</c>.</summary>
sealed record SchemaObjectRow(string Type, string Name, string Sql);

/// <summary>A row of <c>pragma_table_xinfo</c>, with the table that it belongs to.</summary>
sealed record SchemaColumnRow(string Owner, string Name, string Type, bool IsRequired, string DefaultValue, int KeyPosition)
{
    public SchemaColumn ToColumn() => new(Name, Type, IsRequired, DefaultValue, KeyPosition);
}
