namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Records how an execution ended, and does what follows from it.</summary>
    /// <exception cref="SkillException">No skill has the name, the retrieval did not return it, or the step or component is not there.</exception>
    public Task<Recorded> RecordAsync(Report report, CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <summary>How an execution of a skill ended.</summary>
public sealed record Report
{
    public required SkillName Skill { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Whether a person saw it.</summary>
    public bool Confirmed { get; init; }

    public Guid? Retrieval { get; init; }

    public Evidence? Evidence { get; init; }

    /// <summary>The step that failed, as shown, from 1; 0 where none did or nobody knows.</summary>
    public int FailedStep { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>For a composite, how components of it ended; these count there too.</summary>
    public IReadOnlyDictionary<SkillName, Outcome> Components { get; init; } = new Dictionary<SkillName, Outcome>();
}

/// <summary>The answer to a <see cref="Report"/>.</summary>
public sealed record Recorded
{
    /// <summary>The skill as it is now.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Whether the execution is new.</summary>
    public required bool Counted { get; init; }

    /// <summary>What followed, such as "archived as unreliable"; a sentence each.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];
}
