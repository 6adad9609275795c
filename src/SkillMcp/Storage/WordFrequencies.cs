namespace SkillMcp.Storage;

/// <summary>How common words are in the memory.</summary>
/// <param name="Skills">The number of skills.</param>
/// <param name="DocumentFrequency">For each known word, the number of skills that contain it.</param>
sealed record WordFrequencies(int Skills, IReadOnlyDictionary<string, int> DocumentFrequency)
{
    /// <summary>For each known word, the approximate number of skills that contain it in the name, the description or the tags.</summary>
    public IReadOnlyDictionary<string, int> TitleDocumentFrequency { get; init; } = new Dictionary<string, int>();

    /// <summary>Another text whenever the words of any skill, or the tasks that it served, have changed.</summary>
    public string State { get; init; } = "";
}
