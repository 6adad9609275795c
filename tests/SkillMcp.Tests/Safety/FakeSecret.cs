using System.Text;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

/// <summary>Made-up secrets, drawn from the formats themselves.</summary>
static class FakeSecret
{
    /// <summary>A secret of a format, alone and with its context.</summary>
    public static (string Written, string Secret) Of(SecretFormat format, int seed)
    {
        var random = new Random(seed * 7919 + format.Pattern.Length);
        var (written, secret) = (new StringBuilder(), new StringBuilder());
        for (var at = 0; at < format.Parts.Count; at++)
        {
            var part = format.Parts[at];
            var text = part.Class == '\0' ? part.Literal : Run(part, random, isSecret: at >= format.SecretBegin);
            written.Append(text);
            secret.Append(at >= format.SecretBegin && at < format.SecretEnd ? text : "");
        }
        return (written.ToString(), secret.ToString());
    }

    static string Run(SecretFormat.Part part, Random random, bool isSecret)
    {
        // Between a name and its value, an equals sign; of a name no more than is needed.
        if (!isSecret)
        {
            return part.Class switch
            {
                'e' when part.Min > 0 => "=",
                's' when part.Min > 0 => " ",
                'r' when part.Min > 0 => "\n",
                'q' when part.Min > 0 => "'",
                _ => new string('x', part.Min),
            };
        }
        var letters = Enumerable.Range('!', '~' - '!').Select(code => (char)code)
            .Where(c => part.Contains(c) && char.IsAsciiLetterOrDigit(c)).ToArray();
        var length = random.Next(part.Min, Math.Min(part.Max, part.Min + 12) + 1);
        var run = Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]).ToArray();
        // What looks drawn at random has both.
        if (run.Length > 2 && part.Class is not ('d' or 'x' or 'X'))
        {
            (run[0], run[1], run[^1]) = (letters.First(char.IsAsciiLetter), '7', letters.Last(char.IsAsciiLetter));
        }
        return new string(run);
    }
}
