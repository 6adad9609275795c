namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A request and the skills that serve it; without any it is out of scope.</summary>
sealed record QueryRow(string Id, string Text, string[] Relevant)
{
    /// <summary>Other words for the request; empty if nobody wrote any.</summary>
    public string[] Also { get; init; } = [];
}
