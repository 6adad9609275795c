namespace SkillMcp.Sqlite;

/// <summary>A file of skills is damaged: SQLite cannot read a part of it.</summary>
sealed class DamagedFileException(string message) : SkillException(message);
