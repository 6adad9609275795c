namespace SkillMcp.Packaging;

/// <summary>A folder in the walk over folders.</summary>
/// <param name="Place">The folder, as it is reported.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Real">Its path without links.</param>
sealed record VisitedFolder(string Place, DirectoryInfo Folder, string Real)
{
    /// <summary>Where it is in the skill that it belongs to, or else in what was named; empty, or with a slash at its end.</summary>
    public string Within { get; init; } = "";

    /// <summary>The skill that it belongs to; null if it belongs to none.</summary>
    public PendingSkill? Skill { get; init; }

    /// <summary>How many folders are above it.</summary>
    public int Depth { get; init; }

    /// <summary>Whether it was reached by a link.</summary>
    public bool IsLinked { get; init; }

    public VisitedFolder Below(string place, DirectoryInfo below) => this with
    {
        Place = place,
        Folder = below,
        Real = Path.Combine(Real, below.Name),
        Within = $"{Within}{below.Name}/",
        Depth = Depth + 1,
    };

    /// <summary>What a link in it leads to, which belongs to no skill around it.</summary>
    /// <param name="place">The link, as it is reported.</param>
    /// <param name="name">What the link is called.</param>
    /// <param name="target">What it leads to.</param>
    public VisitedFolder Linked(string place, string name, string target) =>
        new(place, new DirectoryInfo(target), target) { Within = $"{Within}{name}/", Depth = Depth + 1, IsLinked = true };
}
