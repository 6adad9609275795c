using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// What says where a secret is instead of it: a variable, a placeholder, the address of a vault, an expression of a program.
/// </summary>
static class ReferencedSecret
{
    static readonly string[] Begins =
    [
        "file:", "sha1:", "sha256:", "sha512:", "md5:", "id=", "src=", "env=", "type=", "stdin", "arn:aws", "vault:", "ssm:", "ref+",
        "ENC[", "//", "/user:", "HTTP/", "@Microsoft.", "op:", "env:",
    ];

    // Tags of YAML, which take the value from elsewhere.
    static readonly string[] Tags =
        ["!vault", "!secret", "!reference", "!ref", "!sub", "!getatt", "!importvalue", "!env", "!env_var", "!include", "!file", "!fetch"];

    static readonly string[] FileEnds =
        [".txt", ".pem", ".key", ".json", ".yml", ".yaml", ".env", ".lst", ".keychain", ".crt", ".p12", ".pfx"];

    // An expression that secrets match, and the middle of one.
    static readonly string[] OfPatterns = ["[A-Z", "[a-z", "[0-9", "A-Za-z", "a-zA-Z", "a-z0-9", "\\d+", "\\d{", "\\w+", "\\w{"];

    // What a program calls that which holds its settings, its environment or an answer.
    static readonly string[] Roots =
    [
        "process", "env", "os", "sys", "args", "argv", "config", "settings", "self", "this", "secrets", "vars", "var", "local", "inputs",
        "github", "context", "ctx", "req", "request", "res", "response", "result", "options", "opts", "params", "props", "state", "import",
    ];

    static readonly string[] OfSecrets =
    [
        "token", "tokens", "secret", "secrets", "password", "passwd", "passphrase", "pass", "pwd", "key", "keys", "credential",
        "credentials", "creds", "auth", "env",
    ];

    // Of 0x and 40 digits: the address of a contract or an account, which is public; shorter ones are codes of errors.
    const int AddressLength = 42;
    const int MaxNumber = 18;

    /// <summary>
    /// Whether a value says where a secret is: <c>$TOKEN</c>, <c>%PASS%</c>, <c>&lt;token&gt;</c>, <c>{password}</c>, <c>file:…</c>.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> value)
    {
        if (value is [] or ['$' or '`' or '<' or '{', ..] or ['%', .., '%'] or ['^', .., '^'] or ['[', .., ']'] or "-")
        {
            return true;
        }
        if (value.Contains("://", StringComparison.Ordinal) || value.Contains('{')
            || value.Contains("$(", StringComparison.Ordinal))
        {
            return true;
        }
        if (IsVariable(value) || IsAssignment(value) || IsTag(value) || IsTime(value) || IsNumber(value))
        {
            return true;
        }
        if (IsFile(value) || IsPattern(value))
        {
            return true;
        }
        foreach (var begin in Begins)
        {
            if (value.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return value is "true" or "false" or "null" or "none" or "required" or "optional";
    }

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

    /// <summary>Whether a value is the setting behind an empty one, which is looked at by itself: <c>API_KEY= LOG_LEVEL=2</c>.</summary>
    static bool IsAssignment(ReadOnlySpan<char> value) => value.IndexOf('=') is > 0 and var sign && IsVariable(value[..sign]);

    /// <summary>Whether a value is a tag, an anchor or an alias of YAML: <c>!vault</c>, <c>&amp;creds</c>, <c>*creds</c>.</summary>
    static bool IsTag(ReadOnlySpan<char> value)
    {
        if (value is ['&' or '*', _, _, ..] && !value[1..].ContainsAnyExceptInRange('a', 'z'))
        {
            return true;
        }
        foreach (var tag in Tags)
        {
            if (value.Equals(tag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a value is a time: <c>2025-11-06T12:00:00Z</c>.</summary>
    static bool IsTime(ReadOnlySpan<char> value) => value.Length >= 13 && value[4] == '-' && value[7] == '-' && value[10] is 'T' or ' '
        && !value[..4].ContainsAnyExceptInRange('0', '9') && !value[11..].ContainsAnyExcept("0123456789:.+-Z");

    static bool IsNumber(ReadOnlySpan<char> value) => value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && value.Length is AddressLength or <= MaxNumber && !value[2..].ContainsAnyExcept("0123456789abcdefABCDEF");

    static bool IsFile(ReadOnlySpan<char> value)
    {
        foreach (var end in FileEnds)
        {
            if (value.Length > end.Length && value.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsPattern(ReadOnlySpan<char> value)
    {
        foreach (var part in OfPatterns)
        {
            if (value.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Whether what is at a place is an expression of a program: a call, an element or a part of a list, a property of what holds settings
    /// or is named after a secret. In quotes it is none, and in an address neither.
    /// </summary>
    public static bool IsExpression(string text, int begin, int end)
    {
        var isQuoted = begin > 0 && text[begin - 1] is '"' or '\'';
        var next = end < text.Length ? text[end] : ' ';
        if (isQuoted || next == '@' || begin == end)
        {
            return false;
        }
        // What is behind the password of an address: <password>@host.
        if (begin > 0 && text[begin - 1] == '>' && text[begin] == '@')
        {
            return true;
        }
        var value = text.AsSpan(begin, end - begin).TrimEnd("!?;");
        // As programs are written: a setting has no blank, and neither has an argument a sign before it.
        var isAssigned = begin > 1 && text[begin - 1] == ' ' && text[begin - 2] is ':' or '=';
        return next == '(' ? IsCalled(value) : IsPath(value, isAssigned);
    }

    // password = hashlib.md5(…, urlsafe_b64encode(…
    static bool IsCalled(ReadOnlySpan<char> value) => value.Contains('.')
        || value.Contains('_') && !value.ContainsAnyInRange('A', 'Z') && !value.ContainsAnyExcept(IdentifierCharacters);

    static readonly SearchValues<char> IdentifierCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Whether a value is names with points between, with places of a list behind them.</summary>
    static bool IsPath(ReadOnlySpan<char> value, bool isAssigned)
    {
        var rest = value;
        var (hasPlace, isKnown, isFirst) = (false, false, true);
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(IdentifierCharacters) is >= 0 and var other ? other : rest.Length;
            var name = rest[..length];
            if (!IsName(name, isFirst))
            {
                return false;
            }
            isKnown |= isFirst && IsAny(name, Roots) || isAssigned && IsOfSecret(name);
            rest = rest[length..];
            while (rest is ['[', ..])
            {
                hasPlace = true;
                var close = rest.IndexOf(']');
                if (rest[1..(close < 0 ? rest.Length : close)].ContainsAnyExcept(PlaceCharacters))
                {
                    return false;
                }
                rest = close < 0 ? [] : rest[(close + 1)..];
            }
            rest = rest is ['?', '.', ..] ? rest[1..] : rest;
            if (!rest.IsEmpty && rest[0] != '.')
            {
                return false;
            }
            rest = rest.IsEmpty ? rest : rest[1..];
            isFirst = false;
        }
        return hasPlace || isKnown && value.Contains('.');
    }

    static readonly SearchValues<char> PlaceCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_:+-");

    /// <summary>Whether it is a name as programs have them, and none that is drawn at random.</summary>
    static bool IsName(ReadOnlySpan<char> name, bool isFirst)
    {
        if (name.IsEmpty || char.IsAsciiDigit(name[0]) || CountOf(name, Digits) > 2)
        {
            return false;
        }
        return !isFirst || name.Length > 1 && !name.ContainsAnyInRange('0', '9') && !char.IsAsciiLetterUpper(name[0]);
    }

    static bool IsAny(ReadOnlySpan<char> name, string[] names)
    {
        foreach (var one in names)
        {
            if (name.Equals(one, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the last word of a name is one for secrets: <c>accessToken</c>, <c>api_key</c>.</summary>
    static bool IsOfSecret(ReadOnlySpan<char> name)
    {
        foreach (var word in OfSecrets)
        {
            var begin = name.Length - word.Length;
            if (begin >= 0 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
                && (begin == 0 || name[begin - 1] == '_' || char.IsAsciiLetterUpper(name[begin])))
            {
                return true;
            }
        }
        return false;
    }
}
