using SkillMcp.Formation;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Finds the active skills that a procedure may be the same as, and compares it with each.</summary>
sealed class SkillComparisons(IMemoryStore store, Project project, SkillMemoryOptions options)
{
    // What a procedure repeats is nearly always the first search result.
    const int MaxCompared = 20;

    // A common word adds little, and every skill that holds it would have to be ranked (3 µs each).
    const int MaxRanked = 1_000;
    const int MinWords = 4;

    /// <summary>The comparisons with the active skills that share words with a procedure, the most similar first.</summary>
    /// <param name="procedure">The procedure.</param>
    /// <param name="features">What it is compared by.</param>
    /// <param name="isNamed">Whether its author gave it its name.</param>
    /// <param name="cancel">Cancels the search.</param>
    public async Task<(IReadOnlyList<SkillComparison> Skills, WordFrequencies Frequencies)> OfAsync(
        Procedure procedure, ComparisonFeatures features, bool isNamed, CancellationToken cancel)
    {
        var words = WordsOf(procedure);
        var frequencies = await store.CountsAsync(project, words, cancel);
        var searched = RarestKnownWords.Of(frequencies, options.SearchedWords, MaxRanked, MinWords, words);
        var skills = await store.WithWordsAsync(project, searched, MaxCompared, cancel);
        var comparisons = skills.Where(skill => skill.IsActive)
            .Select(skill => Consolidator.Compare(features, isNamed, skill, frequencies))
            .OrderByDescending(comparison => comparison.Similarity);
        return ([.. comparisons], frequencies);
    }

    static List<string> WordsOf(Procedure procedure) => Words.Of(procedure.Description)
        .Concat(Words.Of(procedure.Title))
        .Concat(procedure.Steps.SelectMany(step => Words.Of(step.Text)))
        .Distinct()
        .ToList();
}
