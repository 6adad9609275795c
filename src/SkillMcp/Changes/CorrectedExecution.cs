namespace SkillMcp.Changes;

/// <summary>An execution that takes the place of an earlier report.</summary>
/// <param name="Earlier">The report as it was read; a store refuses the change if its outcome is known otherwise by now.</param>
/// <param name="Execution">What takes its place.</param>
public sealed record CorrectedExecution(Execution Earlier, Execution Execution);
