using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// How much a sentence reads like an order to an agent in any of ten languages: to set rules aside, to keep something from the user,
/// to send, disable, approve or plant something. A logistic regression over its words, pairs of words and its letters without blanks,
/// so that it knows an order whose blanks were lost, and one in a language that has none.
/// </summary>
sealed class OrderClassifier(LinearModel model)
{
    /// <summary>The number of buckets, a power of two.</summary>
    public const int Buckets = 1 << 17;

    // A longer line is read in parts: a table or a program is not one sentence.
    const int MaxSentence = 300;
    const int MaxLettersTogether = 5;
    const int MinLettersTogether = 3;
    const int MaxIdeographsTogether = 3;

    // Each of 32 concepts, each two and each three.
    const int MaxTogether = 32 + 496 + 4_960;

    // Sets of bits without any: what a sentence sets is cleared after it.
    static readonly ArrayPool<ulong> CleanSets = ArrayPool<ulong>.Create(Buckets / 64, Environment.ProcessorCount);

    static readonly Lazy<OrderClassifier> Builtin = new(() => new(LinearModel.Parse(EmbeddedText.Read("order.weights"), Buckets)));

    /// <summary>The classifier whose weights come with the program.</summary>
    public static OrderClassifier Trained => Builtin.Value;

    /// <summary>The probability from which a sentence that was hidden is doubtful.</summary>
    public double DoubtThreshold => model.Suspected;

    /// <summary>The probability from which a sentence is an order.</summary>
    public double OrderThreshold => model.Alone;

    /// <summary>The probability that a sentence is an order, 0-1.</summary>
    public double Probability(string sentence)
    {
        var buckets = ArrayPool<int>.Shared.Rent(MaxBuckets(sentence));
        var count = Fill(buckets, sentence);
        var probability = model.Probability(buckets.AsSpan(0, count), ShareOf(count));
        ArrayPool<int>.Shared.Return(buckets);
        return probability;
    }

    /// <summary>The sentence of a text that is most like an order, with its probability.</summary>
    public (string Sentence, double Probability) MostLikeOrder(string text)
    {
        var most = (Sentence: "", Probability: 0.0);
        foreach (var (_, sentence) in SentencesIn(text))
        {
            var probability = Probability(sentence);
            most = probability > most.Probability ? (sentence, probability) : most;
        }
        return most;
    }

    /// <summary>
    /// The sentences of a text with their places: what ends with its line, with a mark and a blank, or with a mark of Chinese or Japanese.
    /// </summary>
    public static IEnumerable<(int At, string Sentence)> SentencesIn(string text)
    {
        for (var begin = 0; begin < text.Length;)
        {
            var end = begin;
            while (end < text.Length && end - begin < MaxSentence && !EndsSentence(text, end))
            {
                end++;
            }
            // A part of a long line ends with a word.
            var blank = end - begin == MaxSentence ? text.LastIndexOf(' ', end - 1, MaxSentence / 2) : -1;
            end = blank > 0 ? blank : end;
            var sentence = text[begin..end].Trim();
            if (sentence.Length > 0)
            {
                yield return (begin, sentence);
            }
            begin = end == begin + MaxSentence ? end : end + 1;
        }
    }

    static bool EndsSentence(string text, int at) => text[at] switch
    {
        '\n' or '。' or '！' or '？' => true,
        '.' or '!' or '?' => at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]),
        _ => false,
    };

    /// <summary>The buckets that a sentence fills, with their values.</summary>
    public static IReadOnlyList<(int Bucket, float Value)> FeaturesOf(string sentence)
    {
        var buckets = new int[MaxBuckets(sentence)];
        var count = Fill(buckets, sentence);
        var share = ShareOf(count);
        return [.. buckets.Take(count).Select(bucket => (bucket, share))];
    }

    static float ShareOf(int count) => 1 / MathF.Sqrt(Math.Max(count, 1));

    // Two for each word, three for each letter, and what the concepts make together.
    static int MaxBuckets(string sentence) => 5 * sentence.Length + MaxTogether;

    /// <summary>Writes the buckets that a sentence fills, each once, and tells how many they are.</summary>
    static int Fill(int[] buckets, string sentence)
    {
        // A set of bits is ten times as fast as a set of numbers, and every sentence of a text is read.
        var seen = CleanSets.Rent(Buckets / 64);
        var letters = ArrayPool<char>.Shared.Rent(sentence.Length);
        var (count, letterCount) = (0, 0);
        var (previous, concepts) = (0u, 0u);
        for (var at = 0; at < sentence.Length;)
        {
            var end = EndOfAddress(sentence, at);
            // Which address it is says nothing.
            if (end > at)
            {
                AddWord("@");
                concepts |= OrderConcepts.Address;
                at = end;
                continue;
            }
            end = EndOfWord(sentence, at);
            if (end > at)
            {
                AddWord(sentence.AsSpan(at, end - at));
                at = end;
                continue;
            }
            if (IsIdeograph(sentence[at]))
            {
                letters[letterCount++] = sentence[at];
                concepts |= at > 0 ? OrderConcepts.OfPair(sentence.AsSpan(at - 1, 2)) : 0;
            }
            at++;
        }
        AddLetters();
        AddConcepts();
        ArrayPool<char>.Shared.Return(letters);
        foreach (var bucket in buckets.AsSpan(0, count))
        {
            seen[bucket / 64] = 0;
        }
        CleanSets.Return(seen);
        return count;

        void AddWord(ReadOnlySpan<char> word)
        {
            var hash = 0x811c9dc5;
            var begin = letterCount;
            foreach (var c in word)
            {
                var lower = char.IsDigit(c) ? '0' : char.ToLowerInvariant(c);
                hash = (hash ^ lower) * 16777619;
                letters[letterCount++] = lower;
            }
            concepts |= OrderConcepts.Of(letters.AsSpan(begin, letterCount - begin));
            Add(hash);
            Add(previous * 31 + hash + 1);
            previous = hash;
        }

        void AddLetters()
        {
            for (var from = 0; from < letterCount; from++)
            {
                var isIdeograph = IsIdeograph(letters[from]);
                var most = isIdeograph ? MaxIdeographsTogether : MaxLettersTogether;
                var fewest = isIdeograph ? 1 : MinLettersTogether;
                var hash = 0x9e3779b9;
                for (var length = 1; length <= most && from + length <= letterCount; length++)
                {
                    hash = (hash ^ letters[from + length - 1]) * 16777619;
                    if (length >= fewest)
                    {
                        Add(hash + (uint)length);
                    }
                }
            }
        }

        // Each concept, and each two and three of them together.
        void AddConcepts()
        {
            for (var one = concepts; one != 0; one &= one - 1)
            {
                var first = one & ~(one - 1);
                AddConcept(first);
                for (var two = one & (one - 1); two != 0; two &= two - 1)
                {
                    var pair = first | two & ~(two - 1);
                    AddConcept(pair);
                    for (var three = two & (two - 1); three != 0; three &= three - 1)
                    {
                        AddConcept(pair | three & ~(three - 1));
                    }
                }
            }
        }

        void AddConcept(uint together) => Add(together * 0x9e3779b1 + 0x2545f491);

        void Add(uint hash)
        {
            hash ^= hash >> 15;
            hash *= 0x85ebca6b;
            var bucket = (int)((hash ^ hash >> 13) % Buckets);
            if ((seen[bucket / 64] & 1ul << bucket % 64) == 0)
            {
                seen[bucket / 64] |= 1ul << bucket % 64;
                buckets[count++] = bucket;
            }
        }
    }

    /// <summary>The end of an address of the web or of mail; where none begins, the place itself.</summary>
    static int EndOfAddress(string text, int at)
    {
        var isBegin = char.IsAsciiLetterOrDigit(text[at]) && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]));
        if (!isBegin)
        {
            return at;
        }
        var end = at;
        while (end < text.Length && text[end] is > ' ' and <= '~')
        {
            end++;
        }
        var run = text.AsSpan(at, end - at);
        var mail = run.IndexOf('@');
        return run.StartsWith("http", StringComparison.OrdinalIgnoreCase) && run.Contains("://", StringComparison.Ordinal)
            || mail > 0 && run[mail..].Contains('.') ? end : at;
    }

    static int EndOfWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetterOrDigit(text[end]) && !IsIdeograph(text[end]))
        {
            end++;
        }
        return end;
    }

    /// <summary>Whether a character is of a writing without blanks between words.</summary>
    static bool IsIdeograph(char c) => c is >= '\u0e00' and <= '\u0eff' or >= '\u1100' and <= '\u11ff' or >= '\u3040' and <= '\u9fff'
        or >= '\uac00' and <= '\ud7af' or >= '\uf900' and <= '\ufaff';
}
