namespace SkillMcp.Storage;

/// <summary>How common words are in the memory.</summary>
/// <param name="Skills">How many skills there are.</param>
/// <param name="DocumentFrequency">For each known word, how many skills hold it.</param>
public sealed record WordFrequencies(int Skills, IReadOnlyDictionary<string, int> DocumentFrequency)
{
    /// <summary>For each known word, about how many skills hold it in the name, the description or the tags.</summary>
    public IReadOnlyDictionary<string, int> TitleDocumentFrequency { get; init; } = new Dictionary<string, int>();
}
