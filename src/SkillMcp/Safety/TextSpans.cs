namespace SkillMcp.Safety;

/// <summary>The parts of a text that may be a code by themselves: each line, what is behind its colon, and what is quoted in it.</summary>
static class TextSpans
{
    // A longer line is no code that is read by hand.
    const int MaxLine = 1_000;

    static readonly char[] Quotes = ['"', '`', '\'', '“', '«', '„', '(', '['];

    /// <summary>The parts of a minimum length, with their places; each character is in at most three of them.</summary>
    public static IEnumerable<(int At, string Text)> In(string text, int minLength)
    {
        foreach (var (begin, end) in LinesOf(text))
        {
            if (end - begin < minLength || end - begin > MaxLine)
            {
                continue;
            }
            var line = text[begin..end];
            yield return (begin, (SplitText.ItemOf(line) ?? line).Trim());
            if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && line.Length - colon - 2 >= minLength)
            {
                yield return (begin + colon + 2, line[(colon + 2)..].Trim(' ', '"', '`', '\'', '.'));
            }
            foreach (var quoted in QuotedIn(line, minLength))
            {
                yield return (begin + quoted.At, quoted.Text);
            }
        }
    }

    /// <summary>What is in quotes or brackets in a line.</summary>
    public static IEnumerable<(int At, string Text)> QuotedIn(string line, int minLength)
    {
        for (var at = 0; (at = line.IndexOfAny(Quotes, at)) >= 0;)
        {
            var close = line.IndexOf(CloseOf(line[at]), at + 1);
            // An apostrophe is in a word.
            var isQuote = close > at && (line[at] != '\'' || at == 0 || !char.IsLetterOrDigit(line[at - 1]));
            if (!isQuote)
            {
                at++;
                continue;
            }
            if (close - at - 1 >= minLength)
            {
                yield return (at + 1, line[(at + 1)..close]);
            }
            at = close + 1;
        }
    }

    static char CloseOf(char open) => open switch
    {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '(' => ')',
        '[' => ']',
        _ => open,
    };

    /// <summary>The lines, and an empty one behind them.</summary>
    public static IEnumerable<(int Begin, int End)> LinesAndEnd(string text) => LinesOf(text).Append((text.Length, text.Length));

    public static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? text[..end] : text;

    public static IEnumerable<(int Begin, int End)> LinesOf(string text)
    {
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            yield return (begin, end);
            begin = end + 1;
        }
    }
}
