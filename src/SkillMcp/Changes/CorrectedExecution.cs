namespace SkillMcp.Changes;

/// <summary>An execution that replaces an earlier report of the same run.</summary>
/// <param name="Earlier">The earlier report as it was read. A store answers with a conflict if its outcome was changed since.</param>
/// <param name="Execution">The execution that replaces it.</param>
sealed record CorrectedExecution(Execution Earlier, Execution Execution);
