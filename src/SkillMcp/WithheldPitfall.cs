using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// What a report would have become as a pitfall or a tip, and the screen kept apart. No agent is given it; a person admits or drops it.
/// </summary>
/// <param name="Pitfall">What it becomes once it is admitted.</param>
/// <param name="Reason">Why it was kept apart.</param>
public sealed record WithheldPitfall(Pitfall Pitfall, string Reason) : ITextual<WithheldPitfall>
{
    /// <summary>The maximum length of a reason that is read from elsewhere, in characters.</summary>
    public const int MaxReasonLength = 500;

    public WithheldPitfall VisitTexts(TextVisitor visitor)
    {
        visitor.Count(Pitfall.Step);
        visitor.Count(Pitfall.IsTip ? 1 : 0);
        return new WithheldPitfall(Pitfall.VisitTexts(visitor, number: 1), visitor.Text(TextField.StatusReason, Reason));
    }

    /// <summary>SHA-256 over what it says, of which step and why it was kept apart, in lower-case hex.</summary>
    public string ContentHash() => TextHash.Of(this);
}
