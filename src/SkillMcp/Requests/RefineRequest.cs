using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>A request to replace the steps of a skill with steps that worked better.</summary>
public sealed record RefineRequest : ITextual<RefineRequest>
{
    public required SkillName Skill { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    public required bool Success { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Reason { get; init; }

    public Evidence? Evidence { get; init; }

    public Guid? Retrieval { get; init; }

    /// <summary>Whether steps may be dropped that check, back up, wait, confirm or roll back.</summary>
    public bool AcceptLoss { get; init; }

    public RefineRequest VisitTexts(TextVisitor visitor) => this with
    {
        Steps = Step.VisitTexts(Steps, visitor),
        Reason = visitor.Text(TextField.Reason, Reason),
        Evidence = Evidence?.VisitTexts(visitor),
    };
}
