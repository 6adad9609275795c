namespace SkillMcp.Sqlite;

/// <summary>A row as it is written in a page of a file.</summary>
/// <param name="Key">Its number; null in the pages of indexes and of tables without row numbers.</param>
/// <param name="Values">Its values. Columns that were added to the table later may be missing at the end.</param>
sealed record PageRow(long? Key, IReadOnlyList<object?> Values)
{
    /// <summary>Whether a row of a table can look like this.</summary>
    public bool Fits(SchemaObject table) =>
        table.HasRowId == Key is not null
        && Values.Count <= table.Columns.Count
        && table.Columns.Skip(Values.Count).All(column => !column.IsRequired || column.DefaultValue != "")
        && Values.Zip(table.Columns).All(pair => Fits(pair.First, pair.Second));

    /// <summary>The values, with the number of the row where the table has a column for it.</summary>
    public object?[] ValuesOf(SchemaObject table) =>
        [.. Values.Zip(table.Columns, (value, column) => value ?? (IsKey(column) ? Key : null))];

    bool Fits(object? value, SchemaColumn column) => (value, column.Type.ToLowerInvariant()) switch
    {
        // The number of a row is not written a second time.
        (null, _) => !column.IsRequired || IsKey(column),
        (long, "integer" or "real") or (double, "real") or (string, "text") or (byte[], "blob") => true,
        _ => false,
    };

    bool IsKey(SchemaColumn column) => Key is not null && column is { KeyPosition: 1, Type: "INTEGER" or "integer" };
}
