namespace SkillMcp.Retrieval;

/// <summary>
/// The trigrams of a word as a set of hashes in 128 bits: enough to see that "kubernets" is nearly "kubernetes",
/// and fast enough to be compared with every word of a hundred skills.
/// </summary>
/// <param name="Bits">A bit for each hash.</param>
/// <param name="Count">How many bits are set.</param>
readonly record struct TrigramSignature(UInt128 Bits, int Count)
{
    const int HashBits = 7;

    public static TrigramSignature Of(ReadOnlySpan<char> word)
    {
        UInt128 bits = 0;
        for (var index = 0; index < word.Length; index++)
        {
            bits |= UInt128.One << (int)(TrigramHash(word, index) >> (32 - HashBits));
        }
        return new TrigramSignature(bits, (int)UInt128.PopCount(bits));
    }

    /// <summary>Dice's coefficient of the two sets, 0-1; 0 if both are empty.</summary>
    public double Similarity(TrigramSignature other) =>
        Count + other.Count == 0 ? 0 : 2.0 * (int)UInt128.PopCount(Bits & other.Bits) / (Count + other.Count);

    /// <summary>
    /// The hash of a letter and its two neighbours; its high bits are distributed best.
    /// Both ends of a word count as letters, so that words with the same beginning are more similar.
    /// </summary>
    public static uint TrigramHash(ReadOnlySpan<char> word, int index)
    {
        var before = index == 0 ? ' ' : word[index - 1];
        var after = index + 1 == word.Length ? ' ' : word[index + 1];
        return (before * 0x9E3779B1 ^ word[index] * 0x85EBCA77 ^ after * 0xC2B2AE3D) * 0x27D4EB2F;
    }
}
