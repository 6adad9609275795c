namespace SkillMcp.Benchmarks.Learning;

/// <summary>One item of a set, as its file has it.</summary>
sealed record ItemRow(string Id, string Group, string Name, string Description, string[] Steps)
{
    public string[] Tags { get; init; } = [];

    /// <summary>The item as a run; where it has no steps, its description is the only one.</summary>
    public Trajectory ToRun() => new()
    {
        Task = Description,
        Name = Name,
        Description = Name.Length > 0 ? Excerpt.Of(Description, Procedure.LongestDescription) : "",
        Tags = Tags,
        Steps = [.. (Steps.Any(IsStep) ? Steps.Where(IsStep) : [Description]).Select(step => Step.Parse(Excerpt.Of(step, Step.Longest)))],
        Success = true,
    };

    static bool IsStep(string text) => text.Any(char.IsLetter);
}
