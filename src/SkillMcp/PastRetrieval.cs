namespace SkillMcp;

/// <summary>What was handed out for a task, so that a report can say which retrieval it followed.</summary>
/// <param name="Id">A version 7 UUID.</param>
/// <param name="Task">What was asked.</param>
/// <param name="Skills">The skills that were returned.</param>
/// <param name="At">When.</param>
public sealed record PastRetrieval(Guid Id, string Task, IReadOnlyList<RetrievedSkill> Skills, DateTimeOffset At);

/// <summary>A skill in the version in which it was handed out.</summary>
public sealed record RetrievedSkill(Guid Skill, int Version);
