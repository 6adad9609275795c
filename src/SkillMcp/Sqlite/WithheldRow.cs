namespace SkillMcp.Sqlite;

/// <summary>An execution with a withheld pitfall, and the id of its skill.</summary>
sealed record WithheldRow : ExecutionRow
{
    public required string Skill { get; init; }
}
