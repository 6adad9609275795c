namespace SkillMcp.Storage;

/// <summary>How common words are in the memory.</summary>
/// <param name="Skills">How many skills there are.</param>
/// <param name="Holding">For each word that is known, in how many skills it stands.</param>
public sealed record WordFrequencies(int Skills, IReadOnlyDictionary<string, int> Holding)
{
    /// <summary>For each word that is known, in about how many skills it stands in the name, the description or the tags.</summary>
    public IReadOnlyDictionary<string, int> Titled { get; init; } = new Dictionary<string, int>();
}
