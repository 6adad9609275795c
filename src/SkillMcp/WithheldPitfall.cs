using System.Text.Json.Serialization;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// What a report would have become as a pitfall, a tip or a line of what the skill is not for, and the screen kept apart. No agent is
/// given it; a person admits or drops it.
/// </summary>
/// <param name="Pitfall">What it becomes once it is admitted.</param>
/// <param name="Reason">Why it was kept apart.</param>
sealed record WithheldPitfall(Pitfall Pitfall, string Reason) : ITextual<WithheldPitfall>
{
    /// <summary>The maximum length of a reason that is read from elsewhere, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Whether its text is what the skill is not for, and neither a pitfall nor a tip.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNotFor { get; init; }

    /// <summary>Whether a person dropped it. It is kept, so that it does not wait again when it is reported again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDropped { get; init; }

    /// <summary>What it becomes once it is admitted.</summary>
    [JsonIgnore]
    public string Kind => (IsNotFor, Pitfall.IsTip) switch
    {
        (true, _) => "\"not for\"",
        (_, true) => "tip",
        _ => "pitfall",
    };

    /// <summary>Whether it says the same, of whatever step and for whatever reason it was kept apart.</summary>
    public bool IsSameNote(WithheldPitfall other) => Kind == other.Kind && Pitfall.Text == other.Pitfall.Text;

    public WithheldPitfall VisitTexts(TextVisitor visitor)
    {
        visitor.Count(Pitfall.Step);
        visitor.Count((Pitfall.IsTip ? 1 : 0) + (IsNotFor ? 2 : 0));
        return this with { Pitfall = Pitfall.VisitTexts(visitor, number: 1), Reason = visitor.Text(TextField.StatusReason, Reason) };
    }

    /// <summary>SHA-256 over what it says, of which step and why it was kept apart, in lower-case hex.</summary>
    public string ContentHash() => TextHash.Of(this);
}
