namespace SkillMcp.Retrieval;

/// <summary>What of a question stands in one field of a skill.</summary>
sealed class FieldReading
{
    readonly AnalyzedQuery query;

    FieldReading(AnalyzedQuery query, bool likening)
    {
        this.query = query;
        Counts = new int[query.Weights.Length];
        TrigramBitmap = likening ? new TrigramBitmap() : null;
        Likeness = likening && query.UnknownWords.Length > 0 ? new double[query.Weights.Length] : [];
    }

    /// <summary>How many words the field has.</summary>
    public int Length { get; private set; }

    /// <summary>How often each word of the task stands here.</summary>
    public int[] Counts { get; }

    /// <summary>For each word of the task that the memory does not know, how much the word here that is most like it looks like it, 0-1; empty where nobody looked.</summary>
    public double[] Likeness { get; }

    /// <summary>The letters of all words here; null where nobody looked.</summary>
    public TrigramBitmap? TrigramBitmap { get; }

    /// <summary>How many words here the task has the letters of: of each the share of its trigrams; 0 where nobody looked.</summary>
    public double AskedLetters { get; private set; }

    /// <summary>How many neighbours in the task are neighbours here too.</summary>
    public int Pairs { get; private set; }

    /// <summary>Reads a field.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="stems">The field's stems with a space between.</param>
    /// <param name="likening">Whether words that only look alike are looked for too, and letters: worth its time in short fields.</param>
    public static FieldReading Of(AnalyzedQuery query, string stems, bool likening)
    {
        var reading = new FieldReading(query, likening);
        HashSet<(int, int)>? pairs = null;
        var (last, lastButOne) = (-1, -1);
        for (var (start, end) = (0, 0); start < stems.Length; start = end + 1)
        {
            end = stems.IndexOf(' ', start) is var space && space >= 0 ? space : stems.Length;
            if (end == start)
            {
                continue;
            }
            var stem = stems.AsSpan(start..end);
            if (stem is [SearchText.Bar])
            {
                (lastButOne, last) = (-1, -1);
                continue;
            }
            reading.Length++;
            if (reading.TrigramBitmap is { } bitmap)
            {
                bitmap.Add(stem);
                reading.AskedLetters += query.TrigramBitmap.CoverageOf(stem);
            }
            var place = query.IndexOf(stem);
            if (place >= 0)
            {
                reading.Counts[place]++;
                // What is written in one stands between its last part and the next word.
                reading.FindPair(last, place, ref pairs);
                reading.FindPair(lastButOne, place, ref pairs);
            }
            else if (reading.Likeness.Length > 0)
            {
                reading.Liken(TrigramSignature.Of(stem));
            }
            (lastButOne, last) = (last, place);
        }
        return reading;
    }

    void FindPair(int first, int second, ref HashSet<(int, int)>? found)
    {
        if (first >= 0 && query.Task.Pairs.Contains((first, second)) && (found ??= []).Add((first, second)))
        {
            Pairs++;
        }
    }

    void Liken(TrigramSignature signature)
    {
        foreach (var (place, asked) in query.UnknownWords)
        {
            Likeness[place] = Math.Max(Likeness[place], asked.Similarity(signature));
        }
    }
}
