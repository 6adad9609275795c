using System.Buffers;
using System.Text;

namespace SkillMcp.Sessions.Reading;

/// <summary>What is kept of the texts in a log: no codes of a terminal, and of a long one the beginning and the end.</summary>
static class KeptText
{
    /// <summary>An output as text, at most <see cref="ToolCall.MaxOutput"/> characters.</summary>
    public static string Output(string output) => Bounded(Plain(output).Trim('\n', '\r', ' '), ToolCall.MaxOutput);

    /// <summary>The beginning and the end of a text that is too long, with the number of characters between them.</summary>
    public static string Bounded(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }
        var half = (maxLength - 60) / 2;
        var start = char.IsHighSurrogate(text[half - 1]) ? half - 1 : half;
        var end = text.Length - half;
        end += char.IsLowSurrogate(text[end]) ? 1 : 0;
        return $"{text[..start]}\n[… {end - start} characters left out …]\n{text[end..]}";
    }

    /// <summary>A text without the codes that color it and move the cursor, and without other control characters.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls))
        {
            return text;
        }
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\u001b')
            {
                at = EndOfCode(text, at);
            }
            else if (text[at] is '\n' or '\t' || !char.IsControl(text[at]))
            {
                plain.Append(text[at]);
            }
            else if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] != '\n')
            {
                // A line that a progress bar wrote over.
                plain.Append('\n');
            }
        }
        return plain.ToString();
    }

    static readonly SearchValues<char> Controls = SearchValues.Create([.. AllControls()]);

    static IEnumerable<char> AllControls() => Enumerable.Range(0, 160)
        .Select(code => (char)code)
        .Where(character => char.IsControl(character) && character is not ('\n' or '\t'));

    /// <summary>The last character of a code that begins with an escape character.</summary>
    static int EndOfCode(string text, int at)
    {
        var next = at + 1;
        if (next >= text.Length)
        {
            return at;
        }
        if (text[next] == '[')
        {
            // Parameters, and then one letter.
            do
            {
                next++;
            }
            while (next < text.Length && text[next] is >= ' ' and < '@');
            return Math.Min(next, text.Length - 1);
        }
        if (text[next] is ']' or 'P' or '_' or '^')
        {
            // A title or a link, until a bell or a backslash; one that has no end is not one.
            var end = text.AsSpan(next, Math.Min(text.Length - next, 4096)).IndexOfAny('\a', '\u001b');
            return end < 0 ? next : next + end + (text[next + end] == '\u001b' && next + end + 1 < text.Length ? 1 : 0);
        }
        return next;
    }
}
