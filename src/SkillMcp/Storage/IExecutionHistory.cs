namespace SkillMcp.Storage;

/// <summary>What was reported of skills.</summary>
public interface IExecutionHistory
{
    /// <summary>The last executions of a skill, newest first.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="skill">Which skill.</param>
    /// <param name="filter">Which executions.</param>
    /// <param name="limit">The most that come back, from 1.</param>
    /// <param name="cancel">Cancels the reading.</param>
    Task<IReadOnlyList<Execution>> ExecutionsAsync(Project project, Guid skill, ExecutionFilter filter, int limit, CancellationToken cancel);
}
