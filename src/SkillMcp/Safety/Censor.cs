namespace SkillMcp.Safety;

/// <summary>
/// Takes secrets out of the texts of one request and puts <c>{secret_…}</c> parameters in their place: the same secret always the
/// same parameter, two of one kind two. Nothing else of the text changes, and what was taken is remembered nowhere.
/// </summary>
public sealed class Censor
{
    const string KeyBegin = "-----BEGIN ";
    // A shorter one may well be a word.
    const int ShortestAlone = 8;

    /// <summary>The most secrets of one request; no run needs as many.</summary>
    public const int MostSecrets = 100;

    const string KeyKind = "PRIVATE KEY";

    static readonly Lazy<ILookup<char, SecretFormat>> ByFirst = new(() => SecretFormats.All.ToLookup(format => format.First));

    readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    readonly Dictionary<char, List<string>> telling = [];

    /// <summary>The names of the parameters that were put in so far.</summary>
    public IReadOnlyCollection<string> Parameters => parameters.Values;

    /// <summary>The text without its secrets.</summary>
    public string Clean(string text)
    {
        var clean = new System.Text.StringBuilder();
        var kept = 0;
        for (var at = 0; at < text.Length;)
        {
            if (SecretAt(text, at) is not { } found)
            {
                at++;
                continue;
            }
            var (begin, end) = (found.Where.Start.Value, found.Where.End.Value);
            clean.Append(text, kept, begin - kept).Append('{').Append(ParameterFor(found.Name, text[begin..end])).Append('}');
            kept = at = end;
        }
        return Known(kept == 0 ? text : clean.Append(text, kept, text.Length - kept).ToString());
    }

    /// <summary>The text without the secrets that were met before, wherever they stand as words: clean everything twice, and the first text knows those of the last.</summary>
    string Known(string text)
    {
        if (telling.Count == 0)
        {
            return text;
        }
        var clean = new System.Text.StringBuilder();
        var kept = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && KnownAt(text, at) is { } secret)
            {
                clean.Append(text, kept, at - kept).Append('{').Append(parameters[secret]).Append('}');
                kept = at + secret.Length;
                at = kept - 1;
            }
        }
        return kept == 0 ? text : clean.Append(text, kept, text.Length - kept).ToString();
    }

    string? KnownAt(string text, int at) => telling.GetValueOrDefault(text[at])?.Find(secret =>
        string.CompareOrdinal(text, at, secret, 0, secret.Length) == 0 && (at + secret.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + secret.Length])));

    /// <summary>Whether a text can be nothing but this secret: letters and digits mixed, and no word with a number behind it.</summary>
    static bool TellsItself(string secret) =>
        secret.Length >= ShortestAlone && secret.Any(char.IsAsciiLetter) && secret.TrimEnd("0123456789".ToCharArray()).Any(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)) && secret.Any(char.IsAsciiDigit);

    /// <summary>Whether a value is a secret, or holds one; behind a name that says so, any word is one that is drawn at random.</summary>
    public bool IsSecret(string name, string value) => Clean(value) != value || Clean($"{name}={value}") != $"{name}={value}";

    public IReadOnlyList<string> Clean(IReadOnlyList<string> texts) => [.. texts.Select(Clean)];

    static (string Name, Range Where)? SecretAt(string text, int at)
    {
        if (text[at] == '-' && string.CompareOrdinal(text, at, KeyBegin, 0, KeyBegin.Length) == 0 && KeyAt(text, at) is { } key)
        {
            return ("private_key", key);
        }
        foreach (var format in ByFirst.Value[char.ToLowerInvariant(text[at])])
        {
            if (format.FindAt(text, at) is { } where && !IsParameter(text, where))
            {
                return (format.Name, where);
            }
        }
        return null;
    }

    /// <summary>A private key in its armour; one whose end is missing goes to the end.</summary>
    static Range? KeyAt(string text, int at)
    {
        var begin = text.AsSpan(at, Math.Min(80, text.Length - at));
        if (begin.IndexOf(KeyKind, StringComparison.Ordinal) < 0)
        {
            return null;
        }
        var end = text.IndexOf("-----END ", at, StringComparison.Ordinal);
        var close = end < 0 ? -1 : text.IndexOf("-----", end + 9, StringComparison.Ordinal);
        return at..(close < 0 ? text.Length : close + 5);
    }

    // What stands in braces, and what is spelled in stars or one letter, was taken out before.
    static bool IsParameter(string text, Range where)
    {
        var value = text.AsSpan()[where];
        return value.Length == 0 || value.TrimStart('*').Length == 0 || value.TrimStart('x').Length == 0 || value.TrimStart('X').Length == 0 || value.TrimStart('.').Length == 0
            || value.StartsWith("secret_", StringComparison.Ordinal) && where.Start.Value > 0 && text[where.Start.Value - 1] == '{';
    }

    string ParameterFor(string name, string secret)
    {
        if (!parameters.TryGetValue(secret, out var parameter))
        {
            if (parameters.Count == MostSecrets)
            {
                throw new SkillException($"Nothing was stored: there are more than {MostSecrets} secrets in it. Write {{name}} where a secret stands.");
            }
            var number = counts[name] = counts.GetValueOrDefault(name) + 1;
            parameters.Add(secret, parameter = number == 1 ? $"secret_{name}" : $"secret_{name}_{number}");
            if (TellsItself(secret))
            {
                (telling.TryGetValue(secret[0], out var same) ? same : telling[secret[0]] = []).Add(secret);
            }
        }
        return parameter;
    }
}
