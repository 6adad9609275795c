namespace SkillMcp.Packaging;

/// <summary>A folder with a SKILL.md, or one by itself.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Name">What the folder is called.</param>
/// <param name="Files">All that is in it.</param>
sealed record FolderItem(string Place, string Name, IReadOnlyList<FolderFile> Files) : SourceItem(Place)
{
    /// <summary>What it is recognized by when it is imported again.</summary>
    public string Origin { get; init; } = Place;

    /// <summary>What tells it from others of its name, such as the folder of its plugin; empty if there is nothing to go by.</summary>
    public string Group { get; init; } = "";

    /// <summary>The links in it that were not followed, by path: what came in through them before stays.</summary>
    public IReadOnlyList<string> Unfollowed { get; init; } = [];

    /// <summary>What a person should know of it; empty if there is nothing.</summary>
    public string Remark { get; init; } = "";
}
