namespace SkillMcp;

/// <summary>What was reported of the tasks that a skill is for.</summary>
/// <param name="Skill">The id of the skill.</param>
/// <param name="Task">The task; empty if it is not known.</param>
/// <param name="NotFor">What the skill is not for; empty for a success.</param>
/// <param name="IsDeclined">As in <see cref="Execution.IsDeclined"/>.</param>
/// <param name="At">When it was reported.</param>
sealed record FitReport(Guid Skill, string Task, string NotFor, bool IsDeclined, DateTimeOffset At)
{
    public bool IsServed => NotFor.Length == 0;
}
