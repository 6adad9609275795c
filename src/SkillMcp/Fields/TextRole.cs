namespace SkillMcp.Fields;

/// <summary>The role of a text in its skill, which determines how it is screened and shown.</summary>
enum TextRole
{
    /// <summary>Part of the procedure itself, which agents receive.</summary>
    Content,

    /// <summary>A remark about a procedure or an execution, such as a note or a reason.</summary>
    Commentary,

    /// <summary>A whole document, longer than a field; it is screened line by line.</summary>
    Document,

    /// <summary>The path of a file in a skill's folder.</summary>
    FilePath,

    /// <summary>The text of a file beside SKILL.md.</summary>
    FileContent,
}
