using System.Text.RegularExpressions;

namespace SkillMcp.Sqlite;

/// <summary>A table, index, view or trigger of a file.</summary>
/// <param name="Type">Its type, as SQLite names it: <c>table</c>, <c>index</c>, <c>view</c> or <c>trigger</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sql">The statement that creates it.</param>
/// <param name="Columns">The columns of an ordinary table; empty for all else.</param>
sealed partial record SchemaObject(string Type, string Name, string Sql, IReadOnlyList<SchemaColumn> Columns)
{
    // Ordinary tables whose rows can be made again: from the rest of the file, by an embedding model or by reading what is imported.
    static readonly string[] DerivedTables = ["component", "search_generation", "skill_vector", "import_source"];

    public bool IsTable => Type == "table";

    /// <summary>Whether it can be recreated without losing anything. All virtual tables are search indexes.</summary>
    public bool IsDerived => !IsTable || Columns.Count == 0 || DerivedTables.Contains(Name);

    /// <summary>Whether it is a table of ours whose rows cannot be derived from anything.</summary>
    public bool HoldsWhatIsNotDerived => IsTable && !IsDerived && !Name.StartsWith("sqlite_", StringComparison.Ordinal);

    /// <summary>Whether its rows have numbers of their own.</summary>
    public bool HasRowId => !Sql.Contains("without rowid", StringComparison.OrdinalIgnoreCase);

    /// <summary>The statement in the form in which it is compared: without comments, and with single spaces.</summary>
    public string Definition => Space().Replace(Comment().Replace(Sql, ""), " ").Trim();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

/// <summary>A column of an ordinary table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="IsRequired">Whether it refuses null.</param>
/// <param name="DefaultValue">The expression of its default; empty for none.</param>
/// <param name="KeyPosition">Its place in the primary key, from 1; 0 if it is not part of it.</param>
sealed record SchemaColumn(string Name, string Type, bool IsRequired, string DefaultValue, int KeyPosition);
