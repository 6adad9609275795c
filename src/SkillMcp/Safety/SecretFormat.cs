using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// How a secret is written, as data: a text with classes of characters between angle brackets. <c>ghp_&lt;a36&gt;</c> is four
/// characters and then 36 letters or digits; <c>&lt;a20-60&gt;</c> is 20 to 60 of them. What is before <c>^</c> is context that only
/// tells that a secret follows, and what is behind a second <c>^</c> tells that it is over; context stays in the text.
/// </summary>
/// <remarks>
/// <para>
/// A <c>?</c> in front: only a value that looks drawn at random is a secret. A <c>!</c> in front: the context is written in just this
/// case. A value between quotes goes to the closing one. Examples (<see cref="SecretValue.IsKey"/>) are no secrets.
/// </para>
/// <para>
/// Classes: <c>d</c> digits, <c>x</c> lower-case hex, <c>X</c> hex of any case, <c>l</c> lower-case letters and digits, <c>u</c> upper-case
/// letters and digits, <c>a</c> letters and digits, <c>w</c> these with <c>_ -</c>, <c>b</c> base64, <c>t</c> these with dots and tildes,
/// <c>p</c> what a password in an address may hold, <c>v</c> anything but blanks and quotes, <c>k</c> anything but blanks,
/// <c>y</c> anything of a line but quotes, <c>s</c> blanks, <c>r</c> ends of lines, <c>q</c> an opening quote that may be missing,
/// <c>e</c> what separates a name from its value, <c>i</c> the rest of a name.
/// </para>
/// </remarks>
sealed class SecretFormat
{
    static readonly string[] OtherNameEnds =
    [
        "-file", "_file", "passwordfile", "passwdfile",
        "-path", "_path", "-name", "_name", "-names", "-url", "_url", "-uri", "_uri", "-ttl", "-type", "_type",
        "-policy", "-length", "-version", "-stdin", "logfile",
        ".war", ".jar", ".zip", ".tgz", ".gz", ".deb", ".rpm", ".exe", ".whl",
    ];

    // How far behind a value that began in quotes the closing quote is searched.
    const int MaxQuotedRest = 200;

    // Without one more letter or digit before it: a secret is a whole word.
    readonly bool isWord;

    readonly bool isCaseSensitive;

    readonly Part[] parts;

    /// <param name="name">Goes into the placeholder: <c>github_token</c> becomes <c>{secret_github_token}</c>.</param>
    /// <param name="pattern">How it is written.</param>
    public SecretFormat(string name, string pattern)
    {
        (Name, Pattern) = (name, pattern);
        parts = [.. Read(pattern.TrimStart('?', '!'))];
        IsRandomOnly = pattern[0] == '?';
        isCaseSensitive = pattern[0] == '!';
        SecretBegin = Array.FindIndex(parts, part => part.EndsContext) + 1;
        SecretEnd = Array.FindIndex(parts, SecretBegin, part => part.EndsContext) is >= 0 and var last ? last + 1 : parts.Length;
        isWord = SecretBegin == 0 && (parts[0].Class != '\0' || char.IsAsciiLetterOrDigit(parts[0].Literal[0]));
    }

    public string Name { get; }

    public string Pattern { get; }

    public IReadOnlyList<Part> Parts => parts;

    /// <summary>Whether only what mixes letters and digits is a secret: behind "password:" there is a description as often.</summary>
    public bool IsRandomOnly { get; }

    /// <summary>The number of the first part of the secret itself.</summary>
    public int SecretBegin { get; }

    /// <summary>The number of the first part behind the secret.</summary>
    public int SecretEnd { get; }

    /// <summary>The ASCII characters that a text of this format may have at one of its first two places.</summary>
    /// <param name="place">0 or 1.</param>
    public IEnumerable<char> FirstCharacters(int place)
    {
        var literal = parts[0].Literal;
        if (place >= literal.Length)
        {
            var part = parts[0].Class == '\0' ? parts[1] : parts[0];
            return Enumerable.Range(0, 128).Select(code => (char)code).Where(c => part.Min == 0 || part.Contains(c));
        }
        var (lower, upper) = (char.ToLowerInvariant(literal[place]), char.ToUpperInvariant(literal[place]));
        return SecretBegin > 0 && !isCaseSensitive && lower != upper ? [lower, upper] : [literal[place]];
    }

    /// <summary>Where the secret is in the text of this format that begins at a place; null if none begins.</summary>
    public Range? FindAt(string text, int at)
    {
        if (isWord && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return null;
        }
        var (place, begin, end, lastBegin) = (at, at, at, at);
        for (var number = 0; number < parts.Length; number++)
        {
            begin = number == SecretBegin ? place : begin;
            if (parts[number].LengthAt(text, place, anyCase: number < SecretBegin && !isCaseSensitive) is not { } length)
            {
                return null;
            }
            lastBegin = place;
            place += length;
            end = number < SecretEnd ? place : end;
        }
        if (SecretEnd == parts.Length)
        {
            end = QuotedEnd(text, begin, end) ?? WithoutFullStop(text, end, minEnd: lastBegin + parts[^1].Min);
            place = Math.Max(place, end);
        }
        return GoesOn(text, place) || !IsSecret(text, at, begin, end) ? null : begin..end;
    }

    /// <summary>The closing quote of a value that begins behind a quote and goes on behind the end that was found, if any.</summary>
    int? QuotedEnd(string text, int begin, int end)
    {
        var quote = begin == 0 ? '\0' : text[begin - 1];
        if (SecretBegin == 0 || parts[^1].Class != 'v' || quote is not ('"' or '\''))
        {
            return null;
        }
        var rest = text.AsSpan(end, Math.Min(MaxQuotedRest, text.Length - end));
        var close = rest.IndexOfAny(quote, '\n');
        // A variable or a parameter in it is put in later, and is no part of the secret; an unescaped quote in JSON ends it.
        var isPlain = close > 0 && rest[close] == quote && !rest[..close].ContainsAny("{}\\<>") && !HasVariable(rest[..close]);
        return isPlain ? end + close : null;
    }

    static bool HasVariable(ReadOnlySpan<char> text) =>
        text.IndexOf('$') is >= 0 and var at && at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '(' or '{');

    /// <summary>The end without a full stop or colon that ends the sentence and not the secret.</summary>
    static int WithoutFullStop(string text, int end, int minEnd)
    {
        if (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            return end;
        }
        while (end > minEnd && text[end - 1] is ('.' or ':'))
        {
            end--;
        }
        return end;
    }

    /// <summary>Whether more characters of the last class follow: then it is another format, or none.</summary>
    bool GoesOn(string text, int place)
    {
        ref readonly var last = ref parts[^1];
        return last.Class != '\0' && !last.IsOpen && place < text.Length && last.Contains(text[place]);
    }

    bool IsSecret(string text, int at, int begin, int end)
    {
        var value = text.AsSpan(begin, end - begin);
        if (IsRandomOnly && !SecretValue.IsRandom(value))
        {
            return false;
        }
        return SecretBegin == 0
            ? SecretValue.IsKey(text, begin..end)
            : SecretValue.IsLiteral(text, begin..end) && !IsOtherName(text, at, begin, end) && IsFlag(text, at);
    }

    /// <summary>Whether what is written like the end of a flag is one: <c>--admin-password</c>, and not <c>/forgot-password</c>.</summary>
    bool IsFlag(string text, int at)
    {
        if (parts[0].Literal is not ['-', ..])
        {
            return true;
        }
        var begin = at;
        while (begin > 0 && (char.IsAsciiLetterOrDigit(text[begin - 1]) || text[begin - 1] is '-' or '_'))
        {
            begin--;
        }
        return text[begin] == '-';
    }

    /// <summary>
    /// Whether the name before a value names something about a secret, or no secret at all: <c>--token-file</c>, <c>max_tokens</c>,
    /// <c>jenkins.war</c>.
    /// </summary>
    static bool IsOtherName(string text, int at, int begin, int end)
    {
        var name = text.AsSpan(at, begin - at).TrimEnd(" \t:=>\"'\\]");
        if (EndsWithAny(name, OtherNameEnds) || name.StartsWith("tokenizer", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        if (text.AsSpan(0, at).EndsWith("PublicKey", StringComparison.Ordinal) && IsPublicKeyToken(text.AsSpan(begin, end - begin)))
        {
            return true;
        }
        var isMaximum = at >= 4 && text.AsSpan(at - 4, 3).Equals("max", StringComparison.OrdinalIgnoreCase);
        return isMaximum && name.StartsWith("token", StringComparison.OrdinalIgnoreCase);
    }

    // Who signed a library of .NET: eight bytes of the hash of a key that is public.
    static bool IsPublicKeyToken(ReadOnlySpan<char> value) => value.Length == 16 && !value.ContainsAnyExcept("0123456789abcdef");

    static bool EndsWithAny(ReadOnlySpan<char> value, string[] ends)
    {
        foreach (var end in ends)
        {
            if (value.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    static IEnumerable<Part> Read(string pattern)
    {
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '<')
            {
                var end = pattern.IndexOf('>', at);
                var (kind, counts) = (pattern[at + 1], pattern[(at + 2)..end].Split('-'));
                at = end + 1;
                yield return new Part("", kind, int.Parse(counts[0]), int.Parse(counts[^1]), EndsContext(ref at));
            }
            else
            {
                var end = pattern.AsSpan(at).IndexOfAny('<', '^') is >= 0 and var found ? at + found : pattern.Length;
                var literal = pattern[at..end];
                at = end;
                yield return new Part(literal, '\0', literal.Length, literal.Length, EndsContext(ref at));
            }
        }

        bool EndsContext(ref int at)
        {
            if (at < pattern.Length && pattern[at] == '^')
            {
                at++;
                return true;
            }
            return false;
        }
    }

    /// <summary>A piece of a format: a text in any case, or a run of a class of characters.</summary>
    internal readonly record struct Part(string Literal, char Class, int Min, int Max, bool EndsContext)
    {
        static readonly SearchValues<char> NotInAddress = SearchValues.Create("@?#/\"'<>{}$*`");
        static readonly SearchValues<char> NotInValue = SearchValues.Create("\\\"'`{}<>$,;)(&|");

        /// <summary>Whether a run may be cut off where it is longest.</summary>
        public bool IsOpen => Max >= 100;

        public int? LengthAt(string text, int at, bool anyCase)
        {
            if (Class == '\0')
            {
                var comparison = anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
                return text.AsSpan(at).StartsWith(Literal, comparison) ? Literal.Length : null;
            }
            var end = at;
            while (end < text.Length && end - at < Max && Contains(text[end]))
            {
                end++;
            }
            var run = text.AsSpan(at, end - at);
            if (run.Length < Min || Class == 'e' && Min > 0 && !run.ContainsAny(':', '=', '>'))
            {
                return null;
            }
            return run.Length;
        }

        public bool Contains(char c) => Class switch
        {
            'd' => char.IsAsciiDigit(c),
            'x' => char.IsAsciiHexDigitLower(c),
            'X' => char.IsAsciiHexDigit(c),
            'l' => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c),
            'u' => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c),
            'a' => char.IsAsciiLetterOrDigit(c),
            'w' => char.IsAsciiLetterOrDigit(c) || c is '_' or '-',
            'b' => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '_' or '-',
            't' => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '~' or '+' or '/' or '=',
            'p' => c is > ' ' and < '\u007f' && !NotInAddress.Contains(c),
            'v' => c is > ' ' and not '\u007f' && !NotInValue.Contains(c),
            'k' => c > ' ' && c != '\u007f',
            'y' => c is >= ' ' and not ('\u007f' or '"' or '\''),
            's' => c is ' ' or '\t',
            'r' => c is '\r' or '\n',
            'q' => c is '"' or '\'',
            'e' => c is ' ' or '\\' or '"' or '\'' or ':' or '=' or '>' or '\t' or ']',
            'i' => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.',
            _ => false,
        };
    }
}
