namespace SkillMcp.UseCases;

/// <summary>
/// A text to write into a skill: as its current text or as an alternative, and as a new version or as the earlier version with the
/// same text, which then keeps its record.
/// </summary>
/// <param name="Number">The version that already has the text; 0 for a new version.</param>
/// <param name="Text">The text; null if there is nothing to write.</param>
/// <param name="IsBeside">Whether the text is kept beside the skill as an alternative.</param>
/// <param name="Reason">Why the text is written; stored with a new version.</param>
sealed record WrittenText(int Number, Procedure? Text, bool IsBeside, string Reason)
{
    /// <summary>
    /// Whether the text says what the current one says, with another parameter: then both are one way. A text with the same steps always
    /// does.
    /// </summary>
    public bool IsSameWay { get; init; }

    /// <summary>Whether the skill has just failed in another way.</summary>
    public bool IsAfterFailure { get; init; }

    /// <summary>The text of another way that this one replaces there; null if it begins a way, or is of the current one.</summary>
    public SkillVersion? Of { get; init; }

    /// <summary>The skill with the text written into it, and the added version; null if none is added.</summary>
    public (Skill After, SkillVersion? Added) In(
        Skill skill, IReadOnlyList<SkillVersion> versions, Provenance provenance, DateTimeOffset now)
    {
        if (Text is null)
        {
            return (skill, null);
        }
        if (Number > 0)
        {
            var stored = versions.First(version => version.Number == Number);
            return (IsBeside ? skill : SkillChanges.WithVersion(skill, stored, now) with { Procedure = Text }, null);
        }
        var number = SkillChanges.NextNumber(versions);
        var isSameWay = !IsBeside && (IsSameWay || SkillChanges.SaysTheSame(skill.Procedure, Text));
        var version = new SkillVersion
        {
            Number = number,
            Way = isSameWay ? skill.Way : Of?.Way ?? number,
            Procedure = Text,
            IsAlternative = Of?.IsAlternative ?? IsBeside,
            IsAfterFailure = IsAfterFailure && !isSameWay && Of is null,
            Provenance = provenance,
            Reason = Reason,
            CreatedAt = now,
        };
        return (IsBeside ? skill : SkillChanges.WithVersion(skill, version, now), version);
    }
}
