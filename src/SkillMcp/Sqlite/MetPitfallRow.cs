namespace SkillMcp.Sqlite;

/// <summary>A pitfall, with the version that it was reported for.</summary>
sealed record MetPitfallRow : PitfallColumns
{
    public required int Version { get; init; }
}
