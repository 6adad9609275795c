namespace SkillMcp.Changes;

/// <summary>A change to the past tasks that a skill is found by, as ids of the executions that had them.</summary>
/// <param name="Added">Executions whose tasks are added.</param>
/// <param name="Removed">Executions whose tasks are removed.</param>
/// <param name="IsAll">Whether the added tasks replace all others.</param>
sealed record RememberedTasks(IReadOnlyList<Guid> Added, IReadOnlyList<Guid> Removed, bool IsAll = false)
{
    public static RememberedTasks Unchanged { get; } = new([], []);

    public bool IsUnchanged => Added.Count + Removed.Count == 0 && !IsAll;

    /// <summary>These tasks and no others.</summary>
    public static RememberedTasks Only(IEnumerable<PastTask> tasks) => new([.. tasks.Select(task => task.Execution)], [], IsAll: true);
}
