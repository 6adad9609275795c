namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A procedure, tasks that it serves, and tasks that share its words and that it does not serve.</summary>
/// <param name="Id">Such as <c>dev-001</c>.</param>
/// <param name="Name">The name of the procedure.</param>
/// <param name="Description">What it does.</param>
/// <param name="Category">Its category.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Preconditions">Its preconditions.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Postconditions">Its postconditions.</param>
/// <param name="Serves">The tasks that it serves.</param>
/// <param name="Also">For each of these tasks, other words that an asking assistant would add.</param>
/// <param name="MustNot">The tasks that it does not serve.</param>
sealed record LookalikeRow(
    string Id, string Name, string Description, string Category, string[] Tags, string[] Preconditions, string[] Steps,
    string[] Postconditions, string[] Serves, string[][] Also, LookalikeTask[] MustNot)
{
    /// <summary>Whether its number is odd: the rules are written by the odd half alone, and the even half measures them.</summary>
    public bool IsOdd => Id[^1] % 2 == 1;

    /// <summary>The tasks as requests: those that no procedure serves are out of scope.</summary>
    public IEnumerable<QueryRow> Queries =>
    [
        .. Serves.Select((task, place) => new QueryRow($"{Id}-serves-{place}", task, [Id]) { Also = Also[place] }),
        .. MustNot.Select((other, place) => new QueryRow($"{Id}-not-{place}", other.Task, other.ServedBy is null ? [] : [other.ServedBy])
        {
            Also = other.Also,
        }),
    ];

    public SkillRow ToSkill() => new(Id, Name, Description, Category, Tags, Preconditions, Steps);

    public Procedure ToProcedure() => ToSkill().ToProcedure() with { Postconditions = Postconditions };
}
