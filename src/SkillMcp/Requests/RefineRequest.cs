using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>A request to replace the steps of a skill with steps that worked better, to rename it or to describe it anew.</summary>
public sealed record RefineRequest : ITextual<RefineRequest>
{
    /// <summary>The skill.</summary>
    public required SkillName Skill { get; init; }

    /// <summary>All steps as they should be; empty to keep those that it has, and then no run is counted.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>The new name; empty to keep it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The new description; empty to keep it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the steps worked.</summary>
    public bool Success { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Reason { get; init; }

    /// <summary>What was observed of the run; null for nothing.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The retrieval that the run followed, so that it is counted only once; null if there was none.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>Whether steps may be dropped that check, back up, wait, confirm or roll back.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>Which session of which agent tells it, as in <see cref="RetrieveRequest.Session"/>; empty if it is not known.</summary>
    public string Session { get; init; } = "";

    RefineRequest ITextual<RefineRequest>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal RefineRequest VisitTexts(TextVisitor visitor) => this with
    {
        Name = visitor.Text(TextField.Name, Name),
        Description = visitor.Text(TextField.Description, Description),
        Steps = Step.VisitTexts(Steps, visitor),
        Reason = visitor.Text(TextField.Reason, Reason),
        Evidence = Evidence?.VisitTexts(visitor),
    };
}
