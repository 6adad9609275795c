namespace SkillMcp.Storage;

/// <summary>The executions that were reported.</summary>
public interface IExecutionHistory
{
    /// <summary>The last executions of a skill, newest first.</summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="skill">The id of the skill.</param>
    /// <param name="filter">Selects the executions.</param>
    /// <param name="limit">The most executions to return, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<Execution>> ExecutionsAsync(
        Project project, Guid skill, ExecutionFilter filter, int limit, CancellationToken cancel);
}
