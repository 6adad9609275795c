namespace SkillMcp.Sqlite;

/// <summary>The state of a file of skills.</summary>
sealed record Diagnosis
{
    /// <summary>What is wrong, one sentence for each problem.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What is missing or different in the schema, if <see cref="SkillDatabase.RebuildAsync"/> can recreate it.</summary>
    public required IReadOnlyList<string> Repairable { get; init; }

    /// <summary>What was recreated when the file was opened, one sentence each.</summary>
    public required IReadOnlyList<string> Repaired { get; init; }

    /// <summary>The versions whose text was changed by something other than skillmcp. A person has to accept or replace them.</summary>
    public required IReadOnlyList<ChangedVersion> ChangedOutside { get; init; }

    /// <summary>Whether <see cref="SkillDatabase.RebuildAsync"/> would change the search index.</summary>
    public required bool IndexIsStale { get; init; }

    /// <summary>
    /// Whether SQLite calls the file damaged. Where that is in what is derived, <see cref="SkillDatabase.RebuildAsync"/> helps.
    /// </summary>
    public bool IsDamaged { get; init; }

    /// <summary>What cannot be read of what is not derived, one sentence each: only a backup or saving the rest helps.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];

    /// <summary>Whether nothing is wrong and nothing needs to be recreated.</summary>
    public bool IsSound => Problems.Count == 0 && Repairable.Count == 0;
}
