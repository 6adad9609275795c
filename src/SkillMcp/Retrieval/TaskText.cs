namespace SkillMcp.Retrieval;

/// <summary>The words of a task that are worth searching for, each once, in the order of their first occurrence.</summary>
sealed record TaskText
{
    // A task is a sentence or a page; of a longer text, such as a pasted log, the beginning is what matters.
    const int MaxCharacters = 8_000;
    const int MaxWords = 80;

    public required IReadOnlyList<TaskWord> Words { get; init; }

    /// <summary>The pairs of content words that follow each other, as indexes of <see cref="Words"/>.</summary>
    public required IReadOnlySet<(int First, int Second)> Bigrams { get; init; }

    public static TaskText Of(string task)
    {
        var builder = new Builder();
        foreach (var word in Text.Words.Split(task.Length > MaxCharacters ? task[..MaxCharacters] : task))
        {
            if (builder.Words.Count >= MaxWords)
            {
                break;
            }
            builder.Add(word);
        }
        return new TaskText { Words = builder.Words, Bigrams = builder.Bigrams };
    }

    sealed class Builder
    {
        readonly List<string> written = [];
        readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        int lastContent = -1;

        public List<TaskWord> Words { get; } = [];

        public HashSet<(int First, int Second)> Bigrams { get; } = [];

        public void Add(string word)
        {
            if (IsJoined(word))
            {
                // "3" says nothing to a person who wrote "S3".
                if (written[^1].Length == 1 && Words is [.., var last] && last.Written == written[^1])
                {
                    Words[^1] = last with { Written = word };
                }
                Add(word, WordKind.Joined);
                return;
            }
            var before = written.LastOrDefault("");
            written.Add(word);
            if (Text.Words.IsStopWord(word))
            {
                return;
            }
            if (Text.Words.IsFunctionWord(word))
            {
                Add(word, WordKind.Function);
                return;
            }
            AddContentWord(word, before);
        }

        void AddContentWord(string word, string before)
        {
            // Some write as one word what others write as two: facebook, face book.
            if (before.Length > 0 && !Text.Words.IsFunctionWord(before))
            {
                Add(before + word, WordKind.Joined);
            }
            var index = Add(word, WordKind.Content);
            if (lastContent >= 0)
            {
                Bigrams.Add((lastContent, index));
            }
            lastContent = index;
        }

        /// <summary>Whether the word is the joined form of those before it: rolling, deploy, rollingdeploy.</summary>
        bool IsJoined(string word)
        {
            var rest = word.AsSpan();
            for (var at = written.Count - 1; at >= 0 && rest.EndsWith(written[at], StringComparison.Ordinal); at--)
            {
                rest = rest[..^written[at].Length];
                if (rest.Length == 0)
                {
                    return at < written.Count - 1;
                }
            }
            return false;
        }

        /// <summary>Adds a word if it is new, and returns its index.</summary>
        int Add(string word, WordKind kind)
        {
            var stem = Stemmer.Stem(word);
            if (!indexes.TryGetValue(stem, out var index))
            {
                index = indexes[stem] = Words.Count;
                Words.Add(new TaskWord(stem, word, kind));
            }
            return index;
        }
    }
}
