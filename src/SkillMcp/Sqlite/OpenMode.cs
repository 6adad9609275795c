namespace SkillMcp.Sqlite;

/// <summary>What to do where there is no file yet.</summary>
public enum OpenMode
{
    /// <summary>Make it, with its folders.</summary>
    Create,

    /// <summary>Refuse, and say what would make one.</summary>
    Existing,
}
