using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SkillMcp.Safety;

/// <summary>
/// Tells for all letters of a key at once whether a part of a line is more like English where the key that shifts its letters, one after
/// the other, begins with that letter.
/// </summary>
sealed class KeyedLetters
{
    const int Letters = 26;
    const int Symbols = Letters + 1;

    // A lane for each letter of a key, which has at most as many.
    const int Lanes = 16;

    readonly int length;

    // For each pair of symbols what it gains, and how much it is like English then, in the lane of the letter of the key that is next.
    readonly sbyte[] gains = new sbyte[Symbols * Symbols * Lanes];

    // Moves each lane to that of the letter behind it.
    readonly Vector128<byte> next;

    /// <param name="key">Letters in lower case.</param>
    public KeyedLetters(string key)
    {
        length = key.Length;
        var lanes = Enumerable.Range(0, Lanes).Select(lane => lane < length ? (lane + length - 1) % length : lane);
        next = Vector128.Create([.. lanes.Select(lane => (byte)lane)]);
        for (var lane = 0; lane < length; lane++)
        {
            FillLane(lane, key[(lane + length - 1) % length] - 'a', key[lane] - 'a');
        }
    }

    void FillLane(int lane, int keyBefore, int key)
    {
        for (var first = 0; first < Symbols; first++)
        {
            for (var second = 0; second < Symbols; second++)
            {
                var read = LetterModel.Of(Read(first, keyBefore), Read(second, key));
                gains[(first * Symbols + second) * Lanes + lane] = (sbyte)(2 * read - LetterModel.Of(first, second));
            }
        }
    }

    static int Read(int symbol, int key) => symbol == Letters ? symbol : (symbol + Letters - key) % Letters;

    /// <summary>
    /// The letters of the key, a bit each, from which on a part of a line gains and has at least so much likeness to English.
    /// </summary>
    public uint BeginsThatGain(ReadOnlySpan<char> line, int minGain)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(gains);
        var (gain, most) = (Vector128<sbyte>.Zero, Vector128<sbyte>.Zero);
        var before = LetterModel.Symbol(line[0]);
        var letters = before == Letters ? 0 : 1;
        for (var at = 1; at < line.Length; at++)
        {
            var symbol = LetterModel.Symbol(line[at]);
            var pair = (nuint)((before * Symbols + symbol) * Lanes);
            gain = ShiftedLetters.Bounded(gain + Vector128.LoadUnsafe(ref table, pair));
            most = Vector128.Max(most, gain);
            if (symbol != Letters)
            {
                gain = Vector128.Shuffle(gain.AsByte(), next).AsSByte();
                most = Vector128.Shuffle(most.AsByte(), next).AsSByte();
                letters++;
            }
            before = symbol;
        }
        return BeginsOf(Vector128.GreaterThanOrEqual(most, Vector128.Create((sbyte)minGain)).ExtractMostSignificantBits(), letters);
    }

    // The lane of a letter has moved on by as many as there are letters in the line.
    uint BeginsOf(uint lanes, int letters)
    {
        var begins = 0u;
        for (var from = 0; from < length; from++)
        {
            begins |= (lanes >> (from + letters) % length & 1) << from;
        }
        return begins;
    }
}
