using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// What documentation writes where a secret belongs: masked, cut off, counted up, made of its words, or published by a vendor.
/// </summary>
static class ExampleSecret
{
    // Whatever is around it. AWS documents keys that end in EXAMPLE.
    static readonly SearchValues<string> Instead = SearchValues.Create(
    [
        "example", "placeholder", "redacted", "truncated", "xxxx", "****", "...", "…", "____", "0000000000",
        "notreal", "not_real", "not-real", "your_api", "your-api",
        // Published by Google Authenticator, Stripe, Telegram and Harbor; the hash that Windows has for no password.
        "JBSWY3DPEHPK3PXP", "4eC39HqLyjWDarjtT1zdp7dc", "ABC-DEF1234ghIkl", "Harbor12345", "aad3b435b51404eeaad3b435b51404ee",
    ],
    StringComparison.OrdinalIgnoreCase);

    // The words that documentation makes its passwords and the names of missing ones of: "my-secret-pw", "your-api-key-here".
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "access", "account", "actual", "admin", "administrator", "an", "ant", "api", "apikey", "app", "attempt", "auth", "bar",
        "base64", "baz", "bearer", "before", "bot", "cassandra", "change", "changeit", "changeme", "client", "code", "credential",
        "credentials", "customer", "data", "database", "db", "default", "demo", "deploy", "dev", "development", "docker", "dummy",
        "elastic", "encoded", "encrypted", "enter", "expired", "fake", "file", "fill", "foo", "foobar", "foopass", "from", "generated",
        "goes", "grafana", "guest", "hacked", "hacker", "hash", "hello", "here", "hmac", "host", "hunter", "id", "in", "initial",
        "insert", "invalid", "it", "jwt", "key", "keycloak", "letmein", "live", "load", "local", "long", "master",
        "me", "minio", "minioadmin", "mongo", "my", "mypass", "mypassword", "mysecret", "mysecretpassword", "mysql", "name", "neo", "new",
        "none", "not", "now", "null", "of", "old", "or", "oracle", "org", "ownerpass", "p4ssw0rd", "p4ssword", "p@ss", "p@ssw0rd",
        "p@ssword", "pa55word", "pass", "passphrase", "passw0rd", "passwd", "password", "paste", "pat", "payload", "personal", "pgpassword",
        "phoenix", "plain", "postgres", "postgresql", "priv", "private", "prod", "production", "proj", "proxy", "pw", "pwd", "qwerty",
        "rabbit", "rabbitmq", "random", "real", "redis", "replace", "root", "rootpassword", "s3cr3t", "s3cret", "sa", "salt", "sample",
        "secret", "secretpassword", "secrets", "secure", "securely", "server", "service", "session", "set", "shared", "sig", "signature",
        "some", "staging", "str0ng", "string", "strong", "super", "supersecret", "swordfish", "temporal", "test", "testing", "the", "this",
        "tiger", "to", "todo", "token", "toor", "topsecret", "user", "username", "userpass", "vagrant", "valid", "value",
        "vault", "very", "webhook", "welcome", "with", "wordpress", "wrong", "x", "your", "yours",
        // What tokens begin with.
        "dapi", "ghp", "gho", "ghs", "glpat", "hf", "ntn", "npm", "pk", "sk", "xoxb", "xoxp")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // People join the other words to real passwords: "rootmaster".
    static readonly SearchValues<string> OfExamples = SearchValues.Create(
        ["my", "your", "test", "fake", "dummy", "sample", "change", "insert", "replace", "pass", "pwd", "base64", "encoded", "secret"],
        StringComparison.OrdinalIgnoreCase);

    // Shorter ones, such as "a", "in" and "to", make up many a word.
    const int MinJoined = 3;
    const int MaxJoined = 16;

    // Each word can be parted in two ways, and all of them in two to the power of their number.
    const int MaxOfJoined = 32;

    // Characters that are counted up: "123", "abcdef".
    const int MinCountedUp = 3;
    const int MinCountedUpAlone = 5;

    // The signature of a token has more, and what it says has fewer.
    const int MinSignature = 20;
    const int MaxTokenHeader = 40;
    const int MaxEncoded = 4_096;

    const int MinEncoded = 8;

    // The shortest key in PEM armour is one line of them.
    const int MinPemLine = 60;

    // Signs between the words of an example.
    static readonly SearchValues<char> Separators = SearchValues.Create("-_. @#$!+:");

    /// <summary>
    /// Whether a value was masked or cut off by its author, names what belongs there, or is a password that documentation uses.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> value)
    {
        if (Words.Contains(value) || IsMasked(value) || value.ContainsAny(Instead) || IsName(value) || IsOfWords(value))
        {
            return true;
        }
        return IsSetToWords(value) || IsToken(value) || IsEncoded(value);
    }

    // "session=abc123"
    static bool IsSetToWords(ReadOnlySpan<char> value) =>
        value.IndexOf('=') is > 0 and var sign && sign + 1 < value.Length && value[sign + 1] != '=' && IsOfWords(value[(sign + 1)..]);

    /// <summary>
    /// Whether what is between the ends of a key in PEM armour was cut off (<c>MIIEvQIBADANBg...</c>) or says that it is none.
    /// </summary>
    public static bool IsPemBody(ReadOnlySpan<char> body)
    {
        if (!body.ContainsAny(Instead))
        {
            return false;
        }
        var line = 0;
        foreach (var c in body)
        {
            line = char.IsAsciiLetterOrDigit(c) || c is '+' or '/' ? line + 1 : 0;
            if (line >= MinPemLine)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether a value is a row of one or two characters: stars, dots, <c>xxxx</c>, <c>XXXX-XXXX</c>.</summary>
    static bool IsMasked(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return true;
        }
        return value[0] is '*' or 'x' or 'X' or '.' or '#' or '?' or '-' or '_' && !value.ContainsAnyExcept(value[0], '-');
    }

    /// <summary>Whether a value names the secret that belongs there: <c>your_app_password</c>, <c>neo4j_password</c>.</summary>
    static bool IsName(ReadOnlySpan<char> value)
    {
        if (value.IndexOfAny('_', '-') <= 0 || value.ContainsAnyExcept(NameCharacters))
        {
            return false;
        }
        var isMixed = value.ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('a', 'z');
        var hasNumber = value.ContainsAnyInRange('0', '9');
        if (hasNumber && (isMixed || HasManyDigits(value)))
        {
            return false;
        }
        return Words.Contains(value[(value.LastIndexOfAny('_', '-') + 1)..])
            || !hasNumber && value.StartsWith("your", StringComparison.OrdinalIgnoreCase);
    }

    static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Whether a word of a name has more than one digit: "neo4j" and "r2" have one.</summary>
    static bool HasManyDigits(ReadOnlySpan<char> name)
    {
        var digits = 0;
        foreach (var c in name)
        {
            digits = c is '_' or '-' ? 0 : digits + (char.IsAsciiDigit(c) ? 1 : 0);
            if (digits > 1)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Whether a value is made of the words of examples, each whole, and of characters that are counted up: <c>my-secret-pw</c>,
    /// <c>sk-abc123def456</c>, <c>password1</c>.
    /// </summary>
    static bool IsOfWords(ReadOnlySpan<char> value)
    {
        var rest = value.TrimEnd('=');
        var (words, counted) = (0, 0);
        while (!rest.IsEmpty)
        {
            if (Separators.Contains(rest[0]) && !Words.Contains(rest[..EndOfWord(rest)]))
            {
                rest = rest[1..];
            }
            else if (CountedUpAt(rest) is >= MinCountedUp and var run)
            {
                counted += run;
                rest = rest[run..];
            }
            else if (WordAt(rest) is > 0 and var length)
            {
                words++;
                rest = rest[length..];
            }
            else
            {
                return false;
            }
        }
        return words > 0 || counted >= MinCountedUpAlone;
    }

    /// <summary>How many characters are counted up or repeated from the first on: "1234567890", "abcdef", "AAAA".</summary>
    static int CountedUpAt(ReadOnlySpan<char> text)
    {
        return Math.Max(Length(text, 1), Length(text, 0) is > MinCountedUp and var repeated ? repeated : 0);

        static int Length(ReadOnlySpan<char> text, int step)
        {
            var at = 1;
            while (at < text.Length && char.IsAsciiLetterOrDigit(text[at])
                && (text[at] == text[at - 1] + step || step == 1 && (text[at - 1], text[at]) is ('9', '0')))
            {
                at++;
            }
            return !text.IsEmpty && char.IsAsciiLetterOrDigit(text[0]) ? at : 0;
        }
    }

    /// <summary>The length of the word at the beginning, with the one digit behind it; 0 if it is none of the examples'.</summary>
    static int WordAt(ReadOnlySpan<char> text)
    {
        var end = EndOfWord(text);
        for (var length = end; length > 0; length = Shorter(text[..length]))
        {
            if (IsOfJoinedWords(text[..length]))
            {
                var hasDigit = length < text.Length && char.IsAsciiDigit(text[length])
                    && (length + 1 == text.Length || Separators.Contains(text[length + 1]) || char.IsAsciiLetterUpper(text[length + 1]));
                return hasDigit ? length + 1 : length;
            }
        }
        return 0;

        // Digits may be within a word and behind it: "passw0rd123".
        static int Shorter(ReadOnlySpan<char> word) => word.TrimEnd("0123456789") is var trimmed && trimmed.Length < word.Length
            ? trimmed.Length
            : word.LastIndexOfAnyInRange('0', '9') + 1;
    }

    /// <summary>Whether a word is one of the examples', or several of which one says that it is none: <c>mysecretkey</c>.</summary>
    static bool IsOfJoinedWords(ReadOnlySpan<char> word) =>
        Words.Contains(word) || word.Length <= MaxOfJoined && word.ContainsAny(OfExamples) && IsJoined(word);

    static bool IsJoined(ReadOnlySpan<char> word)
    {
        if (Words.Contains(word))
        {
            return true;
        }
        for (var length = Math.Min(word.Length - MinJoined, MaxJoined); length >= 2; length--)
        {
            if (Words.Contains(word[..length]) && IsJoined(word[length..]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Where the first word of a text ends: at a sign between words, or at the capital of the next (<c>MySecret</c>).</summary>
    static int EndOfWord(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var isCapital = at > 0 && char.IsAsciiLetterUpper(text[at]) && char.IsAsciiLetterLower(text[at - 1]);
            var isSeparator = Separators.Contains(text[at]) && !(text[at] == '@' && IsLeet(text[..at]));
            if (isCapital || isSeparator)
            {
                return at;
            }
        }
        return text.Length;

        // "p@ssw0rd"
        static bool IsLeet(ReadOnlySpan<char> before) => before is "p" or "P";
    }

    /// <summary>
    /// Whether a value is a signed token that nobody accepts: only its header (<c>eyJhbGciOiJIUzI1NiIs…</c>), one without a signature, or
    /// that of the documentation, of John Doe.
    /// </summary>
    static bool IsToken(ReadOnlySpan<char> value)
    {
        if (!value.StartsWith("eyJ", StringComparison.Ordinal) || value.Length > MaxEncoded)
        {
            return false;
        }
        var header = value.IndexOf('.');
        if (header < 0)
        {
            return value.StartsWith("eyJhbGciOi", StringComparison.Ordinal) && value.Length <= MaxTokenHeader;
        }
        var claims = value[(header + 1)..].TrimEnd('.');
        var signature = claims.IndexOf('.');
        return signature < 0 || claims.Length - signature - 1 < MinSignature
            || Decoded(claims[..signature]) is { } said && (said.Contains("1234567890") || said.Contains("John Doe"));
    }

    /// <summary>Whether a value is an example in Base64: the password of a Kubernetes secret, or a user with a password.</summary>
    static bool IsEncoded(ReadOnlySpan<char> value) =>
        value.Length is >= MinEncoded and <= MaxEncoded && Decoded(value) is { Length: > 3 } said && (IsOfWords(said) || IsMasked(said));

    static string? Decoded(ReadOnlySpan<char> value)
    {
        Span<char> code = stackalloc char[value.Length + 3];
        value.CopyTo(code);
        code[..value.Length].Replace('-', '+');
        code[..value.Length].Replace('_', '/');
        var length = value.TrimEnd('=').Length;
        code[length..].Fill('=');
        var bytes = new byte[value.Length];
        var isCode = Convert.TryFromBase64Chars(code[..((length + 3) / 4 * 4)], bytes, out var count);
        return isCode && !bytes.AsSpan(0, count).ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? Encoding.ASCII.GetString(bytes, 0, count)
            : null;
    }
}
