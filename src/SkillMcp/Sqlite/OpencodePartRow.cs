namespace SkillMcp.Sqlite;

/// <summary>A part of a message in the database of opencode, with the little of the message that tells whose it is.</summary>
sealed record OpencodePartRow(string Role, string Mode, string Data, long Created);
