namespace SkillMcp.Sessions;

/// <summary>Commands joined by pipes.</summary>
/// <param name="Commands">The commands, in order.</param>
/// <param name="Text">The pipeline as it was typed.</param>
/// <param name="Joint">What stands behind it.</param>
sealed record ShellPipeline(IReadOnlyList<ShellCommand> Commands, string Text, ShellJoint Joint);
