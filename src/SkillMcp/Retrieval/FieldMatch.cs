namespace SkillMcp.Retrieval;

/// <summary>What of a query stands in one field of a skill.</summary>
sealed class FieldMatch
{
    readonly AnalyzedQuery query;

    FieldMatch(AnalyzedQuery query, bool fuzzy)
    {
        this.query = query;
        TermFrequencies = new int[query.Weights.Length];
        TrigramBitmap = fuzzy ? new TrigramBitmap() : null;
        WordSimilarities = fuzzy && query.UnknownWords.Length > 0 ? new double[query.Weights.Length] : [];
    }

    /// <summary>How many words the field has.</summary>
    public int Length { get; private set; }

    /// <summary>How often each word of the task stands here.</summary>
    public int[] TermFrequencies { get; }

    /// <summary>For each word of the task that the memory does not know, how much the word here that is most like it looks like it, 0-1; empty where nobody looked.</summary>
    public double[] WordSimilarities { get; }

    /// <summary>The letters of all words here; null where nobody looked.</summary>
    public TrigramBitmap? TrigramBitmap { get; }

    /// <summary>How many words here the task has the letters of: of each the share of its trigrams; 0 where nobody looked.</summary>
    public double TrigramOverlap { get; private set; }

    /// <summary>How many neighbours in the task are neighbours here too.</summary>
    public int SharedBigrams { get; private set; }

    /// <summary>Reads a field.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="stems">The field's stems with a space between.</param>
    /// <param name="fuzzy">Whether words that only look alike are looked for too, and letters: worth its time in short fields.</param>
    public static FieldMatch Of(AnalyzedQuery query, string stems, bool fuzzy)
    {
        var match = new FieldMatch(query, fuzzy);
        HashSet<(int, int)>? found = null;
        var (last, lastButOne) = (-1, -1);
        for (var (start, end) = (0, 0); start < stems.Length; start = end + 1)
        {
            end = stems.IndexOf(' ', start) is var space && space >= 0 ? space : stems.Length;
            if (end == start)
            {
                continue;
            }
            var stem = stems.AsSpan(start..end);
            if (stem is [SearchText.TaskSeparator])
            {
                (lastButOne, last) = (-1, -1);
                continue;
            }
            match.Length++;
            if (match.TrigramBitmap is { } bitmap)
            {
                bitmap.Add(stem);
                match.TrigramOverlap += query.TrigramBitmap.CoverageOf(stem);
            }
            var index = query.IndexOf(stem);
            if (index >= 0)
            {
                match.TermFrequencies[index]++;
                // What is written in one stands between its last part and the next word.
                match.CountBigram(last, index, ref found);
                match.CountBigram(lastButOne, index, ref found);
            }
            else if (match.WordSimilarities.Length > 0)
            {
                match.CompareUnknownWords(TrigramSignature.Of(stem));
            }
            (lastButOne, last) = (last, index);
        }
        return match;
    }

    void CountBigram(int first, int second, ref HashSet<(int, int)>? found)
    {
        if (first >= 0 && query.Task.Bigrams.Contains((first, second)) && (found ??= []).Add((first, second)))
        {
            SharedBigrams++;
        }
    }

    void CompareUnknownWords(TrigramSignature signature)
    {
        foreach (var (index, asked) in query.UnknownWords)
        {
            WordSimilarities[index] = Math.Max(WordSimilarities[index], asked.Similarity(signature));
        }
    }
}
