namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A procedure of the look-alikes, the tasks that it serves, and tasks that share its words and that it does not serve.</summary>
sealed record LookalikeRow(
    string Id, string Name, string Description, string Category, string[] Tags, string[] Preconditions, string[] Steps, string[] Postconditions,
    string[] Serves, string[][] Also, LookalikeTask[] MustNot)
{
    public SkillRow Skill => new(Id, Name, Description, Category, Tags, Preconditions, Steps);

    /// <summary>Its tasks as requests: those that no procedure serves are out of scope.</summary>
    public IEnumerable<QueryRow> Queries =>
    [
        .. Serves.Select((task, at) => new QueryRow($"{Id}-serves-{at}", task, [Id]) { Also = Also[at] }),
        .. MustNot.Select((task, at) => new QueryRow($"{Id}-not-{at}", task.Task, task.ServedBy is null ? [] : [task.ServedBy])
        {
            Also = task.Also,
        }),
    ];
}

/// <summary>A task that a procedure does not serve.</summary>
/// <param name="Task">The task.</param>
/// <param name="Kind">How it differs from what the procedure does, such as <c>opposite</c>.</param>
/// <param name="ServedBy">The id of the procedure that serves it; null if none does.</param>
/// <param name="Also">Other words for it.</param>
sealed record LookalikeTask(string Task, string Kind, string? ServedBy, string[] Also);
