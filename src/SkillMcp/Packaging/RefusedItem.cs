namespace SkillMcp.Packaging;

/// <summary>What cannot be imported, and why.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Reason">Why.</param>
sealed record RefusedItem(string Place, string Reason) : SourceItem(Place)
{
    /// <summary>Whether it is a link that leads out of what was named, which an earlier import may have followed.</summary>
    public bool IsLinkElsewhere { get; init; }
}
