namespace SkillMcp.Retrieval;

/// <summary>
/// Chooses the words that are worth searching for. A rare word finds few skills that are likely right;
/// a common one finds many that rarer words find as well, and each skill that holds a word has to be ranked.
/// </summary>
static class RarestKnownWords
{
    /// <summary>The rarest words that any skill holds, until they are too many or too many skills hold them.</summary>
    /// <param name="frequencies">How common the words are.</param>
    /// <param name="maxWords">How many words are chosen at most.</param>
    /// <param name="maxSkills">How many skills the chosen words may find together, a skill counted once for each word.</param>
    /// <param name="minWords">How many words are chosen whatever they find.</param>
    /// <param name="groups">The words, each once. A group is used up before the next; words of the same frequency keep their order.</param>
    public static IReadOnlyList<string> Of(
        WordFrequencies frequencies, int maxWords, int maxSkills, int minWords, params IEnumerable<IEnumerable<string>> groups)
    {
        var known = groups.SelectMany(group => group
            .Where(frequencies.DocumentFrequency.ContainsKey)
            .OrderBy(word => frequencies.DocumentFrequency[word]));
        var chosen = new List<string>();
        var found = 0;
        foreach (var word in known.Take(maxWords))
        {
            found += frequencies.DocumentFrequency[word];
            if (found > maxSkills && chosen.Count >= minWords)
            {
                break;
            }
            chosen.Add(word);
        }
        return chosen;
    }
}
