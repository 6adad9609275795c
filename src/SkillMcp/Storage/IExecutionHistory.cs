namespace SkillMcp.Storage;

/// <summary>The executions that were reported.</summary>
interface IExecutionHistory
{
    /// <summary>The last executions of a skill, newest first.</summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="skill">The id of the skill.</param>
    /// <param name="filter">Selects the executions.</param>
    /// <param name="limit">The most executions to return, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<Execution>> ExecutionsAsync(
        Project project, Guid skill, ExecutionFilter filter, int limit, CancellationToken cancel);

    /// <summary>The versions of programs that were seen last on a machine, each program once; those not seen there are left out.</summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="programs">The names of the programs.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<ProgramVersion>> LastVersionsAsync(
        Project project, string machine, IReadOnlyList<string> programs, CancellationToken cancel);

    /// <summary>The last executions with a withheld pitfall that waits for a person, of all skills, newest first.</summary>
    Task<IReadOnlyList<Execution>> WithheldAsync(Project project, int limit, CancellationToken cancel);

    /// <summary>
    /// What reports of several skills say that these are not for, and the remembered tasks that they served, newest first. Of a skill of
    /// which no report says what it is not for, nothing.
    /// </summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="skills">The ids of the skills.</param>
    /// <param name="limit">The most of each kind for a skill, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<FitReport>> FitReportsAsync(
        Project project, IReadOnlyList<Guid> skills, int limit, CancellationToken cancel);
}
