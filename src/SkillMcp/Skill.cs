namespace SkillMcp;

/// <summary>A procedure that is remembered: what it says, how it has fared, and where it is in its life.</summary>
public sealed record Skill
{
    /// <summary>A version 7 UUID, made by whoever adds the skill.</summary>
    public required Guid Id { get; init; }

    public Project Project { get; init; }

    /// <summary>Unique within its project.</summary>
    public required SkillName Name { get; init; }

    public required Procedure Procedure { get; init; }

    /// <summary>The number of the version that <see cref="Procedure"/> is, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Counts every change but those of the track record; a change that was decided on an older revision is refused.</summary>
    public long Revision { get; init; } = 1;

    public Lifecycle Lifecycle { get; init; } = Lifecycle.Active;

    /// <summary>A pinned skill is never refined, merged or retired by the machine.</summary>
    public bool Pinned { get; init; }

    public TrackRecord Record { get; init; } = TrackRecord.Empty;

    /// <summary>Prior belief before any execution, 0-1: 1 for what a person wrote, less for what was learned and is not yet proved.</summary>
    public double Confidence { get; init; } = 1;

    public required Source Source { get; init; }

    public required Provenance Provenance { get; init; }

    public IReadOnlyList<Pitfall> Pitfalls { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>A failure never refreshes it.</summary>
    public DateTimeOffset? LastSucceededAt { get; init; }

    public bool IsActive => Lifecycle.Status == Status.Active;

    public double Reliability => Record.Reliability(Confidence);

    public double Belief => Record.Belief(Confidence);

    /// <summary>Whether nobody has succeeded with it for longer than <paramref name="after"/>; a skill that was never tried counts from its making.</summary>
    public bool IsStale(DateTimeOffset now, TimeSpan after) => now - (LastSucceededAt ?? CreatedAt) > after;

    /// <summary>A skill as a store has read it: quarantined where its text is not the one that was stored.</summary>
    /// <param name="storedHash">The content hash that was stored with the text.</param>
    public Skill AsRead(string storedHash) =>
        Procedure.ContentHash() == storedHash ? this : this with { Lifecycle = Lifecycle.Quarantined(Lifecycle.ChangedOutside) };
}
