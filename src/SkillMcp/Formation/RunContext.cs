namespace SkillMcp.Formation;

/// <summary>What is known of a stored procedure and of a run beside their steps.</summary>
/// <param name="KnownTask">What the stored one was first done for: words that both tasks name, each its own, are values.</param>
/// <param name="Task">What the run was done for.</param>
/// <param name="RunsBefore">How many runs the stored one succeeded in.</param>
readonly record struct RunContext(string KnownTask = "", string Task = "", int RunsBefore = 0);
