using System.Buffers;
using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>What the value of a password or a token looks like: drawn at random, a reference to where it is, or an example.</summary>
static class SecretValue
{
    // What documentation writes instead of a secret, whatever is around it. AWS documents keys that end in EXAMPLE.
    static readonly string[] Instead = ["example", "placeholder", "redacted", "xxxx", "****", "....", "____"];

    // The words that documentation makes its passwords and the names of missing ones of: "my-secret-pw", "your-api-key-here".
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ExampleWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "access", "account", "actual", "admin", "administrator", "an", "api", "apikey", "app", "auth", "bar", "baz", "bot", "change",
        "changeit", "changeme", "client", "code", "credential", "credentials", "customer", "data", "database", "db", "default", "demo",
        "dev", "development", "docker", "dummy", "elastic", "encrypted", "enter", "fake", "file", "fill", "foo", "foobar", "foopass",
        "from", "generated", "goes", "grafana", "guest", "hash", "hello", "here", "host", "hunter", "id", "in", "initial", "insert",
        "invalid", "it", "jwt", "key", "keycloak", "letmein", "load", "local", "long", "master", "me", "minio", "minioadmin", "mongo",
        "my", "mypass", "mypassword", "mysecret", "mysecretpassword", "mysql", "name", "neo", "new", "none", "null", "of", "old", "or",
        "oracle", "org", "ownerpass", "p4ssw0rd", "p4ssword", "p@ss", "p@ssw0rd", "p@ssword", "pa55word", "pass", "passphrase",
        "passw0rd", "passwd", "password", "paste", "personal", "pgpassword", "postgres", "postgresql", "prod", "production", "proxy",
        "pw", "pwd", "qwerty", "rabbitmq", "random", "real", "redis", "replace", "root", "rootpassword", "s3cr3t", "s3cret", "sa", "salt",
        "sample", "secret", "secretpassword", "secrets", "secure", "securely", "server", "service", "session", "set", "shared", "some",
        "staging", "string", "strong", "super", "supersecret", "swordfish", "test", "testing", "the", "this", "tiger", "to", "todo",
        "token", "toor", "topsecret", "user", "username", "userpass", "vagrant", "value", "very", "webhook", "welcome", "with",
        "wordpress", "x", "your", "yours")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // Digits that are counted up, as in "password123".
    const string CountedUp = "1234567890";
    const int MinCountedUp = 5;

    static readonly string[] ReferenceBegins = ["file:", "sha1:", "sha256:", "sha512:", "md5:", "id=", "src=", "env=", "type=", "stdin"];

    // The header of a signed token with the usual fields.
    const int MaxTokenHeader = 40;

    // People join the other words to real passwords: "rootmaster".
    static readonly string[] OfExamples = ["my", "your", "test", "fake", "dummy", "sample", "change", "insert", "replace"];

    // Shorter ones, such as "a", "in" and "to", make up many a word.
    const int MinJoined = 3;
    const int MaxJoined = 12;

    // Each word can be parted in two ways, and all of them in two to the power of their number.
    const int MaxOfJoined = 32;

    /// <summary>Whether a value was masked by its author, names what belongs there, or is a password that documentation uses.</summary>
    public static bool IsExample(ReadOnlySpan<char> value) =>
        IsMasked(value) || HasAny(value, Instead) || value is "abc123" or "abc12345" || IsTokenHeader(value) || IsName(value)
        || IsOfExampleWords(value);

    /// <summary>
    /// Whether a value says where a secret is: <c>$TOKEN</c>, <c>%PASS%</c>, <c>&lt;token&gt;</c>, <c>{password}</c>, <c>file:…</c>.
    /// </summary>
    public static bool IsReference(ReadOnlySpan<char> value)
    {
        if (value is [] or ['$' or '`' or '<' or '{', ..] or ['%', .., '%'] or "-" || value.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }
        if (IsVariable(value) || value is ['^', .., '^'])
        {
            return true;
        }
        if (value.Contains("${", StringComparison.Ordinal) || value.Contains("$(", StringComparison.Ordinal) || value.Contains('{'))
        {
            return true;
        }
        foreach (var begin in ReferenceBegins)
        {
            if (value.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return value is "true" or "false" or "null" or "none" or "required" or "optional";
    }

    /// <summary>Whether a value looks drawn at random: letters with digits or signs among them, and not the name of something.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value)
    {
        var hasUpper = value.ContainsAnyInRange('A', 'Z');
        var isMixed = value.ContainsAnyInRange('0', '9') && (hasUpper || value.ContainsAnyInRange('a', 'z'));
        if (!isMixed || value[0] is '/' or '.' or '~' or '%' or '[' or '-')
        {
            return false;
        }
        // Words with a number behind them are a name.
        if (!hasUpper && value.Count('-') + value.Count('.') + value.Count('_') >= 2)
        {
            return false;
        }
        return !value.StartsWith("your", StringComparison.OrdinalIgnoreCase) && !value.Contains("://", StringComparison.Ordinal);
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

    /// <summary>
    /// Whether a value is only the beginning of a signed token, which says how it is signed: <c>eyJhbGciOiJIUzI1NiIs…</c>.
    /// </summary>
    static bool IsTokenHeader(ReadOnlySpan<char> value) =>
        value.StartsWith("eyJhbGciOi", StringComparison.Ordinal) && value.Length <= MaxTokenHeader && !value.TrimEnd("….").Contains('.');

    static bool HasAny(ReadOnlySpan<char> value, string[] parts)
    {
        foreach (var part in parts)
        {
            if (value.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a value names the secret that belongs there: <c>your_app_password</c>, <c>INITIAL_PASSWORD</c>.</summary>
    static bool IsName(ReadOnlySpan<char> value)
    {
        if (value.IndexOfAny('_', '-') <= 0 || value.ContainsAnyExcept(NameCharacters))
        {
            return false;
        }
        return ExampleWords.Contains(value[(value.LastIndexOfAny('_', '-') + 1)..])
            || value.StartsWith("your", StringComparison.OrdinalIgnoreCase);
    }

    static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

    // The name of a variable: NEO4J_DATABASE.
    static bool IsVariable(ReadOnlySpan<char> value) =>
        value.Contains('_') && char.IsAsciiLetterUpper(value[0]) && !value.ContainsAnyExcept(VariableCharacters)
        && value.Length - value.TrimEnd(Digits).Length < 2 && CountOf(value, Digits) <= 2;

    static readonly SearchValues<char> VariableCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    const string Digits = "0123456789";

    static int CountOf(ReadOnlySpan<char> value, string characters)
    {
        var count = 0;
        foreach (var c in value)
        {
            count += characters.Contains(c) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Whether a value is made of the words of examples, each whole, with a counted number behind: <c>my-secret-pw</c>.</summary>
    static bool IsOfExampleWords(ReadOnlySpan<char> value)
    {
        var words = value.TrimEnd("!.@#$%");
        var digits = words.TrimEnd("0123456789");
        var rest = digits.TrimEnd("!.$@#");
        var number = words[digits.Length..];
        if (number.Length > 1 && !CountedUp.AsSpan().StartsWith(number))
        {
            return false;
        }
        if (rest.IsEmpty)
        {
            return number.Length >= MinCountedUp;
        }
        while (!rest.IsEmpty)
        {
            var end = EndOfWord(rest);
            var word = rest[..end];
            if (!word.IsEmpty && !IsOfJoinedWords(word))
            {
                return false;
            }
            rest = rest[Math.Min(rest.Length, end + (end < rest.Length && rest[end] is '-' or '_' or '.' or ' ' ? 1 : 0))..];
        }
        return true;
    }

    /// <summary>Whether a word is one of the examples', or several of which one says that it is none: <c>mysecretkey</c>.</summary>
    static bool IsOfJoinedWords(ReadOnlySpan<char> word) =>
        ExampleWords.Contains(word) || word.Length <= MaxOfJoined && HasAny(word, OfExamples) && IsJoined(word);

    static bool IsJoined(ReadOnlySpan<char> word)
    {
        if (ExampleWords.Contains(word))
        {
            return true;
        }
        for (var length = Math.Min(word.Length - MinJoined, MaxJoined); length >= 2; length--)
        {
            if (ExampleWords.Contains(word[..length]) && IsJoined(word[length..]))
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
            if (isCapital || text[at] is '-' or '_' or '.' or ' ')
            {
                return at;
            }
        }
        return text.Length;
    }
}
