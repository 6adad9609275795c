using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>Words of letters from a to z, and how long those are that end in two given letters: most pairs end few words.</summary>
sealed class WordEndings
{
    const int Letters = 26;
    const int MaxWord = 31;

    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words;

    // A bit for each length, by the last two letters.
    readonly uint[] lengths = new uint[Letters * Letters];

    /// <param name="words">Words of 2 to 31 letters.</param>
    public WordEndings(IReadOnlyList<string> words)
    {
        var set = words.ToFrozenSet();
        this.words = set.GetAlternateLookup<ReadOnlySpan<char>>();
        BitsPerWord = Math.Log2(set.Count);
        foreach (var word in set)
        {
            lengths[EndingOf(word)] |= 1u << word.Length;
        }
    }

    /// <summary>The bits that say which of the words it is.</summary>
    public double BitsPerWord { get; }

    public bool Contains(ReadOnlySpan<char> word) => words.Contains(word);

    /// <summary>How long the words are that the text may end in: a bit for each length.</summary>
    public uint LengthsAt(ReadOnlySpan<char> text)
    {
        var ending = text.Length < 2 ? -1 : EndingOf(text);
        var possible = text.Length >= MaxWord ? uint.MaxValue : (1u << (text.Length + 1)) - 1;
        return ending < 0 ? 0 : lengths[ending] & possible;
    }

    // -1 if the last two are no letters from a to z.
    static int EndingOf(ReadOnlySpan<char> text)
    {
        var (before, last) = (text[^2] - 'a', text[^1] - 'a');
        return before is >= 0 and < Letters && last is >= 0 and < Letters ? before * Letters + last : -1;
    }
}
