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
        // The ends of a word count as letters: what begins alike is more alike.
        for (var at = -1; at < word.Length - 1; at++)
        {
            trigrams |= UInt128.One << Hash(at < 0 ? ' ' : word[at], word[at + 1], at + 2 < word.Length ? word[at + 2] : ' ');
        }
        return new Shape(trigrams, (int)UInt128.PopCount(trigrams));
    }

    /// <summary>Dice's coefficient of the trigrams, 0-1.</summary>
    public double Likeness(Shape other) =>
        Count + other.Count == 0 ? 0 : 2.0 * (int)UInt128.PopCount(Trigrams & other.Trigrams) / (Count + other.Count);

    static int Hash(char a, char b, char c) => (int)(((uint)a * 0x9E3779B1 ^ (uint)b * 0x85EBCA77 ^ (uint)c * 0xC2B2AE3D) * 0x27D4EB2F >> 25);
}
