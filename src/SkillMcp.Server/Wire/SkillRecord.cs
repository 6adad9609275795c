namespace SkillMcp.Server.Wire;

/// <summary>What is known of a skill beside its text: everything that changes without a new version.</summary>
sealed record SkillRecord : SkillAnswer
{
    SkillRecord(Skill skill, bool stale) : base(skill)
    {
        var (low, high) = skill.Record.Interval();
        Id = skill.Id.ToString();
        Uri = SkillUri.Of(skill.Name);
        StatusReason = skill.Lifecycle.Reason;
        Stale = stale;
        Pinned = skill.Pinned;
        Version = skill.Version;
        Source = EnumName.Of(skill.Source);
        Interval = [low, high];
        Belief = skill.Belief;
        Successes = CountAnswer.Of(skill.Record.Successes);
        Partials = CountAnswer.Of(skill.Record.Partials);
        Failures = CountAnswer.Of(skill.Record.Failures);
        CreatedAt = skill.CreatedAt;
        UpdatedAt = skill.UpdatedAt;
        LastUsedAt = skill.LastUsedAt;
        LastSucceededAt = skill.LastSucceededAt;
        Pitfalls = PitfallAnswer.PitfallsOf(skill);
        Tips = PitfallAnswer.TipsOf(skill);
    }

    public string Id { get; }

    public string Uri { get; }

    /// <summary>Why it is archived, quarantined or disputed; else empty.</summary>
    public string StatusReason { get; }

    public bool Stale { get; }

    public bool Pinned { get; }

    public int Version { get; }

    public string Source { get; }

    /// <summary>The ends of the interval in which the reliability lies, the lower first.</summary>
    public double[] Interval { get; }

    public double Belief { get; }

    public CountAnswer Successes { get; }

    public CountAnswer Partials { get; }

    public CountAnswer Failures { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset UpdatedAt { get; }

    public DateTimeOffset? LastUsedAt { get; }

    public DateTimeOffset? LastSucceededAt { get; }

    public IReadOnlyList<PitfallAnswer> Pitfalls { get; }

    public IReadOnlyList<PitfallAnswer> Tips { get; }

    public static SkillRecord Of(Skill skill, bool stale) => new(skill, stale);
}
