namespace SkillMcp.Changes;

/// <summary>Executions, by id, whose tasks a skill begins or ceases to be found by.</summary>
/// <param name="Added">Those that it is found by too.</param>
/// <param name="Removed">Those that it is no longer found by.</param>
/// <param name="IsAll">Whether it is found by those that are added and by no others.</param>
public sealed record RememberedTasks(IReadOnlyList<Guid> Added, IReadOnlyList<Guid> Removed, bool IsAll = false)
{
    public static RememberedTasks Unchanged { get; } = new([], []);

    public bool IsUnchanged => Added.Count + Removed.Count == 0 && !IsAll;

    /// <summary>These tasks and no others.</summary>
    public static RememberedTasks Only(IEnumerable<PastTask> tasks) => new([.. tasks.Select(task => task.Execution)], [], IsAll: true);
}
