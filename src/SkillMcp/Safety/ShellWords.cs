using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Splits a line of a text into words as a shell does, wherever in prose, Markdown or JSON the command is: <c>"cmd": "mysql -p'a b'"</c>
/// has the words of the outer line and, because it has blanks, those within the quotes too.
/// </summary>
static class ShellWords
{
    // A command in a command in a command.
    const int MaxDepth = 3;

    // How far behind an opening quote its closing one is searched.
    const int MaxQuoted = 2_000;

    // How many escaped quotes are in it.
    const int MaxEscaped = 100;

    static readonly SearchValues<char> EndOfBareWord = SearchValues.Create(" \t\r\n;|&()`'\"\\");

    /// <summary>The words of a line, and those of each quoted text in it that has several.</summary>
    /// <param name="text">The text.</param>
    /// <param name="begin">Where the line begins.</param>
    /// <param name="end">Where it ends.</param>
    public static IEnumerable<List<ShellWord>> In(string text, int begin, int end)
    {
        var open = new Stack<(int Begin, int End, int Depth)>([(begin, end, 1)]);
        while (open.TryPop(out var part))
        {
            var words = new List<ShellWord>();
            for (var at = part.Begin; Next(text, at, part.End) is { } word; at = Behind(text, word, part.End))
            {
                words.Add(word);
                if (word.IsQuoted && part.Depth < MaxDepth && word.In(text).ContainsAny(' ', '\t'))
                {
                    open.Push((word.Begin, word.End, part.Depth + 1));
                }
            }
            yield return words;
        }
    }

    /// <summary>Where a line ends: one whose end is escaped goes on with the next.</summary>
    public static int EndOfLine(string text, int from)
    {
        for (var at = from; ; at++)
        {
            at = text.IndexOf('\n', at);
            if (at < 0)
            {
                return text.Length;
            }
            var last = at > from && text[at - 1] == '\r' ? at - 2 : at - 1;
            if (last < from || text[last] is not ('\\' or '^'))
            {
                return at;
            }
        }
    }

    static int Behind(string text, ShellWord word, int end) =>
        !word.IsQuoted ? word.End : Math.Min(end, word.End + (text[word.End] == '\\' ? 2 : 1));

    static ShellWord? Next(string text, int from, int end)
    {
        var at = from;
        while (at < end && IsBetweenWords(text, at, end))
        {
            at++;
        }
        if (at >= end)
        {
            return null;
        }
        if (text[at] is ';' or '|' or '&')
        {
            var operatorEnd = at + 1 < end && text[at + 1] == text[at] ? at + 2 : at + 1;
            return new ShellWord(at, operatorEnd, IsOperator: true, IsQuoted: false);
        }
        if (QuoteLengthAt(text, at) is > 0 and var length && Close(text, at, length, end) is { } close)
        {
            // More may stand right behind the quotes: 'a'b. In JSON a comma or a colon does.
            var isWhole = close + length >= end || " \t\r\n;|&,:)]}`.".Contains(text[close + length]);
            if (isWhole)
            {
                return new ShellWord(at + length, close, IsOperator: false, IsQuoted: true);
            }
        }
        return new ShellWord(at, EndOfBare(text, at, end), IsOperator: false, IsQuoted: false);
    }

    // What opens a list or a substitution, and what parts the items of a list in JSON.
    static bool IsBetweenWords(string text, int at, int end) => text[at] switch
    {
        ' ' or '\t' or '\r' or '\n' or '(' or ')' or '`' or '\ufeff' => true,
        '[' or '{' or ',' or ':' => at + 1 >= end || text[at + 1] is '"' or '\'' or '\\' or ' ',
        ']' or '}' => true,
        '\\' or '^' => at + 1 < end && text[at + 1] is '\r' or '\n',
        _ => false,
    };

    static int EndOfBare(string text, int begin, int end)
    {
        for (var at = begin; at < end;)
        {
            var found = text.AsSpan(at, end - at).IndexOfAny(EndOfBareWord);
            if (found < 0)
            {
                return end;
            }
            at += found;
            var length = QuoteLengthAt(text, at);
            if (length > 0)
            {
                if (at > begin && !OpensWithin(text, begin, at) || Close(text, at, length, end) is not { } close)
                {
                    // An apostrophe, or the end of a text in which this one is quoted.
                    if (length == 1 && text[at] == '\'' && at + 1 < end && char.IsLetterOrDigit(text[at + 1]))
                    {
                        at++;
                        continue;
                    }
                    return Math.Max(at, begin + 1);
                }
                at = close + length;
            }
            else if (text[at] == '\\' && at + 1 < end && text[at + 1] is not ('\r' or '\n'))
            {
                at += 2;
            }
            else if (text[at] == '&' && at + 1 < end && char.IsLetterOrDigit(text[at + 1]) && at > begin)
            {
                at++;
            }
            else
            {
                return Math.Max(at, begin + 1);
            }
        }
        return end;
    }

    // Quotes open within a flag (-p'a b') and behind the sign that a value follows.
    static bool OpensWithin(string text, int begin, int at) =>
        text[begin] == '-' || text[at - 1] is '=' or ':' or '/' or ',' or '%' or '@' or '<';

    /// <summary>The length of the quote at a place, which is escaped in JSON; 0 where there is none.</summary>
    static int QuoteLengthAt(string text, int at) => text[at] switch
    {
        '"' or '\'' => 1,
        '\\' when at + 1 < text.Length && text[at + 1] is '"' or '\'' => 2,
        _ => 0,
    };

    /// <summary>Where the closing quote is; null if there is none on the line.</summary>
    static int? Close(string text, int open, int length, int end)
    {
        var quote = text.AsSpan(open, length);
        var limit = Math.Min(end, open + MaxQuoted);
        var escaped = 0;
        for (var at = open + length; at < limit && escaped <= MaxEscaped;)
        {
            var found = text.AsSpan(at, limit - at).IndexOf(quote);
            if (found < 0)
            {
                return null;
            }
            at += found;
            // Within double quotes an escaped one is a character of the text.
            if (length == 1 && quote[0] == '"' && text[at - 1] == '\\')
            {
                at++;
                escaped++;
                continue;
            }
            return at == open + length ? null : at;
        }
        return null;
    }
}
