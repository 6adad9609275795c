namespace SkillMcp.Retrieval;

/// <summary>The words of a task that are worth asking for, each once, in the order in which they first stand.</summary>
sealed record TaskText
{
    // A task is a sentence or a page; whoever pastes a log means its beginning.
    const int LongestRead = 8_000;
    const int MostWords = 80;

    public required IReadOnlyList<TaskWord> Words { get; init; }

    /// <summary>Which content words follow each other, as places in <see cref="Words"/>.</summary>
    public required IReadOnlySet<(int First, int Second)> Pairs { get; init; }

    public static TaskText Of(string task)
    {
        var hearing = new Hearing();
        foreach (var word in SkillMcp.Words.Split(task.Length > LongestRead ? task[..LongestRead] : task))
        {
            if (hearing.Words.Count >= MostWords)
            {
                break;
            }
            hearing.Take(word);
        }
        return new TaskText { Words = hearing.Words, Pairs = hearing.Pairs };
    }

    /// <summary>What was heard of a task so far.</summary>
    sealed class Hearing
    {
        readonly List<string> heard = [];
        readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        int lastContent = -1;

        public List<TaskWord> Words { get; } = [];

        public HashSet<(int First, int Second)> Pairs { get; } = [];

        public void Take(string word)
        {
            if (IsJoined(word))
            {
                Place(word, WordKind.Joined);
                return;
            }
            var before = heard.LastOrDefault("");
            heard.Add(word);
            if (SkillMcp.Words.IsFunctionWord(word) || SkillMcp.Words.IsIdle(word))
            {
                TakeFunctionWord(word);
            }
            else
            {
                TakeContentWord(word, before);
            }
        }

        void TakeFunctionWord(string word)
        {
            if (!SkillMcp.Words.IsIdle(word))
            {
                Place(word, WordKind.Function);
            }
        }

        void TakeContentWord(string word, string before)
        {
            // Some write together what others write apart: face book, facebook.
            if (before.Length > 0 && !SkillMcp.Words.IsFunctionWord(before))
            {
                Place(before + word, WordKind.Joined);
            }
            var place = Place(word, WordKind.Content);
            if (lastContent >= 0)
            {
                Pairs.Add((lastContent, place));
            }
            lastContent = place;
        }

        /// <summary>Whether the word is those before it in one: rolling, deploy, rollingdeploy.</summary>
        bool IsJoined(string word)
        {
            var rest = word.AsSpan();
            for (var at = heard.Count - 1; at >= 0 && rest.EndsWith(heard[at], StringComparison.Ordinal); at--)
            {
                rest = rest[..^heard[at].Length];
                if (rest.Length == 0)
                {
                    return at < heard.Count - 1;
                }
            }
            return false;
        }

        int Place(string word, WordKind kind)
        {
            var stem = Stemmer.Stem(word);
            if (!places.TryGetValue(stem, out var place))
            {
                place = places[stem] = Words.Count;
                Words.Add(new TaskWord(stem, word, kind));
            }
            return place;
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
