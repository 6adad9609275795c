namespace SkillMcp.Retrieval;

/// <summary>The words of a task that are worth asking for, each once, in the order in which they first stand.</summary>
sealed record TaskText
{
    // A task is a sentence or a page; whoever pastes a log means its beginning.
    const int MaxCharacters = 8_000;
    const int MaxWords = 80;

    public required IReadOnlyList<TaskWord> Words { get; init; }

    /// <summary>Which content words follow each other, as places in <see cref="Words"/>.</summary>
    public required IReadOnlySet<(int First, int Second)> Bigrams { get; init; }

    public static TaskText Of(string task)
    {
        var builder = new Builder();
        foreach (var word in SkillMcp.Words.Split(task.Length > MaxCharacters ? task[..MaxCharacters] : task))
        {
            if (builder.Words.Count >= MaxWords)
            {
                break;
            }
            builder.Add(word);
        }
        return new TaskText { Words = builder.Words, Bigrams = builder.Bigrams };
    }

    /// <summary>What was heard of a task so far.</summary>
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
                Add(word, WordKind.Joined);
                return;
            }
            var before = written.LastOrDefault("");
            written.Add(word);
            if (SkillMcp.Words.IsFunctionWord(word) || SkillMcp.Words.IsIdle(word))
            {
                AddFunctionWord(word);
            }
            else
            {
                AddContentWord(word, before);
            }
        }

        void AddFunctionWord(string word)
        {
            if (!SkillMcp.Words.IsIdle(word))
            {
                Add(word, WordKind.Function);
            }
        }

        void AddContentWord(string word, string before)
        {
            // Some write together what others write apart: face book, facebook.
            if (before.Length > 0 && !SkillMcp.Words.IsFunctionWord(before))
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

        /// <summary>Whether the word is those before it in one: rolling, deploy, rollingdeploy.</summary>
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

/// <summary>A word of a task.</summary>
/// <param name="Stem">What it is compared by.</param>
/// <param name="Written">As it was written, so that people recognise it.</param>
/// <param name="Kind">What it does in the task.</param>
sealed record TaskWord(string Stem, string Written, WordKind Kind);

/// <summary>What a word does in a task.</summary>
enum WordKind
{
    /// <summary>It says what the task is about.</summary>
    Content,

    /// <summary>It is its neighbours in one: it may be known, and is never missed.</summary>
    Joined,

    /// <summary>It says how one speaks.</summary>
    Function,
}
