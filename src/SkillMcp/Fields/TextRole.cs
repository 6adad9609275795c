namespace SkillMcp.Fields;

/// <summary>What a text is to the skill that it belongs to, and with that how it is screened and shown.</summary>
public enum TextRole
{
    /// <summary>Part of the procedure itself: handed to agents.</summary>
    Content,

    /// <summary>Said about a procedure or an execution, such as a note or a reason.</summary>
    Commentary,

    /// <summary>A whole document, longer than a field; screened by lines.</summary>
    Document,

    /// <summary>Where a file stands in a skill's folder.</summary>
    FilePath,

    /// <summary>The text of a file beside SKILL.md.</summary>
    FileContent,
}
