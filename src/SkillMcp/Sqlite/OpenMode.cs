namespace SkillMcp.Sqlite;

/// <summary>What is to be done where there is no file yet.</summary>
public enum OpenMode
{
    /// <summary>Make it, with its folders.</summary>
    Create,

    /// <summary>Say that there is no memory there.</summary>
    Existing,
}
