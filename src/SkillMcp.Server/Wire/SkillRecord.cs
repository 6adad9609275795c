namespace SkillMcp.Server.Wire;

/// <summary>What is known of a skill beside what it says: everything that moves by itself.</summary>
sealed record SkillRecord
{
    public required string Skill { get; init; }

    public required string Id { get; init; }

    public required string Uri { get; init; }

    public required string Status { get; init; }

    /// <summary>Why it is archived, quarantined or disputed; else empty.</summary>
    public required string StatusReason { get; init; }

    public required bool Stale { get; init; }

    public required bool Pinned { get; init; }

    public required int Version { get; init; }

    public required string Source { get; init; }

    public required double Reliability { get; init; }

    public required double[] Interval { get; init; }

    public required double RecentReliability { get; init; }

    public required double Belief { get; init; }

    public required int Executions { get; init; }

    public required CountAnswer Successes { get; init; }

    public required CountAnswer Partials { get; init; }

    public required CountAnswer Failures { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset? LastSucceededAt { get; init; }

    public required IReadOnlyList<PitfallAnswer> Pitfalls { get; init; }

    public static SkillRecord Of(Skill skill, bool stale)
    {
        var (low, high) = skill.Record.Interval();
        return new SkillRecord
        {
            Skill = skill.Name.Value,
            Id = skill.Id.ToString(),
            Uri = SkillUri.Of(skill.Name),
            Status = Word.Of(skill.Lifecycle.Status),
            StatusReason = skill.Lifecycle.Reason,
            Stale = stale,
            Pinned = skill.Pinned,
            Version = skill.Version,
            Source = Word.Of(skill.Source),
            Reliability = skill.Reliability,
            Interval = [low, high],
            RecentReliability = skill.Record.RecentReliability(skill.Confidence),
            Belief = skill.Belief,
            Executions = skill.Record.Total,
            Successes = CountAnswer.Of(skill.Record.Successes),
            Partials = CountAnswer.Of(skill.Record.Partials),
            Failures = CountAnswer.Of(skill.Record.Failures),
            CreatedAt = skill.CreatedAt,
            UpdatedAt = skill.UpdatedAt,
            LastUsedAt = skill.LastUsedAt,
            LastSucceededAt = skill.LastSucceededAt,
            Pitfalls = [.. skill.Pitfalls.Select(p => new PitfallAnswer(p.Text, p.Step, p.Seen))],
        };
    }
}
