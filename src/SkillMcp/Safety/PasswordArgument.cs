namespace SkillMcp.Safety;

/// <summary>
/// Where a program takes a password from, as data: the words of its command line, <c>*</c> for the password, <c>?</c> for any other text.
/// <c>curl: -u ?:*</c> is what is behind the colon of the word behind <c>-u</c>, anywhere in a command of curl.
/// </summary>
/// <remarks>
/// Before the colon is the program, or several with commas between, and the words that must be among those behind it. <c>-~b</c> is a
/// cluster of short flags with a <c>b</c> in it. Behind it, <c>^</c> in front: directly behind these words. <c>*$</c> is the last word of
/// the command. A <c>%</c> in front: only a value that looks drawn at random is a secret.
/// </remarks>
sealed class PasswordArgument
{
    readonly string[] required;
    readonly string[] pattern;
    readonly bool isAnchored;
    readonly bool isRandomOnly;

    /// <param name="head">The programs and the words that must be there.</param>
    /// <param name="argument">The words that hold the password.</param>
    public PasswordArgument(string head, string argument)
    {
        var words = head.Split(' ');
        Programs = words[0].Split(',');
        required = words[1..];
        isRandomOnly = argument[0] == '%';
        argument = argument.TrimStart('%');
        isAnchored = argument[0] == '^';
        pattern = argument.TrimStart('^').Split(' ');
    }

    public IReadOnlyList<string> Programs { get; }

    /// <summary>The passwords in a command.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words of its line.</param>
    /// <param name="program">The number of the word that is the program.</param>
    /// <param name="end">The number behind the last word that is looked at.</param>
    public IEnumerable<Range> In(string text, List<ShellWord> words, int program, int end)
    {
        if (BehindRequired(text, words, program + 1, end) is not { } begin)
        {
            yield break;
        }
        var last = isAnchored ? Math.Min(begin + 1, end) : end;
        for (var at = begin; at < last; at++)
        {
            if (MatchAt(text, words, at, end) is { } where && IsSecret(text, where))
            {
                yield return where;
            }
            if (words[at].IsOperator)
            {
                yield break;
            }
        }
    }

    int? BehindRequired(string text, List<ShellWord> words, int at, int end)
    {
        foreach (var word in required)
        {
            while (at < end && !words[at].IsOperator && !IsRequired(word, words[at].In(text)))
            {
                at++;
            }
            if (at >= end || words[at].IsOperator)
            {
                return null;
            }
            at++;
        }
        return at;
    }

    static bool IsRequired(string word, ReadOnlySpan<char> given) => word.StartsWith("-~", StringComparison.Ordinal)
        ? given.Length is > 1 and <= 6 && given[0] == '-' && given[1] != '-' && given.Contains(word[2])
        : given.SequenceEqual(word);

    Range? MatchAt(string text, List<ShellWord> words, int at, int end)
    {
        Range? secret = null;
        foreach (var expected in pattern)
        {
            if (at >= end)
            {
                return null;
            }
            if (expected == "*$")
            {
                return LastOf(text, words, at, end);
            }
            var word = words[at];
            if (word.IsOperator)
            {
                if (!word.In(text).SequenceEqual(expected))
                {
                    return null;
                }
            }
            else if (!Matches(text, word, expected, ref secret))
            {
                return null;
            }
            at++;
        }
        return secret;
    }

    /// <summary>The last word of the command, if it is the one at this place.</summary>
    static Range? LastOf(string text, List<ShellWord> words, int at, int end)
    {
        if (IsRedirection(words[at].In(text)) || IsRedirection(words[at - 1].In(text)))
        {
            return null;
        }
        var isLast = at + 1 >= end || words[at + 1].IsOperator || IsRedirection(words[at + 1].In(text));
        return isLast && !words[at].IsOperator && words[at].In(text) is not ['-', ..] ? ValueOf(text, words[at].Begin, words[at]) : null;
    }

    static bool IsRedirection(ReadOnlySpan<char> word) => word is ['>', ..] or ['<', ' ' or '<', ..] or "<" or ['1' or '2', '>', ..];

    /// <summary>Whether a word is as expected; where the secret is in it is noted.</summary>
    static bool Matches(string text, ShellWord word, string expected, ref Range? secret)
    {
        var place = word.Begin;
        for (var at = 0; at < expected.Length; at++)
        {
            if (expected[at] is not ('*' or '?'))
            {
                if (place >= word.End || text[place] != expected[at])
                {
                    return false;
                }
                place++;
                continue;
            }
            var behind = expected.AsSpan(at + 1);
            var literal = behind[..(behind.IndexOfAny('*', '?') is >= 0 and var next ? next : behind.Length)];
            var rest = text.AsSpan(place, word.End - place);
            var length = literal.IsEmpty ? rest.Length : rest.IndexOf(literal, StringComparison.Ordinal);
            if (length <= 0)
            {
                return false;
            }
            if (expected[at] == '*')
            {
                secret = ValueOf(text, place, word with { End = place + length });
            }
            place += length;
        }
        return place == word.End;
    }

    /// <summary>The value that a word holds from a place on, without quotes and the sign of a sentence that goes on behind it.</summary>
    static Range ValueOf(string text, int begin, ShellWord word)
    {
        var end = word.End;
        var quote = end - begin < 3 ? 0 : text[begin] switch
        {
            '"' or '\'' when text[end - 1] == text[begin] => 1,
            '\\' when text[begin + 1] is '"' or '\'' && text[end - 1] == text[begin + 1] => 2,
            _ => 0,
        };
        if (quote > 0)
        {
            return (begin + quote)..Math.Max(begin + quote, end - quote);
        }
        while (!word.IsQuoted && end > begin && text[end - 1] is '.' or ',' or ':' or '"' or '\'')
        {
            end--;
        }
        return begin..end;
    }

    bool IsSecret(string text, Range where)
    {
        var value = text.AsSpan()[where];
        if (value.Length < 3 || value[0] == '-' || IsRedirection(value) || !SecretValue.IsLiteral(text, where))
        {
            return false;
        }
        return !isRandomOnly || SecretValue.IsRandom(value);
    }
}
