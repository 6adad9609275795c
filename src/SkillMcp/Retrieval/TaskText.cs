namespace SkillMcp.Retrieval;

/// <summary>The words of a task that are worth asking for, each once, in the order in which they first stand.</summary>
sealed record TaskText
{
    // A task is a sentence or a page; whoever pastes a log means its beginning.
    const int LongestRead = 16_000;
    const int MostWords = 256;

    public required IReadOnlyList<TaskWord> Words { get; init; }

    /// <summary>Which words follow each other, as places in <see cref="Words"/>.</summary>
    public required IReadOnlySet<(int First, int Second)> Pairs { get; init; }

    public static TaskText Of(string task)
    {
        var reader = new Reader();
        foreach (var word in SkillMcp.Words.Split(task.Length > LongestRead ? task[..LongestRead] : task))
        {
            if (reader.Words.Count >= MostWords)
            {
                break;
            }
            reader.Read(word);
        }
        return new TaskText { Words = reader.Words, Pairs = reader.Pairs };
    }

    sealed class Reader
    {
        // The last words as they were written, function words too: what is joined was written together or side by side.
        readonly List<string> heard = [];
        readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        int previous = -1;

        public List<TaskWord> Words { get; } = [];

        public HashSet<(int, int)> Pairs { get; } = [];

        public void Read(string word)
        {
            if (IsJoined(word))
            {
                Place(word, isJoined: true);
                return;
            }
            var before = heard.Count > 0 ? heard[^1] : "";
            heard.Add(word);
            if (SkillMcp.Words.IsFunctionWord(word))
            {
                return;
            }
            if (before.Length > 0 && !SkillMcp.Words.IsFunctionWord(before))
            {
                Place(before + word, isJoined: true);
            }
            var place = Place(word, isJoined: false);
            if (previous >= 0)
            {
                Pairs.Add((previous, place));
            }
            previous = place;
        }

        /// <summary>Whether the word is the joined form of those before it: rolling, deploy, rollingdeploy.</summary>
        bool IsJoined(string word)
        {
            var rest = word.AsSpan();
            for (var at = heard.Count - 1; at >= 0 && rest.Length > 0 && rest.EndsWith(heard[at], StringComparison.Ordinal); at--)
            {
                rest = rest[..^heard[at].Length];
                if (rest.Length == 0)
                {
                    return at < heard.Count - 1;
                }
            }
            return false;
        }

        int Place(string word, bool isJoined)
        {
            var stem = Stemmer.Stem(word);
            if (!places.TryGetValue(stem, out var place))
            {
                place = places[stem] = Words.Count;
                Words.Add(new TaskWord(stem, word, isJoined));
            }
            return place;
        }
    }
}

/// <summary>A word of a task.</summary>
/// <param name="Stem">What it is compared by.</param>
/// <param name="Written">As it was written, so that people recognise it.</param>
/// <param name="IsJoined">Whether it is its neighbours written as one (face book, facebook): it may be known, and is never missed.</param>
sealed record TaskWord(string Stem, string Written, bool IsJoined);
