namespace SkillMcp.Retrieval;

/// <summary>
/// The letters of a word as a set of hashed trigrams: enough to see that "kubernets" is nearly "kubernetes",
/// and quick enough to hold against every word of a hundred skills.
/// </summary>
readonly record struct TrigramSignature(UInt128 Bits, int Count)
{
    public static TrigramSignature Of(ReadOnlySpan<char> word)
    {
        UInt128 bits = 0;
        for (var index = 0; index < word.Length; index++)
        {
            bits |= UInt128.One << (int)(TrigramHash(word, index) >> 25);
        }
        return new TrigramSignature(bits, (int)UInt128.PopCount(bits));
    }

    /// <summary>Dice's coefficient of the trigrams, 0-1.</summary>
    public double Similarity(TrigramSignature other) =>
        Count + other.Count == 0 ? 0 : 2.0 * (int)UInt128.PopCount(Bits & other.Bits) / (Count + other.Count);

    /// <summary>The hash of a letter of a word and its neighbours: its high bits are spread best. The ends count as letters: what begins alike is more alike.</summary>
    public static uint TrigramHash(ReadOnlySpan<char> word, int index)
    {
        var (before, after) = (index == 0 ? ' ' : word[index - 1], index + 1 == word.Length ? ' ' : word[index + 1]);
        return (before * 0x9E3779B1 ^ word[index] * 0x85EBCA77 ^ after * 0xC2B2AE3D) * 0x27D4EB2F;
    }
}
