namespace SkillMcp.Sessions;

/// <summary>A call on the path of a task.</summary>
/// <param name="At">Its position among the calls of the task.</param>
/// <param name="Judged">The call.</param>
sealed record KeptCall(int At, JudgedCall Judged)
{
    /// <summary>The part of its command that counts; empty for all of it.</summary>
    public string Part { get; init; } = "";

    /// <summary>What it changed together with earlier edits of the same lines; null for what it changed itself.</summary>
    public string? Change { get; init; }
}
