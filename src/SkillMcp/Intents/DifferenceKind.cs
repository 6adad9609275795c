namespace SkillMcp.Intents;

/// <summary>In what a procedure differs from what is asked for.</summary>
enum DifferenceKind
{
    /// <summary>A question is asked, and the procedure does something instead of answering it.</summary>
    Question,

    /// <summary>The task says not to do what the procedure does.</summary>
    Negated,
    Opposite,
    Action,
    Object,
    System,
    Environment,

    /// <summary>The procedure was reported not to fit a task like this one.</summary>
    Unsuitable,
}
