namespace SkillMcp.Storage;

/// <summary>What to do if the memory that is opened does not exist.</summary>
enum OpenMode
{
    /// <summary>Create it.</summary>
    Create,

    /// <summary>Fail, with a message that says how to create one.</summary>
    Existing,
}
