namespace SkillMcp.Sqlite;

/// <summary>A session of a person in the database of opencode.</summary>
sealed record OpencodeSessionRow(string Id, string Directory);
