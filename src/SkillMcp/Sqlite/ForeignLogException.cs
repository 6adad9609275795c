namespace SkillMcp.Sqlite;

/// <summary>The write-ahead log beside a file of skills belongs to another file.</summary>
sealed class ForeignLogException(string message) : SkillException(message);
