namespace SkillMcp.Retrieval;

/// <summary>Says in one line what of a task stands where in a skill.</summary>
static class Explanation
{
    const int MaxWords = 8;

    public static string Of(RankedCandidate ranked)
    {
        var words = ranked.Match.Query.Task.Words;
        var left = Enumerable.Range(0, words.Count).Where(word => words[word].Kind == WordKind.Content).ToList();
        var parts = new List<string>();
        foreach (var (field, place) in new[]
        {
            (ranked.Match.Name, "name"), (ranked.Match.Description, "description"), (ranked.Match.Tags, "tags"), (ranked.Match.Steps, "steps"), (ranked.Match.Tasks, "past tasks"),
        })
        {
            // A word is named where it says most: in the first field that holds it.
            AddWords(left.Where(word => field.TermFrequencies[word] > 0), $" in the {place}");
            left.RemoveAll(word => field.TermFrequencies[word] > 0);
        }
        AddWords(left, " nowhere");
        return string.Join("; ", parts);

        void AddWords(IEnumerable<int> chosen, string where)
        {
            var written = chosen.OrderByDescending(word => ranked.Match.Query.Weights[word]).Select(word => words[word].Written).ToList();
            if (written.Count > 0)
            {
                parts.Add(string.Join(", ", written.Take(MaxWords)) + (written.Count > MaxWords ? $" and {written.Count - MaxWords} more" : "") + where);
            }
        }
    }
}
