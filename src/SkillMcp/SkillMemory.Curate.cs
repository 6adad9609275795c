namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Archives, restores, pins, unpins or rolls back a skill. What is so already stays, and the answer says so.</summary>
    /// <exception cref="SkillException">No skill has the name, or it cannot be done in its state.</exception>
    public Task<Curated> CurateAsync(CurateRequest request, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Makes a quarantined skill active, with the content that it has now. For people alone.</summary>
    /// <exception cref="SkillException">No skill has the name, or it is not quarantined.</exception>
    public Task<Curated> ApproveAsync(SkillName name, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Deletes a skill and all that was kept of it, for good. For people alone.</summary>
    /// <exception cref="SkillException">No skill has the name.</exception>
    public Task<Curated> PurgeAsync(SkillName name, CancellationToken cancel = default) => throw new NotImplementedException();
}

public enum CurateAction
{
    Archive,
    Restore,
    Pin,
    Unpin,
    Rollback,
}

/// <summary>What is to become of a skill.</summary>
public sealed record CurateRequest
{
    public required SkillName Skill { get; init; }

    public required CurateAction Action { get; init; }

    /// <summary>Why. <c>unreliable</c>, <c>outdated</c>, <c>superseded</c> or <c>withdrawn</c> for an archived skill; anything else is kept behind <c>withdrawn</c>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>For a rollback, the version to go back to; 0 for the one before.</summary>
    public int Version { get; init; }
}

/// <summary>What is now true.</summary>
/// <param name="Skill">The skill as it is now (after a purge, as it was).</param>
/// <param name="Changed">Whether anything had to be done.</param>
/// <param name="Followed">What followed, such as a composite that is degraded now; a sentence each.</param>
public sealed record Curated(Skill Skill, bool Changed, IReadOnlyList<string> Followed);
