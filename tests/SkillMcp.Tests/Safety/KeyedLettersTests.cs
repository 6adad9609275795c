using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class KeyedLettersTests
{
    const int MinGain = 12;

    [Theory]
    [InlineData("key")]
    [InlineData("lemon")]
    [InlineData("orangeorange")]
    public void A_line_gains_from_just_the_letters_of_a_key_from_which_reading_it_does(string key)
    {
        var letters = new KeyedLetters(key);
        var random = new Random(7);
        for (var count = 0; count < 300; count++)
        {
            var line = new string(random.GetItems("etaoinshrdlu  qzxjkvbp.-EXQ7é".ToCharArray(), random.Next(1, 200)));

            Assert.Equal(ReadOneByOne(line, key), letters.BeginsThatGain(line, MinGain));
        }
    }

    static uint ReadOneByOne(string line, string key)
    {
        var begins = 0u;
        for (var from = 0; from < key.Length; from++)
        {
            var read = Read(line, key, from);
            var (gain, most) = (0, 0);
            for (var at = 1; at < line.Length; at++)
            {
                gain = Math.Max(0, gain + 2 * LetterModel.Of(read[at - 1], read[at]) - LetterModel.Of(line[at - 1], line[at]));
                most = Math.Max(most, gain);
            }
            begins |= most >= MinGain ? 1u << from : 0;
        }
        return begins;
    }

    static string Read(string line, string key, int from)
    {
        var place = from;
        return string.Concat(line.Select(c => char.IsAsciiLetter(c)
            ? (char)('a' + (char.ToLowerInvariant(c) - key[place++ % key.Length] + 26) % 26)
            : c));
    }
}
