using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Finds the secrets that a text states in words ("the admin password is …", "Kennwort: …"), in a column of a table, and in cookies.
/// Only what looks drawn at random is one: a sentence about passwords mostly has other words in it.
/// </summary>
static class StatedSecrets
{
    const string Name = "password";
    /// <summary>The kind of the secret in a cookie.</summary>
    public const string Cookie = "session_cookie";

    const int MinLength = 6;
    const int MaxLength = 200;

    // How far behind "password" the sentence may come to it: "the password for the user admin on the staging host is …".
    const int MaxWordsBetween = 10;

    // Where nothing says that it is the password: "with password …", "password of root …".
    const int MaxWordsUnstated = 2;

    const int MaxRows = 100;

    const int MaxHeading = 30;

    static readonly SearchValues<string> PasswordWords = SearchValues.Create(
        [
            "password", "passwd", "passphrase", "passcode", "credential", "passwort", "kennwort",
            "zugangsdaten", "mot de passe", "identifiants", "contraseña", "contrasena", "clave", "senha", "wachtwoord", "hasło", "lösenord",
            "adgangskode", "parola", "şifre", "heslo", "jelszó", "пароль", "密码", "密碼", "パスワード", "비밀번호",
        ],
        StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> CookieWords = SearchValues.Create(["cookie"], StringComparison.OrdinalIgnoreCase);

    // What comes between the word and the secret.
    static readonly string[] Copulas =
    [
        "is", "was", "are", "to", "with", "as", "ist", "lautet", "auf", "est", "es", "é", "è", "als", "это", "是", "为", "為", "は",
        "=", ":", "->", "→", "/",
    ];

    // Names of algorithms and standards mix letters and digits too.
    static readonly string[] Standards =
    [
        "sha", "md5", "hmac", "pbkdf", "bcrypt", "scrypt", "argon", "oauth", "base64", "base32", "utf", "rfc", "aes", "rsa", "ed25519",
        "x509", "pkcs",
    ];

    static readonly string[] SessionNames =
        ["sess", "sid", "auth", "token", "jwt", "csrf", "xsrf", "remember", "login", "user", "cookie", "ticket"];

    /// <summary>The secrets of a text.</summary>
    public static IEnumerable<FoundSecret> In(string text)
    {
        var hasWords = text.AsSpan().ContainsAny(PasswordWords);
        var hasCookies = text.AsSpan().ContainsAny(CookieWords);
        if (!hasWords && !hasCookies)
        {
            yield break;
        }
        for (int begin = 0, end; begin < text.Length; begin = end + 1)
        {
            end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            var secrets = new List<FoundSecret>();
            if (hasWords && text.AsSpan(begin, end - begin).ContainsAny(PasswordWords))
            {
                AddStated(text, begin, end, secrets);
                AddColumn(text, begin, end, secrets);
            }
            if (hasCookies && text.AsSpan(begin, end - begin).ContainsAny(CookieWords))
            {
                AddCookies(text, begin, end, secrets);
            }
            foreach (var secret in secrets)
            {
                yield return secret;
            }
        }
    }

    static void AddStated(string text, int begin, int end, List<FoundSecret> secrets)
    {
        for (var at = begin; at < end;)
        {
            var found = text.AsSpan(at, end - at).IndexOfAny(PasswordWords);
            if (found < 0)
            {
                return;
            }
            var word = at + found;
            at = EndOfWord(text, word, end);
            at = IsWord(text, word, at) ? AddBehind(text, at, end, secrets) : at;
        }
    }

    // "password_file" and the placeholder of a secret are names.
    static bool IsWord(string text, int begin, int end)
    {
        var before = begin == 0 ? ' ' : text[begin - 1];
        var isBegin = !(char.IsLetterOrDigit(before) && text[begin] < 128) && before is not ('_' or '-' or '{' or '.' or '<');
        return isBegin && (end >= text.Length || text[end] is not ('_' or '-' or '}' or '/' or '.' or '(' or '>'));
    }

    /// <summary>Adds the first random word of the same sentence behind a word for passwords.</summary>
    /// <returns>Where to go on.</returns>
    static int AddBehind(string text, int begin, int end, List<FoundSecret> secrets)
    {
        var at = begin;
        var isStated = false;
        for (var number = 0; number < MaxWordsBetween; number++)
        {
            var opened = SkipBetween(text, at, end, out var separates);
            isStated |= separates;
            var (first, last) = Trimmed(text, opened, EndOfToken(text, opened, end));
            if (first >= last)
            {
                return Math.Max(at, begin);
            }
            var word = text.AsSpan(first, last - first);
            if (IsCopula(word))
            {
                isStated = true;
            }
            else if (word.ContainsAny(PasswordWords))
            {
                return begin;
            }
            else if (IsStatedSecret(text, first..last, isStated && number <= 1, goesOn: GoesOn(text, last, end), number))
            {
                secrets.Add(new FoundSecret(Name, first, last));
                return last;
            }
            at = Math.Max(last, EndOfToken(text, opened, end));
            if (EndsSentence(text, at, end))
            {
                return begin;
            }
        }
        return begin;
    }

    /// <param name="text">The text.</param>
    /// <param name="where">Where the word is in it.</param>
    /// <param name="isStated">Whether the text says that it is one, rather than only naming one before.</param>
    /// <param name="goesOn">Whether the sentence goes on behind it: then a program or a product may be named.</param>
    /// <param name="number">How many words are between.</param>
    static bool IsStatedSecret(string text, Range where, bool isStated, bool goesOn, int number)
    {
        var word = text.AsSpan()[where];
        var isToken = word.Length is >= MinLength and <= MaxLength && !word.ContainsAny(' ', '\t');
        if (!isToken || !SecretValue.IsLiteral(text, where) || IsOfAnotherKind(word))
        {
            return false;
        }
        var hasDigit = word.ContainsAnyInRange('0', '9');
        var hasLetter = word.ContainsAnyInRange('a', 'z') || word.ContainsAnyInRange('A', 'Z');
        var hasSign = word.ContainsAny(Signs);
        var isMixed = hasDigit && word.ContainsAnyInRange('A', 'Z') && word.ContainsAnyInRange('a', 'z');
        if (!isStated)
        {
            return number <= MaxWordsUnstated && isMixed && !IsNumberedName(word) && !word.Contains('/') && !IsCompound(word);
        }
        // Letters and digits are enough where the sentence ends with them; else it must be more than a name with a number.
        return isMixed || !goesOn && hasLetter && (hasDigit || hasSign && !IsPunctuated(word));
    }

    // "128-bit", "2FA-enabled".
    static bool IsCompound(ReadOnlySpan<char> word) => char.IsAsciiDigit(word[0]) && word.Contains('-');

    static bool GoesOn(string text, int at, int end) =>
        at + 1 < end && text[at] == ' ' && (char.IsLetterOrDigit(text[at + 1]) || text[at + 1] == '-');

    static readonly SearchValues<char> Signs = SearchValues.Create("!#$%^&*+?~@");

    static bool IsPunctuated(ReadOnlySpan<char> word) => word.TrimEnd("!?*").IndexOfAny(Signs) < 0 || word.IndexOf('@') > 0;

    static bool IsNumberedName(ReadOnlySpan<char> word) => !word.TrimEnd("0123456789").ContainsAny(Signs)
        && !word.TrimEnd("0123456789").ContainsAnyInRange('0', '9');

    /// <summary>Whether a word is a path, an address, a call, a version or the name of an algorithm.</summary>
    static bool IsOfAnotherKind(ReadOnlySpan<char> word)
    {
        if (word.ContainsAny("()[]<>{}|\\\"'`,;=") || word[0] is '/' or '.' or '-' or '~' or '#' or '*' or '@')
        {
            return true;
        }
        var isAddress = word.IndexOf('@') > 0 && word.LastIndexOf('.') > word.IndexOf('@');
        if (isAddress || word.Count('/') > 1 || word.Count('.') > 1 || word.Contains(':'))
        {
            return true;
        }
        // A file or a date: "notes.md", "2024-05-01".
        var extension = word[(word.LastIndexOf('.') + 1)..];
        var isFile = extension.Length is > 0 and <= 4 && extension.Length < word.Length && !extension.ContainsAnyExceptInRange('a', 'z')
            && !(word.ContainsAnyInRange('A', 'Z') && word.ContainsAnyInRange('0', '9'));
        if (isFile || char.IsAsciiDigit(word[0]) && !word.ContainsAnyInRange('a', 'z') || word is ['v', >= '0' and <= '9', ..])
        {
            return true;
        }
        if (word.Count('-') + word.Count('_') >= 2 && !(word.ContainsAnyInRange('A', 'Z') && word.ContainsAnyInRange('a', 'z')))
        {
            return true;
        }
        foreach (var standard in Standards)
        {
            if (word.Contains(standard, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsCopula(ReadOnlySpan<char> word)
    {
        foreach (var copula in Copulas)
        {
            if (word.Equals(copula, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    static int EndOfWord(string text, int from, int end)
    {
        var at = from;
        while (at < end && (char.IsLetter(text[at]) || text[at] == ' ' && IsInPhrase(text, from, at)))
        {
            at++;
        }
        return Math.Max(at, Math.Min(end, from + 1));
    }

    // "mot de passe".
    static bool IsInPhrase(string text, int from, int at) => text.AsSpan(from, at - from) is var begun
        && (begun.Equals("mot", StringComparison.OrdinalIgnoreCase) || begun.Equals("mot de", StringComparison.OrdinalIgnoreCase));

    static readonly SearchValues<char> Between = SearchValues.Create(":=：\"'`(*“„«|,");

    static int SkipBetween(string text, int from, int end, out bool separates)
    {
        separates = false;
        var at = from;
        while (at < end && (char.IsWhiteSpace(text[at]) || Between.Contains(text[at])))
        {
            separates |= text[at] is ':' or '=' or '：';
            at++;
        }
        return at;
    }

    static int EndOfToken(string text, int from, int end)
    {
        var at = from;
        while (at < end && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '`' or '”' or '“' or '»' or '|'))
        {
            at++;
        }
        return at;
    }

    static (int First, int Last) Trimmed(string text, int first, int last)
    {
        while (last > first && text[last - 1] is '.' or ',' or ';' or ':' or ')' or '\'' or '"' or '`' or '*' or '。' or '，')
        {
            last--;
        }
        return (first, last);
    }

    static bool EndsSentence(string text, int at, int end) =>
        at > 0 && text[at - 1] is '.' or '!' or '?' or ';' or '。' && (at >= end || char.IsWhiteSpace(text[at]));

    /// <summary>Adds what is under a heading for passwords, in a table of Markdown or of values with separators.</summary>
    static void AddColumn(string text, int begin, int end, List<FoundSecret> secrets)
    {
        var heading = text.AsSpan(begin, end - begin);
        foreach (var separator in "|\t,;")
        {
            var count = heading.Count(separator);
            if (count == 0)
            {
                continue;
            }
            var columns = Cells(text, begin, end, separator).Select(cell => IsPasswordHeading(cell, separator)).ToList();
            if (columns.Contains(true) && (separator != '|' || IsRule(text, end + 1)))
            {
                AddRows(text, end + 1, separator, count, columns, secrets);
                return;
            }
        }

        // A sentence with commas may have the word between two of them.
        bool IsPasswordHeading((int Begin, int End) cell, char separator)
        {
            var heading = text.AsSpan(cell.Begin, cell.End - cell.Begin);
            return heading.Length <= MaxHeading && heading.ContainsAny(PasswordWords) && (separator == '|' || !heading.Contains(' '));
        }
    }

    /// <summary>Whether a line parts the headings of a table from its rows.</summary>
    static bool IsRule(string text, int begin)
    {
        var line = begin < text.Length ? TextSpans.FirstLine(text.AsSpan(begin)) : [];
        return line.Contains("--", StringComparison.Ordinal) && !line.ContainsAnyExcept(" \t\r|:-");
    }

    static void AddRows(string text, int begin, char separator, int count, List<bool> columns, List<FoundSecret> secrets)
    {
        for (var row = 0; row < MaxRows && begin < text.Length; row++)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            if (text.AsSpan(begin, end - begin).Count(separator) != count)
            {
                return;
            }
            foreach (var (cell, isSecret) in Cells(text, begin, end, separator).Zip(columns))
            {
                if (isSecret && IsStatedSecret(text, cell.Begin..cell.End, isStated: true, goesOn: false, number: 0))
                {
                    secrets.Add(new FoundSecret(Name, cell.Begin, cell.End));
                }
            }
            begin = end + 1;
        }
    }

    /// <summary>The cells of a line, without blanks and quotes around them.</summary>
    static IEnumerable<(int Begin, int End)> Cells(string text, int begin, int end, char separator)
    {
        for (int at = begin, close; at <= end; at = close + 1)
        {
            close = text.IndexOf(separator, at, end - at) is >= 0 and var found ? found : end;
            var (first, last) = (at, close);
            while (first < last && IsAround(text[first]))
            {
                first++;
            }
            while (last > first && IsAround(text[last - 1]))
            {
                last--;
            }
            yield return (first, last);
        }

        static bool IsAround(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '`' or '*';
    }

    /// <summary>Adds the values of the cookies that a line sets or sends, where they look drawn at random.</summary>
    static void AddCookies(string text, int begin, int end, List<FoundSecret> secrets)
    {
        var at = begin + text.AsSpan(begin, end - begin).IndexOfAny(CookieWords);
        while (at < end && text.IndexOf('=', at, end - at) is >= 0 and var equals)
        {
            var name = equals;
            while (name > begin && (char.IsAsciiLetterOrDigit(text[name - 1]) || text[name - 1] is '_' or '-' or '.'))
            {
                name--;
            }
            var first = equals + 1 < end && text[equals + 1] is '"' or '\'' ? equals + 2 : equals + 1;
            var last = Math.Min(first, end);
            while (last < end && !char.IsWhiteSpace(text[last]) && text[last] is not (';' or ',' or '"' or '\'' or '`' or '\\' or ')'))
            {
                last++;
            }
            if (IsSession(text, name..equals, first..last))
            {
                secrets.Add(new FoundSecret(Cookie, first, last));
            }
            at = Math.Max(last, equals + 1);
        }
    }

    static bool IsSession(string text, Range nameRange, Range where)
    {
        var name = text.AsSpan()[nameRange];
        var value = text.AsSpan()[where];
        if (value.Length < 8 || name.IsEmpty || name.StartsWith("_ga", StringComparison.Ordinal) || !SecretValue.IsRandom(value)
            || !SecretValue.IsLiteral(text, where))
        {
            return false;
        }
        foreach (var session in SessionNames)
        {
            if (name.Contains(session, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return value.Length >= 20;
    }
}
