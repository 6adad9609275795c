namespace SkillMcp.UseCases;

/// <summary>A text that is put in place of a skill's current one, or kept beside it, as a new version or as the one that said it before, whose record then goes on.</summary>
/// <param name="Number">The version that says it already; 0 where it is a new one.</param>
/// <param name="Text">What the skill, or its alternative, is to say; null where it says it already.</param>
/// <param name="IsBeside">Whether it is kept beside the skill as an alternative.</param>
/// <param name="Reason">Why.</param>
sealed record WrittenText(int Number, Procedure? Text, bool IsBeside, string Reason)
{
    /// <summary>The skill with the text in its place, and the version that this adds, if any.</summary>
    public (Skill After, SkillVersion? Added) In(Skill skill, IReadOnlyList<SkillVersion> versions, Provenance provenance, DateTimeOffset now)
    {
        if (Text is null)
        {
            return (skill, null);
        }
        if (Number > 0)
        {
            return (IsBeside ? skill : skill with { Procedure = Text, Version = Number, UpdatedAt = now }, null);
        }
        var version = new SkillVersion
        {
            Number = SkillChanges.NextNumber(versions),
            Procedure = Text,
            IsAlternative = IsBeside,
            Provenance = provenance,
            Reason = Reason,
            CreatedAt = now,
        };
        return (IsBeside ? skill : skill with { Procedure = Text, Version = version.Number, UpdatedAt = now }, version);
    }
}
