namespace SkillMcp.Packaging;

/// <summary>What the words of a heading, or of the line above a list, say of what follows.</summary>
enum SectionRole
{
    /// <summary>They do not say.</summary>
    Neutral,

    /// <summary>What to do, in order: "Workflow".</summary>
    Procedure,

    /// <summary>Perhaps what to do: "How it works".</summary>
    Usage,

    /// <summary>What is done once, before the work: "Installation".</summary>
    Setup,

    /// <summary>What to know: "Best practices".</summary>
    Reference,
    Example,

    /// <summary>Where to read on: "Related skills", "Next steps".</summary>
    Links,
    WhenToUse,
    Prohibition,
}
