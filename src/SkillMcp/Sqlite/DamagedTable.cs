using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>Reads what can be read of a table in a damaged file: row by row, and on behind a page that cannot be read.</summary>
/// <param name="connection">A connection to the file.</param>
/// <param name="table">The table as it should be.</param>
/// <param name="columns">Those of its columns that the file has.</param>
sealed class DamagedTable(SqliteConnection connection, SchemaObject table, IReadOnlyList<string> columns)
{
    const int MaxNamed = 5;
    const long MaxRow = 1L << 48;

    readonly List<(long First, long Last)> lost = [];
    readonly string names = string.Join(", ", columns.Select(column => $"\"{column}\""));
    bool hasLostMore;

    /// <summary>Which rows could not be read, in words; null if all could.</summary>
    public string? Loss => LossBut(areFound: false);

    /// <summary>Which rows could not be read, in words, but for those that were found where they can be; null if all could.</summary>
    public string? LossBut(bool areFound)
    {
        if (hasLostMore)
        {
            return $"A part of the {TableMeaning.Of(table.Name)} (table '{table.Name}') cannot be read.";
        }
        if (lost.Count == 0 || areFound)
        {
            return null;
        }
        var ranges = lost.Take(MaxNamed).Select(range => range.First == range.Last
            ? $"{range.First}"
            : $"{range.First} to {(range.Last == long.MaxValue ? "the last" : range.Last)}");
        var which = string.Join(", ", ranges) + (lost.Count > MaxNamed ? $" and {lost.Count - MaxNamed} more" : "");
        return $"Of the {TableMeaning.Of(table.Name)} (table '{table.Name}'), these rows cannot be read: {which}.";
    }

    /// <summary>The columns of a table that a file has; none if it lacks the table.</summary>
    public static List<SchemaColumn> ColumnsIn(SqliteConnection file, SchemaObject table)
    {
        var found = new List<SchemaColumn>();
        foreach (var column in table.Columns)
        {
            // Preparing fails where the file lacks the column.
            if (raw.sqlite3_prepare_v2(file.Handle, $"select \"{column.Name}\" from \"{table.Name}\"", out var statement) == raw.SQLITE_OK)
            {
                found.Add(column);
            }
            statement.Dispose();
        }
        return found;
    }

    /// <summary>Hands over each row that can be read, with the values of the columns in their order.</summary>
    public void ReadAll(Action<long, object?[]> take, CancellationToken cancel)
    {
        if (table.HasRowId)
        {
            ReadByRowId(take, cancel);
        }
        else
        {
            ReadFromBothEnds(take, cancel);
        }
    }

    void ReadByRowId(Action<long, object?[]> take, CancellationToken cancel)
    {
        // SQLite numbers rows from 1.
        var last = 0L;
        while (!Stream($"select rowid, {names} from \"{table.Name}\" not indexed where rowid > {last} order by rowid", Take, cancel))
        {
            if (!TrySeek(last + 1, out var next))
            {
                if (FirstBehind(last + 1) is not { } behind)
                {
                    lost.Add((last + 1, long.MaxValue));
                    return;
                }
                lost.Add((last + 1, behind - 1));
                last = behind - 1;
            }
            else if (next is not { } row || row <= last)
            {
                lost.Add((last + 1, long.MaxValue));
                return;
            }
            else if (!Stream($"select rowid, {names} from \"{table.Name}\" not indexed where rowid = {row}", Take, cancel) || last < row)
            {
                // It can be found, and a part of it cannot be read.
                lost.Add((row, row));
                last = row;
            }
        }

        bool Take(object?[] values)
        {
            if (values[0] is not long row || row <= last)
            {
                // The pages lead in a circle.
                return false;
            }
            last = row;
            take(row, values[1..]);
            return true;
        }
    }

    /// <summary>The first row behind those that cannot be found; null if there is none.</summary>
    long? FirstBehind(long fails)
    {
        // Their end is looked for in steps that double, and then by halves.
        var step = 1L;
        while (!TrySeek(fails + step, out _))
        {
            fails += step;
            step *= 2;
            if (fails > MaxRow)
            {
                return null;
            }
        }
        var works = fails + step;
        while (works - fails > 1)
        {
            var middle = fails + ((works - fails) / 2);
            (fails, works) = TrySeek(middle, out _) ? (fails, middle) : (middle, works);
        }
        return TrySeek(works, out var row) ? row : null;
    }

    bool TrySeek(long from, out long? found)
    {
        long? row = null;
        var works = Stream($"select rowid from \"{table.Name}\" not indexed where rowid >= {from} order by rowid limit 1", values =>
        {
            row = values[0] as long?;
            return true;
        }, default);
        found = row;
        return works;
    }

    /// <summary>Reads a table without row numbers from its beginning and, if that fails, from its end.</summary>
    void ReadFromBothEnds(Action<long, object?[]> take, CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (Stream($"select {names} from \"{table.Name}\"", Take, cancel))
        {
            return;
        }
        hasLostMore = true;
        var key = table.Columns.Where(column => column.KeyPosition > 0).OrderBy(column => column.KeyPosition);
        var backwards = string.Join(", ", key.Select(column => $"\"{column.Name}\" desc"));
        Stream($"select {names} from \"{table.Name}\" order by {backwards}", Take, cancel);

        bool Take(object?[] row)
        {
            if (!seen.Add(string.Join('\u001f', row)))
            {
                // The other end was reached, or the pages lead in a circle.
                return false;
            }
            take(0, row);
            return true;
        }
    }

    /// <returns>Whether all rows were read and taken.</returns>
    bool Stream(string sql, Func<object?[], bool> take, CancellationToken cancel)
    {
        try
        {
            // The names come from our migrations, not from the file, and cannot be passed as parameters.
            using var command = new SqliteCommand(sql, connection);
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                cancel.ThrowIfCancellationRequested();
                var row = new object?[rows.FieldCount];
                for (var column = 0; column < row.Length; column++)
                {
                    row[column] = rows.IsDBNull(column) ? null : rows.GetValue(column);
                }
                if (!take(row))
                {
                    return false;
                }
            }
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
