namespace SkillMcp;

/// <summary>The answer to a task, stored so that a report can say which retrieval it followed.</summary>
/// <param name="Id">A version 7 UUID.</param>
/// <param name="Task">The task in the caller's words.</param>
/// <param name="Skills">The skills that were returned.</param>
/// <param name="At">When the answer was given.</param>
sealed record PastRetrieval(Guid Id, string Task, IReadOnlyList<RetrievedSkill> Skills, DateTimeOffset At)
{
    /// <summary>The other words that the task was asked with.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];
}
