namespace SkillMcp.Sqlite;

/// <summary>What to do if the file does not exist.</summary>
public enum OpenMode
{
    /// <summary>Create it, with its folders.</summary>
    Create,

    /// <summary>Fail, with a message that says how to create one.</summary>
    Existing,
}
