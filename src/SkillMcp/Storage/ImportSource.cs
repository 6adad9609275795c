using SkillMcp.Safety;

namespace SkillMcp.Storage;

/// <summary>What was read at a place that skills are imported from, and what became of it.</summary>
sealed record ImportSource
{
    /// <summary>Where it is.</summary>
    public required string Place { get; init; }

    /// <summary>The hash of all that was read.</summary>
    public required string Hash { get; init; }

    /// <summary>The rules that it was read and screened by.</summary>
    public required string Rules { get; init; }

    /// <summary>What it calls itself.</summary>
    public required string Name { get; init; }

    /// <summary>The skill that it became; null if it was refused.</summary>
    public Guid? Skill { get; init; }

    /// <summary>The hash of the text that was stored of it; empty if it was refused.</summary>
    public string Content { get; init; } = "";

    /// <summary>Why it was refused; empty if it was not.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>What the screen found, if it was refused.</summary>
    public IReadOnlyList<ScreeningFinding> Findings { get; init; } = [];
}
