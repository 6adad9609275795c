namespace SkillMcp.Sessions;

/// <summary>One program with its arguments, as a shell would start it.</summary>
/// <param name="Words">The program and its arguments, without quotes and redirections.</param>
/// <param name="Writes">The files that its output is written to, without those that nobody reads.</param>
/// <param name="HereDocument">The text that is given to it in place; empty if there is none.</param>
sealed record ShellCommand(IReadOnlyList<string> Words, IReadOnlyList<string> Writes, string HereDocument);
