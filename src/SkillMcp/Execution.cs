using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>One execution of one version of a skill, as it is recorded.</summary>
public sealed record Execution : ITextual<Execution>
{
    /// <summary>Made by whoever reports it; a version 7 UUID.</summary>
    public required Guid Id { get; init; }

    public required Guid Skill { get; init; }

    /// <summary>The version that was followed.</summary>
    public required int Version { get; init; }

    public required Outcome Outcome { get; init; }

    public required EvidenceLevel EvidenceLevel { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The retrieval that it followed. With the skill it is the idempotency key: one retrieval counts once for each skill. Null: every report counts.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>What was to be done, where it is known.</summary>
    public string Task { get; init; } = "";

    public string Notes { get; init; } = "";

    public Evidence? Evidence { get; init; }

    /// <summary>What went wrong and is worth knowing next time, where something did.</summary>
    public Pitfall? Pitfall { get; init; }

    public Execution VisitTexts(TextVisitor visitor) => this with
    {
        Task = visitor.Text(TextField.Task, Task),
        Notes = visitor.Text(TextField.Notes, Notes),
        Evidence = Evidence?.VisitTexts(visitor),
        Pitfall = Pitfall?.VisitTexts(visitor, number: 1),
    };
}
