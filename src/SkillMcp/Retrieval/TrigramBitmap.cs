namespace SkillMcp.Retrieval;

/// <summary>The letters of the words of a text as a set of hashed trigrams: "tablespoon" has half of "teaspoon".</summary>
sealed class TrigramBitmap
{
    // A description has some 150 trigrams: of those that are not among them, one in thirty is taken for one.
    const int Bits = 12;

    readonly ulong[] held = new ulong[(1 << Bits) / 64];

    /// <summary>Takes in a word.</summary>
    public void Add(ReadOnlySpan<char> word)
    {
        for (var index = 0; index < word.Length; index++)
        {
            var trigram = TrigramAt(word, index);
            held[trigram / 64] |= 1UL << trigram;
        }
    }

    public bool Contains(int trigram) => (held[trigram / 64] >> trigram & 1) != 0;

    /// <summary>The share of a word's trigrams that stand here, 0-1.</summary>
    public double CoverageOf(ReadOnlySpan<char> word)
    {
        var held = 0;
        for (var index = 0; index < word.Length; index++)
        {
            held += Contains(TrigramAt(word, index)) ? 1 : 0;
        }
        return (double)held / word.Length;
    }

    /// <summary>The trigrams of a word, each once.</summary>
    public static int[] TrigramsOf(string word) => [.. Enumerable.Range(0, word.Length).Select(index => TrigramAt(word, index)).Distinct()];

    static int TrigramAt(ReadOnlySpan<char> word, int index) => (int)(TrigramSignature.TrigramHash(word, index) >> (32 - Bits));
}
