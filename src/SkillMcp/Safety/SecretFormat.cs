namespace SkillMcp.Safety;

/// <summary>
/// How a secret is written, as data: a text with classes of characters between angle brackets. <c>ghp_&lt;a36&gt;</c> is four
/// characters and then 36 letters or digits; <c>&lt;a20-60&gt;</c> 20 to 60 of them. What stands before <c>^</c> only tells that a
/// secret follows, and what stands behind a second one that it is over; both stay. A <c>?</c> in front: only what looks drawn at random is one;
/// a <c>!</c>: what tells of it is written in just this case. <c>curl…-u </c> is a flag of one program, which stands before it in the same command.
/// </summary>
/// <remarks>
/// Classes: <c>d</c> digits, <c>x</c> lower-case hex, <c>X</c> hex of any case, <c>l</c> lower-case letters and digits, <c>u</c> upper-case
/// ones, <c>a</c> letters and digits, <c>w</c> these with <c>_ -</c>, <c>b</c> base64, <c>t</c> these with dots and tildes, <c>p</c> what
/// a password in an address may hold, <c>v</c> anything but blanks and quotes, <c>s</c> blanks, <c>q</c> an opening quote that may be missing,
/// <c>e</c> what stands between a name and its value, <c>i</c> the rest of a name.
/// </remarks>
sealed class SecretFormat
{
    // Without one more character of its class on either side: a secret is a whole word.
    readonly bool isWord;

    // A flag and its capital are two flags.
    readonly bool isCaseSensitive;

    const int MaxCommandLength = 500;

    /// <param name="name">Goes into the parameter: <c>github_token</c> becomes <c>{secret_github_token}</c>.</param>
    /// <param name="pattern">How it is written.</param>
    public SecretFormat(string name, string pattern)
    {
        (Name, Pattern) = (name, pattern);
        var command = pattern.Split('…');
        Command = command.Length > 1 ? command[0].Split(' ') : [];
        Parts = [.. Read(command[^1].TrimStart('?', '!'))];
        LooksRandom = pattern[0] == '?';
        isCaseSensitive = pattern[0] == '!' || Command.Count > 0;
        SecretBegin = Parts.ToList().FindIndex(part => part.EndsContext) + 1;
        SecretEnd = Parts.ToList().FindIndex(SecretBegin, part => part.EndsContext) is >= 0 and var end ? end + 1 : Parts.Count;
        isWord = SecretBegin == 0 && Parts[0].Class == '\0' && char.IsAsciiLetterOrDigit(Parts[0].Literal[0]);
    }

    public string Name { get; }

    public string Pattern { get; }

    /// <summary>The words of the command whose flag it is; none for most.</summary>
    public IReadOnlyList<string> Command { get; }

    public IReadOnlyList<Part> Parts { get; }

    /// <summary>Whether only what holds letters and digits is one: behind "password:" stands a description as often.</summary>
    public bool LooksRandom { get; }

    /// <summary>How many parts stand before the secret itself.</summary>
    public int SecretBegin { get; }

    /// <summary>The number of the part behind the secret.</summary>
    public int SecretEnd { get; }

    /// <summary>The character that it begins with, in lower case.</summary>
    public char First => char.ToLowerInvariant(Parts[0].Literal[0]);

    /// <summary>Where the secret that begins at a place is; null where none does.</summary>
    public Range? FindAt(string text, int at)
    {
        if (isWord && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return null;
        }
        var (place, begin, end) = (at, at, at);
        for (var part = 0; part < Parts.Count; part++)
        {
            begin = part == SecretBegin ? place : begin;
            if (Parts[part].LengthAt(text, place, anyCase: part < SecretBegin && !isCaseSensitive) is not { } length)
            {
                return null;
            }
            place += length;
            end = part < SecretEnd ? place : end;
        }
        // One that goes on is another format, or none.
        return Parts[^1] is { Class: not '\0', IsOpen: false } last && place < text.Length && last.Contains(text[place])
            || LooksRandom && !IsRandom(text.AsSpan(begin, end - begin))
            || SecretBegin > 0 && (IsReference(text.AsSpan(begin, end - begin)) || IsOtherName(text, at, begin))
            || Command.Count > 0 && !IsFlagOfCommandAt(text, at)
            ? null
            : begin..end;
    }

    /// <summary>What stands for a secret, or where one lies: <c>%PASS%</c>, <c>file:///run/pass</c>, <c>sha256:…</c>, <c>id=npmrc</c>.</summary>
    static bool IsReference(ReadOnlySpan<char> value) =>
        value[0] == '%' && value[^1] == '%' || value.Contains("://", StringComparison.Ordinal)
        || StartsWithAny(value, ["file:", "sha1:", "sha256:", "sha512:", "md5:", "id=", "src=", "env=", "type="])
        || value is "password" or "secret" or "changeme" or "true" or "false" or "null" or "none" or "stdin" or "required" or "optional";

    /// <summary>Whether the name speaks about a secret, or of no secret at all: <c>--token-file</c>, <c>max_tokens</c>, <c>tokenizer</c>, <c>jenkins.war</c>.</summary>
    bool IsOtherName(string text, int at, int begin)
    {
        var name = text.AsSpan(at, begin - at).TrimEnd(" \t:=>\"'\\]");
        return EndsWithAny(name, ["-file", "_file", "-path", "_path", "-name", "_name", "-names", "-url", "_url", "-uri", "_uri", "-ttl", "-type", "_type", "-policy", "-length", "-version", "-stdin", "logfile", ".war", ".jar", ".zip", ".tgz", ".gz", ".deb", ".rpm", ".exe", ".whl"])
            || name.StartsWith("tokenizer", StringComparison.OrdinalIgnoreCase)
            || at >= 4 && text.AsSpan(at - 4, 3).Equals("max", StringComparison.OrdinalIgnoreCase) && name.StartsWith("token", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a flag begins here, in a command of its program.</summary>
    bool IsFlagOfCommandAt(string text, int at)
    {
        if (at == 0 || text[at - 1] is not (' ' or '\t'))
        {
            return false;
        }
        var before = text.AsSpan(Math.Max(0, at - MaxCommandLength), Math.Min(at, MaxCommandLength));
        before = before[(before.LastIndexOfAny("\n;|") + 1)..];
        foreach (var word in Command)
        {
            if (EndOfWord(before, word) is not (>= 0 and var behind))
            {
                return false;
            }
            before = before[behind..];
        }
        return true;
    }

    static int EndOfWord(ReadOnlySpan<char> text, string word)
    {
        for (var at = 0; text[at..].IndexOf(word, StringComparison.Ordinal) is >= 0 and var found; at += found + 1)
        {
            var (begin, end) = (at + found, at + found + word.Length);
            if ((begin == 0 || !IsInWord(text[begin - 1])) && end < text.Length && !IsInWord(text[end]))
            {
                return end;
            }
        }
        return -1;

        static bool IsInWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
    }

    static bool StartsWithAny(ReadOnlySpan<char> value, ReadOnlySpan<string> begins)
    {
        foreach (var begin in begins)
        {
            if (value.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    static bool EndsWithAny(ReadOnlySpan<char> value, ReadOnlySpan<string> ends)
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

    static bool IsRandom(ReadOnlySpan<char> value) =>
        // Words with a number behind them are a name.
        !(value.Count('-') + value.Count('.') + value.Count('_') >= 2 && !value.ContainsAnyInRange('A', 'Z')) &&
        value.ContainsAnyInRange('0', '9') && (value.ContainsAnyInRange('a', 'z') || value.ContainsAnyInRange('A', 'Z'))
        && !value.Contains("example", StringComparison.OrdinalIgnoreCase) && !value.StartsWith("your", StringComparison.OrdinalIgnoreCase) && !value.Contains("://", StringComparison.Ordinal) && value[0] is not ('/' or '.' or '~' or '%' or '[' or '-');

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
        /// <summary>Whether a run may be cut off where it is longest.</summary>
        public bool IsOpen => Max >= 100;

        public int? LengthAt(string text, int at, bool anyCase)
        {
            if (Class == '\0')
            {
                return string.Compare(text, at, Literal, 0, Literal.Length, anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) == 0 ? Literal.Length : null;
            }
            var end = at;
            while (end < text.Length && end - at < Max && Contains(text[end]))
            {
                end++;
            }
            return end - at >= Min && (Class != 'e' || Min == 0 || text.AsSpan(at, end - at).ContainsAny(':', '=', '>')) ? end - at : null;
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
            'p' => c is > ' ' and < '\u007f' and not ('@' or '?' or '#' or '/' or '"' or '\'' or '<' or '>' or '{' or '}' or '$' or '*' or '`'),
            'v' => c is > ' ' and not ('\\' or '"' or '\'' or '`' or '{' or '}' or '<' or '>' or '$' or ',' or ';' or ')' or '(' or '&' or '|' or '\u007f'),
            's' => c is ' ' or '\t',
            'q' => c is '"' or '\'',
            'e' => c is ' ' or '\\' or '"' or '\'' or ':' or '=' or '>' or '\t' or ']',
            'i' => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.',
            _ => false,
        };
    }
}
