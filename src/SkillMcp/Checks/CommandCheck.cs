namespace SkillMcp.Checks;

/// <summary>A command that only looks.</summary>
/// <param name="Command">The command, as a shell reads it.</param>
/// <param name="ExitCode">The exit code of a success, 0-255.</param>
/// <param name="Output">What its output must hold; null for anything.</param>
sealed record CommandCheck(string Command, int ExitCode = 0, OutputPattern? Output = null) : Check
{
    public override string Text => $"{Command}: exit code {ExitCode}{OutputPattern.Behind(Output)}";
}
