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
        Description = Name.Length > 0 ? Truncate.To(Description, Procedure.MaxDescriptionLength) : "",
        Tags = Tags,
        Steps =
            [.. (Steps.Any(IsStep) ? Steps.Where(IsStep) : [Description]).Select(step => Step.Parse(Truncate.To(step, Step.MaxLength)))],
        Success = true,
    };

    static bool IsStep(string text) => text.Any(char.IsLetter);
}
