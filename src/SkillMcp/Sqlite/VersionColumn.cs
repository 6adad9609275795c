using System.Text.Json;

namespace SkillMcp.Sqlite;

/// <summary>A version of a program, as it is written in the column of the execution that used it.</summary>
sealed record VersionColumn(string Program, string Version, string Machine = "", long? SeenAt = null)
{
    public static string? Of(IReadOnlyList<ProgramVersion> versions) => versions.Count == 0 ? null : JsonSerializer.Serialize(
        [.. versions.Select(one => new VersionColumn(one.Program, one.Version, one.Machine, Column.Of(one.SeenAt)))],
        ColumnJson.Readable.IReadOnlyListVersionColumn);

    /// <summary>What a column holds. What another program wrote there, and has no such form, is left out.</summary>
    public static IReadOnlyList<ProgramVersion> Read(string? json)
    {
        ProgramVersion[] read = [.. Column.List(json, ColumnJson.Readable.IReadOnlyListVersionColumn)
            .Where(one => one is { Program: not null, Version: not null, Machine: not null })
            .Select(one => new ProgramVersion(one.Program, one.Version) { Machine = one.Machine, SeenAt = Column.Time(one.SeenAt) })
            .Where(one => one.IsSound)];
        // Always the same list, so that records that hold it can be compared.
        return read.Length == 0 ? [] : read;
    }
}
