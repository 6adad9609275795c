namespace SkillMcp.Retrieval;

/// <summary>The trigrams of the words of a text as a set of hashes: "tablespoon" has half of the trigrams of "teaspoon".</summary>
sealed class TrigramBitmap
{
    // A description has some 150 trigrams: one in thirty of those that it does not have collides with one that it has.
    const int HashBits = 12;

    readonly ulong[] bits = new ulong[(1 << HashBits) / 64];

    /// <summary>Adds the trigrams of a word.</summary>
    public void Add(ReadOnlySpan<char> word)
    {
        for (var index = 0; index < word.Length; index++)
        {
            var trigram = TrigramAt(word, index);
            bits[trigram / 64] |= 1UL << trigram;
        }
    }

    public bool Contains(int trigram) => (bits[trigram / 64] >> trigram & 1) != 0;

    /// <summary>The share of a word's trigrams that are in the set, 0-1; a trigram that the word has twice counts twice.</summary>
    /// <param name="word">A word of at least one letter.</param>
    public double CoverageOf(ReadOnlySpan<char> word)
    {
        var contained = 0;
        for (var index = 0; index < word.Length; index++)
        {
            contained += Contains(TrigramAt(word, index)) ? 1 : 0;
        }
        return (double)contained / word.Length;
    }

    /// <summary>The trigrams of a word, each once, as numbers of 0-4095.</summary>
    public static int[] TrigramsOf(string word) =>
        [.. Enumerable.Range(0, word.Length).Select(index => TrigramAt(word, index)).Distinct()];

    static int TrigramAt(ReadOnlySpan<char> word, int index) => (int)(TrigramSignature.TrigramHash(word, index) >> (32 - HashBits));
}
