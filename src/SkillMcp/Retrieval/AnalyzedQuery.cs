namespace SkillMcp.Retrieval;

/// <summary>A task as one memory hears it: which of its words are known there, and how much each tells.</summary>
sealed class AnalyzedQuery
{
    // A few words say what is meant; function words only help where there are fewer.
    const int MinContentWords = 6;

    // To rank a thousand skills that hold a word takes about a millisecond; common words find little that rarer ones do not.
    const int MaxRankedSkills = 1_500;
    const int MinSearchWords = 2;

    // To look for the letters of a word takes a third of a microsecond for each skill of the memory.
    const int MaxTrigramScans = 50_000;

    // What three skills all hold may still be rare among the tasks that people have: a small memory is taken for the beginning of one of this size.
    const int MinCollectionSize = 100;

    // How many words are held against those that only look like them.
    const int MaxUnknownWords = 16;

    readonly int skills;
    readonly ulong bloomFilter;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> indexes;

    public AnalyzedQuery(TaskText task, WordFrequencies frequencies)
    {
        Task = task;
        skills = frequencies.Skills;
        DocumentFrequency = [.. task.Words.Select(word => frequencies.DocumentFrequency.GetValueOrDefault(word.Stem))];
        Weights = [.. task.Words.Select((word, index) => IsWeighted(word, DocumentFrequency[index]) ? NormalizedIdf(DocumentFrequency[index], frequencies.Skills) : 0)];
        TitleWeights = [.. task.Words.Select((word, index) => Weights[index] > 0 ? NormalizedIdf(frequencies.TitleDocumentFrequency.GetValueOrDefault(word.Stem), frequencies.Skills) : 0)];
        ContentIndexes = [.. Enumerable.Range(0, Weights.Length).Where(index => Weights[index] > 0)];
        UnknownWords = [.. ContentIndexes.Where(index => DocumentFrequency[index] == 0).Take(MaxUnknownWords).Select(index => (index, TrigramSignature.Of(task.Words[index].Stem)))];
        Trigrams = [.. ContentIndexes.Select(index => (index, TrigramBitmap.TrigramsOf(task.Words[index].Stem)))];
        TrigramBitmap = new TrigramBitmap();
        foreach (var index in ContentIndexes)
        {
            TrigramBitmap.Add(task.Words[index].Stem);
        }
        TotalWeight = Weights.Sum();
        TotalTitleWeight = TitleWeights.Sum();
        KnownWeightShare = TotalWeight > 0 ? ContentIndexes.Where(index => DocumentFrequency[index] > 0).Sum(index => Weights[index]) / TotalWeight : 0;
        bloomFilter = task.Words.Aggregate(0UL, (all, word) => all | BloomBit(word.Stem));
        indexes = IndexWords(task).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public TaskText Task { get; }

    /// <summary>For each word of the task, how many skills hold it.</summary>
    public IReadOnlyList<int> DocumentFrequency { get; }

    /// <summary>For each word of the task, how much it tells, 0-1; 0 for what a right answer need not hold.</summary>
    public double[] Weights { get; }

    /// <summary>The same among names, descriptions and tags: what many steps hold may tell much in a name.</summary>
    public double[] TitleWeights { get; }

    /// <summary>The places of the words that tell something, in the order of the task.</summary>
    public int[] ContentIndexes { get; }

    /// <summary>Those that no skill holds, and how they look: they may be misspelt.</summary>
    public (int Index, TrigramSignature Signature)[] UnknownWords { get; }

    /// <summary>The trigrams of each of the words that tell something.</summary>
    public (int Index, int[] Trigrams)[] Trigrams { get; }

    /// <summary>Those of all of them.</summary>
    public TrigramBitmap TrigramBitmap { get; }

    public double TotalWeight { get; }

    public double TotalTitleWeight { get; }

    /// <summary>The share of the weight that stands on words that the memory knows, 0-1.</summary>
    public double KnownWeightShare { get; }

    /// <summary>The words worth searching for: the rarest that the memory knows, as far as what they stand in can be ranked in time.</summary>
    public IReadOnlyList<string> SearchWords(int max)
    {
        var known = Enumerable.Range(0, Task.Words.Count).Where(index => DocumentFrequency[index] > 0).OrderBy(index => DocumentFrequency[index]).ThenBy(index => index).ToList();
        var weighted = known.Where(index => Weights[index] > 0).ToList();
        var function = weighted.Count < MinContentWords ? known.Where(index => Weights[index] == 0) : [];
        var chosen = new List<string>();
        var ranked = 0;
        foreach (var index in weighted.Concat(function).Take(max))
        {
            ranked += DocumentFrequency[index];
            if (ranked > MaxRankedSkills && chosen.Count >= MinSearchWords)
            {
                break;
            }
            chosen.Add(Task.Words[index].Stem);
        }
        return chosen;
    }

    /// <summary>The words whose letters are worth searching for, the rarest first, as many as there is time for in a memory of this size.</summary>
    public IReadOnlyList<string> TrigramSearchWords(int max) =>
        [.. ContentIndexes.OrderBy(index => DocumentFrequency[index]).Take(Math.Clamp(MaxTrigramScans / Math.Max(skills, 1), 1, max)).Select(index => Task.Words[index].Stem)];

    /// <summary>The place of a stem among the words of the task; -1 where it is none of them.</summary>
    public int IndexOf(ReadOnlySpan<char> stem) => (bloomFilter & BloomBit(stem)) != 0 && indexes.TryGetValue(stem, out var index) ? index : -1;

    /// <summary>One bit that most other words have elsewhere: most words of a skill are none of the task's, and are told by it at a glance.</summary>
    static ulong BloomBit(ReadOnlySpan<char> stem) => 1UL << ((stem[0] * 31 + stem[^1] * 7 + stem.Length) & 63);

    static bool IsWeighted(TaskWord word, int documentFrequency) => word.Kind switch
    {
        WordKind.Content => true,
        WordKind.Joined => documentFrequency > 0,
        _ => false,
    };

    /// <summary>
    /// How much a word tells, 0-1: BM25's inverse document frequency, kept above 0 (Robertson and Zaragoza, 2009, with Lucene's + 1),
    /// as a share of that of a word that nobody holds, so that it means the same among three skills and among a hundred thousand.
    /// </summary>
    static double NormalizedIdf(int documentFrequency, int skills) => Idf(documentFrequency, Math.Max(skills, MinCollectionSize)) / Idf(0, Math.Max(skills, MinCollectionSize));

    static double Idf(int documentFrequency, int skills) => Math.Log(1 + (Math.Max(0, skills - documentFrequency) + 0.5) / (documentFrequency + 0.5));

    static Dictionary<string, int> IndexWords(TaskText task)
    {
        var indexes = new Dictionary<string, int>(task.Words.Count, StringComparer.Ordinal);
        for (var index = 0; index < task.Words.Count; index++)
        {
            indexes[task.Words[index].Stem] = index;
        }
        return indexes;
    }
}
