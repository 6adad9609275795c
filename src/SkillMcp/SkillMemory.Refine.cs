namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Gives a skill other steps, because a run showed that they work.</summary>
    /// <exception cref="SkillException">The run did not succeed, nothing changed, or the skill is a composite or not active.</exception>
    public Task<Refined> RefineAsync(RefineRequest request, Provenance by, CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <summary>Steps that worked better than the stored ones.</summary>
public sealed record RefineRequest
{
    public required SkillName Skill { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    public required bool Success { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Reason { get; init; }

    public Evidence? Evidence { get; init; }

    public Guid? Retrieval { get; init; }

    /// <summary>Whether a check, a backup, a wait, a confirmation or a rollback may go.</summary>
    public bool AcceptLoss { get; init; }
}

/// <summary>The answer to a <see cref="RefineRequest"/>.</summary>
public sealed record Refined
{
    /// <summary><see cref="Decision.Refined"/>, <see cref="Decision.Alternative"/>, <see cref="Decision.WouldLose"/> or <see cref="Decision.Quarantined"/>.</summary>
    public required Decision Decision { get; init; }

    public required Skill Skill { get; init; }

    /// <summary>The version that holds the new steps, or the current one where they went nowhere.</summary>
    public required int Version { get; init; }

    /// <summary>The steps that the change would drop.</summary>
    public IReadOnlyList<string> WouldLose { get; init; } = [];

    public required string Reason { get; init; }
}
