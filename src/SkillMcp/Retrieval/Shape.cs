namespace SkillMcp.Retrieval;

/// <summary>
/// The letters of a word as a set of hashed trigrams: enough to see that "kubernets" is nearly "kubernetes",
/// and quick enough to hold against every word of a hundred skills.
/// </summary>
readonly record struct Shape(UInt128 Trigrams, int Count)
{
    public static Shape Of(ReadOnlySpan<char> word)
    {
        UInt128 trigrams = 0;
        for (var at = 0; at < word.Length; at++)
        {
            trigrams |= UInt128.One << (int)(Trigram(word, at) >> 25);
        }
        return new Shape(trigrams, (int)UInt128.PopCount(trigrams));
    }

    /// <summary>Dice's coefficient of the trigrams, 0-1.</summary>
    public double Likeness(Shape other) =>
        Count + other.Count == 0 ? 0 : 2.0 * (int)UInt128.PopCount(Trigrams & other.Trigrams) / (Count + other.Count);

    /// <summary>The hash of a letter of a word and its neighbours: its high bits are spread best. The ends count as letters: what begins alike is more alike.</summary>
    public static uint Trigram(ReadOnlySpan<char> word, int at)
    {
        var (before, after) = (at == 0 ? ' ' : word[at - 1], at + 1 == word.Length ? ' ' : word[at + 1]);
        return (before * 0x9E3779B1 ^ word[at] * 0x85EBCA77 ^ after * 0xC2B2AE3D) * 0x27D4EB2F;
    }
}
