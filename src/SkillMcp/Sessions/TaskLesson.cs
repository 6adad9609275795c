namespace SkillMcp.Sessions;

/// <summary>What the memory made, or would make, of a task of a session.</summary>
/// <param name="Path">The task, with what was done for it.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Reason">Why, in plain words.</param>
sealed record TaskLesson(TaskPath Path, LessonResult Result, string Reason)
{
    /// <summary>The skill that it made, or that it is an execution of; null if there is none.</summary>
    public SkillName? Skill { get; init; }
}
