namespace SkillMcp;

/// <summary>
/// Whether the version of today does worse than one before it. Each version has a record of its own; what is believed of the two
/// must differ by more than chance (95 %, one-sided), so that neither a bad day nor a bare claim undoes a refinement.
/// </summary>
public static class Regression
{
    /// <summary>The fewest executions of a version that let it be judged.</summary>
    public const int Tried = 5;

    // Of either version nothing is known but its own record.
    const double Neutral = 0.5;

    // The 95 % point of the normal distribution.
    const double Beyond = 1.645;

    /// <summary>The last version before this one that does better; null where none does, or the machine must not touch the skill.</summary>
    public static SkillVersion? BetterBefore(Skill skill, IReadOnlyList<SkillVersion> versions) =>
        !skill.Pinned && skill.IsActive && versions.FirstOrDefault(version => version.Number == skill.Version) is { } current && current.Record.Total >= Tried
            ? versions.LastOrDefault(version => version.Number < current.Number && !version.IsAlternative && IsBetter(version.Record, current.Record))
            : null;

    static bool IsBetter(TrackRecord one, TrackRecord other)
    {
        var (its, others) = (one.Posterior(Neutral), other.Posterior(Neutral));
        return its.Mean - others.Mean > Beyond * Math.Sqrt(its.Variance + others.Variance);
    }
}
