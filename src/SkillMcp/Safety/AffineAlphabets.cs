using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SkillMcp.Safety;

/// <summary>
/// All alphabets that are a multiple and a shift of the plain one: the likeness to English of letters read by each of them, forwards and
/// backwards, is summed up for all shifts at once.
/// </summary>
static class AffineAlphabets
{
    const int Letters = 26;
    const int Symbols = Letters + 1;

    // A lane for each shift, of which the last ones are not used.
    const int Lanes = 32;

    // So many sums of the table fit into its type.
    const int MaxSums = 15;

    static readonly int[] Factors = [1, 3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25];

    // For each pair of symbols how much it is like English by each shift.
    static readonly sbyte[] Likeness =
    [
        .. from first in Enumerable.Range(0, Symbols)
           from second in Enumerable.Range(0, Symbols)
           from shift in Enumerable.Range(0, Lanes)
           select (sbyte)LetterModel.Of(Shifted(first, shift), Shifted(second, shift)),
    ];

    /// <summary>A reading of letters.</summary>
    /// <param name="Likeness">How much it is like English.</param>
    /// <param name="Factor">What each letter is multiplied by.</param>
    /// <param name="Shift">What is added.</param>
    /// <param name="IsReversed">Whether it is read from its end.</param>
    public readonly record struct Reading(int Likeness, int Factor, int Shift, bool IsReversed)
    {
        public string Read(string text)
        {
            var said = text.ToCharArray();
            for (var at = 0; at < said.Length; at++)
            {
                var letter = LetterModel.Symbol(said[at]);
                said[at] = letter == Letters ? said[at] : (char)('a' + (letter * Factor + Shift) % Letters);
            }
            if (IsReversed)
            {
                said.AsSpan().Reverse();
            }
            return new string(said);
        }
    }

    /// <summary>The reading that is most like English, of those that are alike the first.</summary>
    public static Reading MostLikely(ReadOnlySpan<char> text)
    {
        var best = new Reading(0, 1, 0, false);
        Span<short> forwards = stackalloc short[Lanes];
        Span<short> backwards = stackalloc short[Lanes];
        Span<byte> symbols = stackalloc byte[text.Length];
        foreach (var factor in Factors)
        {
            for (var at = 0; at < text.Length; at++)
            {
                var letter = LetterModel.Symbol(text[at]);
                symbols[at] = (byte)(letter == Letters ? letter : letter * factor % Letters);
            }
            Sum(symbols, forwards, backwards);
            for (var shift = 0; shift < Letters; shift++)
            {
                best = forwards[shift] > best.Likeness ? new Reading(forwards[shift], factor, shift, false) : best;
                best = backwards[shift] > best.Likeness ? new Reading(backwards[shift], factor, shift, true) : best;
            }
        }
        return best;
    }

    static void Sum(ReadOnlySpan<byte> symbols, Span<short> forwards, Span<short> backwards)
    {
        forwards.Clear();
        backwards.Clear();
        ref var table = ref MemoryMarshal.GetArrayDataReference(Likeness);
        for (var begin = 1; begin < symbols.Length; begin += MaxSums)
        {
            var end = Math.Min(begin + MaxSums, symbols.Length);
            var (low, high) = (Vector128<sbyte>.Zero, Vector128<sbyte>.Zero);
            var (lowBack, highBack) = (low, high);
            for (var at = begin; at < end; at++)
            {
                var pair = (nuint)((symbols[at - 1] * Symbols + symbols[at]) * Lanes);
                var turned = (nuint)((symbols[at] * Symbols + symbols[at - 1]) * Lanes);
                low += Vector128.LoadUnsafe(ref table, pair);
                high += Vector128.LoadUnsafe(ref table, pair + Lanes / 2);
                lowBack += Vector128.LoadUnsafe(ref table, turned);
                highBack += Vector128.LoadUnsafe(ref table, turned + Lanes / 2);
            }
            Add(forwards, low, high);
            Add(backwards, lowBack, highBack);
        }
    }

    static void Add(Span<short> sums, Vector128<sbyte> low, Vector128<sbyte> high)
    {
        for (var lane = 0; lane < Lanes / 2; lane++)
        {
            sums[lane] += low[lane];
            sums[lane + Lanes / 2] += high[lane];
        }
    }

    static int Shifted(int symbol, int shift) => symbol == Letters ? symbol : (symbol + shift) % Letters;
}
