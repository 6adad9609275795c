using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>The rows of one table that could be copied from a damaged file into a new one.</summary>
/// <param name="table">The table as it should be.</param>
/// <param name="into">The new file.</param>
sealed class SalvagedTable(SchemaObject table, SqliteConnection into) : IDisposable
{
    readonly string meaning = $"{TableMeaning.Of(table.Name)} (table '{table.Name}')";
    readonly List<string> refused = [];
    readonly Dictionary<string, SqliteCommand> inserts = [];
    DamagedTable? reader;
    long read;
    long found;

    public SchemaObject Table => table;

    /// <summary>Whether SQLite finds all rows, and all of them can be rows of the table.</summary>
    public bool IsWhole => reader is { Loss: null } && refused.Count == 0;

    /// <summary>Whether nothing of it was found, nor where it was.</summary>
    public bool IsMissing => reader is null && found == 0;

    /// <summary>What was saved.</summary>
    public string Saved => $"{TableMeaning.Of(table.Name, read + found)} (table '{table.Name}')";

    /// <summary>What was lost, one sentence each.</summary>
    public IEnumerable<string> Lost
    {
        get
        {
            if (found > 0)
            {
                yield return $"The file does not say any more where all {meaning} are: {found} of {read + found} were found page by page.";
            }
            else if (reader is null)
            {
                yield return $"The file does not say any more where the {meaning} are, and none were found page by page.";
            }
            if (reader?.LossBut(found > 0) is { } loss)
            {
                yield return loss;
            }
            if (refused.Count > 0 && found == 0)
            {
                yield return $"Left out, because they hold what they cannot hold: {TableMeaning.Of(table.Name, refused.Count)} "
                    + $"(table '{table.Name}'): {Truncate.To(string.Join(", ", refused), 80)}.";
            }
        }
    }

    public void Dispose()
    {
        foreach (var insert in inserts.Values)
        {
            insert.Dispose();
        }
    }

    /// <summary>Copies the rows that SQLite finds.</summary>
    public void CopyFrom(SqliteConnection from, CancellationToken cancel)
    {
        var columns = DamagedTable.ColumnsIn(from, table);
        if (columns.Count == 0)
        {
            return;
        }
        reader = new DamagedTable(from, table, [.. columns.Select(column => column.Name)]);
        reader.ReadAll((row, values) =>
        {
            if (TryInsert(columns, row, values))
            {
                read++;
            }
            else
            {
                refused.Add(table.HasRowId ? $"{row}" : $"{values[0]}");
            }
        }, cancel);
    }

    /// <summary>Whether a row that was found in a page can be of this table.</summary>
    public bool CanHold(PageRow row) => row.Fits(table);

    /// <summary>Copies a row that was found in a page, unless it is there.</summary>
    public void Add(PageRow row)
    {
        if (TryInsert([.. table.Columns.Take(row.Values.Count)], row.Key ?? 0, row.ValuesOf(table)))
        {
            found++;
        }
    }

    SqliteCommand InsertOf(IReadOnlyList<SchemaColumn> columns)
    {
        // Rows keep their numbers: others refer to them.
        var isNamed = columns.Any(column => column is { KeyPosition: 1, Type: "INTEGER" or "integer" });
        IEnumerable<string> named = columns.Select(column => $"\"{column.Name}\"");
        var names = string.Join(", ", table.HasRowId && !isNamed ? named.Prepend("rowid") : named);
        if (inserts.TryGetValue(names, out var known))
        {
            return known;
        }
        var count = columns.Count + (table.HasRowId && !isNamed ? 1 : 0);
        var values = string.Join(", ", Enumerable.Range(0, count).Select(at => $"@p{at}"));
        var insert = new SqliteCommand($"insert into \"{table.Name}\" ({names}) values ({values})", into);
        for (var at = 0; at < count; at++)
        {
            insert.Parameters.Add(new SqliteParameter($"@p{at}", null));
        }
        return inserts[names] = insert;
    }

    bool TryInsert(IReadOnlyList<SchemaColumn> columns, long row, object?[] values)
    {
        var insert = InsertOf(columns);
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
            catch (SqliteException refusal) when (refusal.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH)
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
}
