namespace SkillMcp.Sqlite;

/// <summary>How a file of skills is.</summary>
public sealed record Diagnosis
{
    /// <summary>What is wrong, a sentence each; empty where all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The versions whose text was changed by something else than skillmcp. A person accepts or replaces them.</summary>
    public required IReadOnlyList<ChangedVersion> ChangedOutside { get; init; }

    /// <summary>Whether <see cref="SkillDatabase.RebuildAsync"/> has something to put right.</summary>
    public required bool IndexIsStale { get; init; }

    public bool IsSound => Problems.Count == 0;
}

/// <summary>A version of a skill whose text no longer matches its hash.</summary>
/// <param name="Project">The skill's project; empty for everybody's.</param>
/// <param name="Skill">The skill's name.</param>
/// <param name="Version">Which version.</param>
/// <param name="IsCurrent">Whether it is the one that would be handed out.</param>
public sealed record ChangedVersion(string Project, string Skill, int Version, bool IsCurrent);
