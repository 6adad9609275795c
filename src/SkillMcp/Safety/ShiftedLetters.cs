using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SkillMcp.Safety;

/// <summary>
/// Tells for all shifts of the alphabet at once whether a part of a line is more like English by one of them. Hardly any line is by
/// any, and reading each text 26 times took a sixth of the time of its screening.
/// </summary>
/// <remarks>
/// The likeness to English counts beside what is gained: of two letters that hardly follow each other any other two gain much.
/// </remarks>
static class ShiftedLetters
{
    /// <summary>The way behind all shifts: the alphabet from its end.</summary>
    public const int Mirror = 26;

    const int Letters = 26;
    const int Symbols = Letters + 1;

    // A lane for each way, of which the first changes nothing and the last ones are not used.
    const int Lanes = 32;

    // More than is ever asked for, and so little that no lane overflows.
    const sbyte MaxGain = 64;

    // For each pair of symbols what it gains by each way, and how much it is like English then.
    static readonly sbyte[] Gains = [.. GainsOfPairs()];

    /// <summary>The ways, a bit each, by which a part of a line gains and has at least so much likeness to English.</summary>
    public static uint WaysThatGain(ReadOnlySpan<char> line, int minGain)
    {
        ref var gains = ref MemoryMarshal.GetArrayDataReference(Gains);
        var (low, high) = (Vector128<sbyte>.Zero, Vector128<sbyte>.Zero);
        var (mostLow, mostHigh) = (low, high);
        var before = LetterModel.Symbol(line[0]);
        for (var at = 1; at < line.Length; at++)
        {
            var symbol = LetterModel.Symbol(line[at]);
            var pair = (nuint)((before * Symbols + symbol) * Lanes);
            low = Bounded(low + Vector128.LoadUnsafe(ref gains, pair));
            high = Bounded(high + Vector128.LoadUnsafe(ref gains, pair + Lanes / 2));
            mostLow = Vector128.Max(mostLow, low);
            mostHigh = Vector128.Max(mostHigh, high);
            before = symbol;
        }
        var enough = Vector128.Create((sbyte)minGain);
        return Vector128.GreaterThanOrEqual(mostLow, enough).ExtractMostSignificantBits()
            | Vector128.GreaterThanOrEqual(mostHigh, enough).ExtractMostSignificantBits() << Lanes / 2;
    }

    /// <summary>What a part has gained, in each lane. Where it loses all of that, another begins.</summary>
    public static Vector128<sbyte> Bounded(Vector128<sbyte> gain) =>
        Vector128.Min(Vector128.Max(gain, Vector128<sbyte>.Zero), Vector128.Create(MaxGain));

    static IEnumerable<sbyte> GainsOfPairs() =>
        from first in Enumerable.Range(0, Symbols)
        from second in Enumerable.Range(0, Symbols)
        from way in Enumerable.Range(0, Lanes)
        select (sbyte)(way is 0 or > Mirror ? 0 : 2 * LetterModel.Of(Read(first, way), Read(second, way)) - LetterModel.Of(first, second));

    static int Read(int symbol, int way) => (symbol, way) switch
    {
        (Letters, _) => symbol,
        (_, Mirror) => Letters - 1 - symbol,
        _ => (symbol + way) % Letters,
    };
}
