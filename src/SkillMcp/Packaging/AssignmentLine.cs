namespace SkillMcp.Packaging;

/// <summary>What was drawn for a task while uplift was measured, within the line of its skill. What is null is left out.</summary>
sealed record AssignmentLine(Guid Retrieval, int Version, bool Withheld, int Percent, string At)
{
    /// <summary>The retrieval that it was drawn at; left out where that is this one.</summary>
    public Guid? First { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Whether the outcome was read in a log; left out where it was not.</summary>
    public bool? Read { get; init; }

    public static AssignmentLine Of(Assignment assignment) => new(
        assignment.Retrieval, assignment.Version, assignment.IsWithheld, assignment.Percent, SkillLine.Time(assignment.At))
    {
        First = assignment.IsFirst ? null : assignment.First,
        Outcome = assignment.Outcome is { } outcome ? EnumName.Of(outcome) : null,
        Read = assignment.IsRead ? true : null,
    };
}
