namespace SkillMcp.Retrieval;

/// <summary>Says in one line in which fields of a skill the words of a task were found.</summary>
static class Explanation
{
    const int MaxWords = 5;

    public static string Of(RankedCandidate ranked)
    {
        var match = ranked.Match;
        var words = match.Query.Task.Words;
        var remaining = Enumerable.Range(0, words.Count).Where(index => words[index].Kind == WordKind.Content).ToList();
        var parts = new List<string>();
        // The fields that say most about a skill come first, and a word is named in the first that holds it.
        (FieldMatch Field, string Name)[] fields =
        [
            (match.Name, "name"),
            (match.Description, "description"),
            (match.Tags, "tags"),
            (match.Steps, "steps"),
            (match.Tasks, "past tasks"),
        ];
        foreach (var (field, name) in fields)
        {
            AddWords(name, remaining.Where(index => field.TermFrequencies[index] > 0));
            remaining.RemoveAll(index => field.TermFrequencies[index] > 0);
        }
        AddWords("nowhere", remaining);
        return string.Join("; ", parts);

        void AddWords(string where, IEnumerable<int> indexes)
        {
            var written = indexes.OrderByDescending(index => match.Query.Weights[index]).Select(index => words[index].Written).ToList();
            if (written.Count == 0)
            {
                return;
            }
            var more = written.Count > MaxWords ? $" and {written.Count - MaxWords} more" : "";
            parts.Add($"{where}: {string.Join(", ", written.Take(MaxWords))}{more}");
        }
    }
}
