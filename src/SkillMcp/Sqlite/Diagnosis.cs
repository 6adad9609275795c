namespace SkillMcp.Sqlite;

/// <summary>The state of a file of skills.</summary>
public sealed record Diagnosis
{
    /// <summary>What is wrong, a sentence each.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What the schema lacks that <see cref="SkillDatabase.RebuildAsync"/> makes anew, a sentence each.</summary>
    public required IReadOnlyList<string> Repairable { get; init; }

    /// <summary>What was made anew when the file was opened, a sentence each.</summary>
    public required IReadOnlyList<string> Repaired { get; init; }

    /// <summary>The versions whose text was changed by something else than skillmcp. A person accepts or replaces them.</summary>
    public required IReadOnlyList<ChangedVersion> ChangedOutside { get; init; }

    /// <summary>Whether <see cref="SkillDatabase.RebuildAsync"/> would change the search index.</summary>
    public required bool IndexIsStale { get; init; }

    public bool IsSound => Problems.Count == 0 && Repairable.Count == 0;
}
