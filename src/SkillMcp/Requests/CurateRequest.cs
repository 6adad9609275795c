using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>What is to become of a skill.</summary>
public sealed record CurateRequest : ITextual<CurateRequest>
{
    public required SkillName Skill { get; init; }

    public required CurateAction Action { get; init; }

    /// <summary>Why. <c>unreliable</c>, <c>outdated</c>, <c>superseded</c> or <c>withdrawn</c> for an archived skill; anything else is kept behind <c>withdrawn</c>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>For a rollback, the version to go back to; 0 for the one before.</summary>
    public int Version { get; init; }

    public CurateRequest VisitTexts(TextVisitor visitor) => this with { Reason = visitor.Text(TextField.Reason, Reason) };
}
