namespace SkillMcp.Retrieval;

/// <summary>A task as a query to one memory: which of its words are known there, and how much weight each has.</summary>
sealed class AnalyzedQuery
{
    // Function words are searched for only where there are fewer content words than this.
    const int MinContentWords = 6;

    // Ranking a thousand skills that hold a word takes about a millisecond; common words find little that rarer ones do not.
    const int MaxSearchedSkills = 1_500;
    const int MinSearchWords = 2;

    // Searching for the trigrams of a word takes a third of a microsecond for each skill of the memory.
    const int MaxTrigramScans = 50_000;

    // In a memory of three skills a word that all of them hold may still be rare among tasks in general:
    // a smaller memory is treated as if it had this many skills.
    const int MinCollectionSize = 100;

    // How many unknown words are compared with the words of each candidate.
    const int MaxUnknownWords = 16;

    readonly WordFrequencies frequencies;
    readonly ulong bloomFilter;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> indexes;

    public AnalyzedQuery(TaskText task, WordFrequencies frequencies)
    {
        this.frequencies = frequencies;
        Task = task;
        DocumentFrequency = [.. task.Words.Select(word => frequencies.DocumentFrequency.GetValueOrDefault(word.Stem))];
        Weights = [.. task.Words.Select(WeightOf)];
        TitleWeights = [.. task.Words.Select(TitleWeightOf)];
        ContentIndexes = [.. Enumerable.Range(0, Weights.Length).Where(index => Weights[index] > 0)];
        UnknownWords = [.. ContentIndexes
            .Where(index => DocumentFrequency[index] == 0)
            .Take(MaxUnknownWords)
            .Select(index => (index, TrigramSignature.Of(task.Words[index].Stem)))];
        Trigrams = [.. ContentIndexes.Select(index => (index, TrigramBitmap.TrigramsOf(task.Words[index].Stem)))];
        TrigramBitmap = new TrigramBitmap();
        foreach (var index in ContentIndexes)
        {
            TrigramBitmap.Add(task.Words[index].Stem);
        }
        KnownWords = ContentIndexes.Count(index => DocumentFrequency[index] > 0);
        TotalWeight = Weights.Sum();
        TotalTitleWeight = TitleWeights.Sum();
        KnownWeightShare = ShareOfWeight(ContentIndexes.Where(index => DocumentFrequency[index] > 0).Sum(index => Weights[index]));
        bloomFilter = task.Words.Aggregate(0UL, (all, word) => all | BloomBit(word.Stem));
        indexes = IndexWords(task).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The words of the query. All indexes here are indexes of its <see cref="TaskText.Words"/>.</summary>
    public TaskText Task { get; }

    /// <summary>For each word, how many skills hold it.</summary>
    public IReadOnlyList<int> DocumentFrequency { get; }

    /// <summary>For each word its normalized inverse document frequency, 0-1; 0 for words that a right answer need not hold.</summary>
    public double[] Weights { get; }

    /// <summary>
    /// The <see cref="Weights"/> among names, descriptions and tags alone: a word that is common in steps may be rare in titles.
    /// </summary>
    public double[] TitleWeights { get; }

    /// <summary>The indexes of the words with a weight, in the order of the task.</summary>
    public int[] ContentIndexes { get; }

    /// <summary>Content words that no skill holds: they may be misspelt, and are compared with similar words.</summary>
    public (int Index, TrigramSignature Signature)[] UnknownWords { get; }

    /// <summary>The distinct trigrams of each content word.</summary>
    public (int Index, int[] Trigrams)[] Trigrams { get; }

    /// <summary>The trigrams of all content words together.</summary>
    public TrigramBitmap TrigramBitmap { get; }

    /// <summary>How many content words some skill holds.</summary>
    public int KnownWords { get; }

    public double TotalWeight { get; }

    public double TotalTitleWeight { get; }

    /// <summary>The share of the weight that is on words that any skill holds, 0-1.</summary>
    public double KnownWeightShare { get; }

    /// <summary>A weight as a share of the whole query's, 0-1; 0 where no word has any.</summary>
    public double ShareOfWeight(double weight) => TotalWeight > 0 ? weight / TotalWeight : 0;

    /// <summary>A title weight as a share of the whole query's, 0-1; 0 where no word has any.</summary>
    public double ShareOfTitleWeight(double weight) => TotalTitleWeight > 0 ? weight / TotalTitleWeight : 0;

    /// <summary>The stems to search for: the rarest that any skill holds, content words first.</summary>
    /// <param name="max">How many at most.</param>
    public IReadOnlyList<string> SearchWords(int max)
    {
        var content = StemsWhere(index => Weights[index] > 0 && DocumentFrequency[index] > 0);
        var function = content.Count < MinContentWords ? StemsWhere(index => Weights[index] == 0) : [];
        return RarestKnownWords.Of(frequencies, max, MaxSearchedSkills, MinSearchWords, content, function);
    }

    /// <summary>The stems whose trigrams to search for, the rarest first; the larger the memory, the fewer.</summary>
    /// <param name="max">How many at most.</param>
    public IReadOnlyList<string> TrigramSearchWords(int max)
    {
        var affordable = Math.Clamp(MaxTrigramScans / Math.Max(frequencies.Skills, 1), 1, max);
        return [.. ContentIndexes.OrderBy(index => DocumentFrequency[index]).Take(affordable).Select(index => Task.Words[index].Stem)];
    }

    /// <summary>The index of a stem among the words of the task; -1 if it is not one of them.</summary>
    public int IndexOf(ReadOnlySpan<char> stem) =>
        (bloomFilter & BloomBit(stem)) != 0 && indexes.TryGetValue(stem, out var index) ? index : -1;

    /// <summary>
    /// The bit of a word in a Bloom filter of 64 bits: it rejects most words of a skill without a lookup in the dictionary.
    /// </summary>
    static ulong BloomBit(ReadOnlySpan<char> stem) => 1UL << ((stem[0] * 31 + stem[^1] * 7 + stem.Length) & 63);

    IReadOnlyList<string> StemsWhere(Func<int, bool> isWanted) =>
        [.. Enumerable.Range(0, Task.Words.Count).Where(isWanted).Select(index => Task.Words[index].Stem)];

    double WeightOf(TaskWord word, int index) => word.Kind switch
    {
        WordKind.Content => NormalizedIdf(DocumentFrequency[index]),
        WordKind.Joined when DocumentFrequency[index] > 0 => NormalizedIdf(DocumentFrequency[index]),
        _ => 0,
    };

    double TitleWeightOf(TaskWord word, int index) =>
        Weights[index] > 0 ? NormalizedIdf(frequencies.TitleDocumentFrequency.GetValueOrDefault(word.Stem)) : 0;

    /// <summary>
    /// BM25's inverse document frequency, kept above 0 (Robertson and Zaragoza, 2009, with Lucene's + 1),
    /// as a share of that of a word that no skill holds: so it means the same among three skills and among a hundred thousand.
    /// </summary>
    double NormalizedIdf(int documentFrequency)
    {
        var skills = Math.Max(frequencies.Skills, MinCollectionSize);
        return Idf(documentFrequency, skills) / Idf(0, skills);
    }

    static double Idf(int documentFrequency, int skills) =>
        Math.Log(1 + (Math.Max(0, skills - documentFrequency) + 0.5) / (documentFrequency + 0.5));

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
