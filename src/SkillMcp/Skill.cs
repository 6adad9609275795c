namespace SkillMcp;

/// <summary>A stored procedure, with its track record and its lifecycle.</summary>
public sealed record Skill
{
    /// <summary>A version 7 UUID, made by the code that adds the skill.</summary>
    public required Guid Id { get; init; }

    /// <summary>The project that it belongs to.</summary>
    public Project Project { get; init; }

    /// <summary>Unique within its project.</summary>
    public required SkillName Name { get; init; }

    /// <summary>Its current text.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>The number of the current version, from 1; <see cref="Procedure"/> is its text.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// The number of the way that the current version is of: that of the version that began it. Versions that say the same in other words
    /// are one way.
    /// </summary>
    public int Way
    {
        get => field == 0 ? Version : field;
        // Two that are of the same way are equal, whether that was said or not.
        init => field = value == Version ? 0 : value;
    }

    /// <summary>
    /// The number of changes, from 1, except those of the track record.
    /// A change that was decided on an older revision is refused.
    /// </summary>
    public long Revision { get; init; } = 1;

    /// <summary>Whether agents are given it, and why not.</summary>
    public Lifecycle Lifecycle { get; init; } = Lifecycle.Active;

    /// <summary>A pinned skill is never refined, merged or retired automatically.</summary>
    public bool Pinned { get; init; }

    /// <summary>Whether other ways than the current one are tried.</summary>
    public bool HasTrials { get; init; } = true;

    /// <summary>The executions of all its ways.</summary>
    public TrackRecord Record { get; init; } = TrackRecord.Empty;

    /// <summary>
    /// The prior belief before any execution, 0-1.
    /// It is 1 for a skill that a person wrote, and less for one that was learned and is not yet proved.
    /// </summary>
    public double Confidence { get; init; } = 1;

    /// <summary>How it came into being.</summary>
    public required Source Source { get; init; }

    /// <summary>Who wrote it, and through which client.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What is worth knowing of its current steps: pitfalls, and then tips.</summary>
    public IReadOnlyList<Pitfall> Pitfalls { get; init; } = [];

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its text changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The time of its last execution; null if there is none.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The time of its last success; null if there is none.</summary>
    public DateTimeOffset? LastSucceededAt { get; init; }

    /// <summary>Whether agents are given it.</summary>
    public bool IsActive => Lifecycle.Status == Status.Active;

    /// <summary>The share of executions that worked, 0-1; <see cref="Confidence"/> if there are none.</summary>
    public double Reliability => Record.Reliability(Confidence);

    /// <summary>
    /// The belief that ranking uses, 0-1: what is believed of its current way, the 5 % quantile of that way's posterior. Before the
    /// posterior is derived, that of the counts.
    /// </summary>
    public double Belief => WayBelief ?? Record.Belief(Confidence);

    /// <summary>The 5 % quantile of the posterior of its current way, 0-1; null before it is derived.</summary>
    public double? WayBelief { get; init; }

    /// <summary>
    /// Whether its last success is longer ago than <paramref name="after"/>.
    /// For a skill without a success, the time since its creation counts.
    /// </summary>
    public bool IsStale(DateTimeOffset now, TimeSpan after) => now - (LastSucceededAt ?? CreatedAt) > after;

    /// <summary>This skill as read from a store: quarantined if its text does not match the stored hash.</summary>
    /// <param name="storedHash">The content hash that was stored with the text; empty to quarantine the skill.</param>
    public Skill AsRead(string storedHash) =>
        Procedure.ContentHash() == storedHash ? this : this with { Lifecycle = Lifecycle.OfChanged() };
}
