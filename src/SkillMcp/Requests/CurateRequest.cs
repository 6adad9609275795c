using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>A request to archive, restore, pin, unpin or roll back a skill.</summary>
public sealed record CurateRequest : ITextual<CurateRequest>
{
    /// <summary>The skill.</summary>
    public required SkillName Skill { get; init; }

    /// <summary>What is done to it.</summary>
    public required CurateAction Action { get; init; }

    /// <summary>
    /// Why a skill is archived: <c>unreliable</c>, <c>outdated</c>, <c>superseded</c> or <c>withdrawn</c>. Any other text is stored
    /// after <c>withdrawn</c>. May be empty.
    /// </summary>
    public string Reason { get; init; } = "";

    /// <summary>For a rollback, the version to go back to; 0 for the one before the current one.</summary>
    public int Version { get; init; }

    CurateRequest ITextual<CurateRequest>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal CurateRequest VisitTexts(TextVisitor visitor) => this with { Reason = visitor.Text(TextField.Reason, Reason) };
}
