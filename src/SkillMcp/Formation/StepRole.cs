namespace SkillMcp.Formation;

/// <summary>What a piece of a step is.</summary>
enum StepRole
{
    /// <summary>A word of a sentence.</summary>
    Prose,

    /// <summary>An argument of a command, or a part of one, or the value of a flag.</summary>
    Argument,

    /// <summary>A part of what is quoted.</summary>
    Quoted,

    /// <summary>The name of the program, or its first word: what is done.</summary>
    Action,

    /// <summary>A part of the name of a flag.</summary>
    FlagName,
}
