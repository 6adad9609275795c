namespace SkillMcp.Retrieval;

/// <summary>How one field of a skill matches a query.</summary>
sealed class FieldMatch
{
    readonly AnalyzedQuery query;
    readonly TrigramBitmap? trigrams;
    HashSet<(int, int)>? bigrams;

    FieldMatch(AnalyzedQuery query, TrigramBitmap? trigrams)
    {
        this.query = query;
        this.trigrams = trigrams;
        TermFrequencies = new int[query.Weights.Length];
        WordSimilarities = trigrams is not null && query.UnknownWords.Length > 0 ? new double[query.Weights.Length] : [];
    }

    /// <summary>How many words the field has.</summary>
    public int Length { get; private set; }

    /// <summary>For each word of the query, how often the field holds it.</summary>
    public int[] TermFrequencies { get; }

    /// <summary>
    /// For each unknown word of the query, its similarity to the most similar word of the field, 0-1;
    /// empty if trigrams are not compared.
    /// </summary>
    public double[] WordSimilarities { get; }

    /// <summary>
    /// The sum over the field's words of the share of their trigrams that the query holds; 0 if trigrams are not compared.
    /// </summary>
    public double TrigramOverlap { get; private set; }

    /// <summary>How many pairs of neighbouring words the field and the query share.</summary>
    public int SharedBigrams => bigrams?.Count ?? 0;

    /// <summary>The share of the field's words that the query holds, 0-1.</summary>
    public double Precision => Length == 0 ? 0 : (double)TermFrequencies.Sum() / Length;

    /// <param name="query">The query to look for.</param>
    /// <param name="stems">The stems of the field with a space between.</param>
    /// <param name="trigrams">
    /// Where to add the trigrams of the field. They and similar words are compared as well: affordable in short fields.
    /// Null compares whole words alone.
    /// </param>
    public static FieldMatch Of(AnalyzedQuery query, string stems, TrigramBitmap? trigrams = null)
    {
        var match = new FieldMatch(query, trigrams);
        var (last, lastButOne) = (-1, -1);
        for (var (start, end) = (0, 0); start < stems.Length; start = end + 1)
        {
            end = EndOfWord(stems, start);
            var stem = stems.AsSpan(start..end);
            if (stem is [])
            {
                continue;
            }
            if (stem is [SearchText.TaskSeparator])
            {
                (lastButOne, last) = (-1, -1);
                continue;
            }
            var index = match.Add(stem);
            // The joined form of a compound follows its parts, and so comes between its last part and the next word.
            match.AddBigram(last, index);
            match.AddBigram(lastButOne, index);
            (lastButOne, last) = (last, index);
        }
        return match;
    }

    static int EndOfWord(string stems, int start) => stems.IndexOf(' ', start) is var space && space >= 0 ? space : stems.Length;

    /// <summary>Counts a word of the field, and returns its index in the query; -1 if the query does not hold it.</summary>
    int Add(ReadOnlySpan<char> stem)
    {
        Length++;
        if (trigrams is not null)
        {
            trigrams.Add(stem);
            TrigramOverlap += query.TrigramBitmap.CoverageOf(stem);
        }
        var index = query.IndexOf(stem);
        if (index >= 0)
        {
            TermFrequencies[index]++;
        }
        else if (WordSimilarities.Length > 0)
        {
            CompareWithUnknownWords(TrigramSignature.Of(stem));
        }
        return index;
    }

    void AddBigram(int first, int second)
    {
        if (first >= 0 && second >= 0 && query.Task.Bigrams.Contains((first, second)))
        {
            (bigrams ??= []).Add((first, second));
        }
    }

    void CompareWithUnknownWords(TrigramSignature signature)
    {
        foreach (var (index, unknown) in query.UnknownWords)
        {
            WordSimilarities[index] = Math.Max(WordSimilarities[index], unknown.Similarity(signature));
        }
    }
}
