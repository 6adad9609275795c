namespace SkillMcp.Safety;

/// <summary>
/// Takes secrets out of the texts of one request and puts <c>{secret_…}</c> placeholders in their place: the same secret always the
/// same parameter, two of one kind two. Nothing else of the text changes, and what was taken is remembered nowhere.
/// </summary>
public sealed class SecretRedactor
{
    const string PemBegin = "-----BEGIN ";
    // A shorter one may well be a word.
    const int MinDistinctiveLength = 8;

    /// <summary>The most secrets of one request; no run needs as many.</summary>
    public const int MaxSecrets = 100;

    const string PemPrivateKey = "PRIVATE KEY";

    static readonly Lazy<ILookup<char, SecretFormat>> ByFirst = new(() => SecretFormats.All.ToLookup(format => format.First));

    readonly Dictionary<string, string> placeholders = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    readonly Dictionary<char, List<string>> knownByFirst = [];

    /// <summary>The names of the placeholders that were put in so far.</summary>
    public IReadOnlyCollection<string> Placeholders => placeholders.Values;

    /// <summary>The text without its secrets.</summary>
    public string Redact(string text)
    {
        var redacted = new System.Text.StringBuilder();
        var kept = 0;
        for (var at = 0; at < text.Length;)
        {
            if (SecretAt(text, at) is not { } found)
            {
                at++;
                continue;
            }
            var (begin, end) = (found.Where.Start.Value, found.Where.End.Value);
            redacted.Append(text, kept, begin - kept).Append('{').Append(PlaceholderFor(found.Name, text[begin..end])).Append('}');
            kept = at = end;
        }
        return RedactKnown(kept == 0 ? text : redacted.Append(text, kept, text.Length - kept).ToString());
    }

    /// <summary>The text without the secrets that were met before, wherever they stand as words: redacted everything twice, and the first text knows those of the last.</summary>
    string RedactKnown(string text)
    {
        if (knownByFirst.Count == 0)
        {
            return text;
        }
        var redacted = new System.Text.StringBuilder();
        var kept = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && KnownSecretAt(text, at) is { } secret)
            {
                redacted.Append(text, kept, at - kept).Append('{').Append(placeholders[secret]).Append('}');
                kept = at + secret.Length;
                at = kept - 1;
            }
        }
        return kept == 0 ? text : redacted.Append(text, kept, text.Length - kept).ToString();
    }

    string? KnownSecretAt(string text, int at) => knownByFirst.GetValueOrDefault(text[at])?.Find(secret =>
        string.CompareOrdinal(text, at, secret, 0, secret.Length) == 0 && (at + secret.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + secret.Length])));

    /// <summary>Whether a text can be nothing but this secret: letters and digits mixed, and no word with a number behind it.</summary>
    static bool IsDistinctive(string secret) =>
        secret.Length >= MinDistinctiveLength && secret.Any(char.IsAsciiLetter) && secret.TrimEnd("0123456789".ToCharArray()).Any(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)) && secret.Any(char.IsAsciiDigit);

    /// <summary>Whether a value is a secret, or holds one; behind a name that says so, any word is one that is drawn at random.</summary>
    public bool IsSecret(string name, string value) => Redact(value) != value || Redact($"{name}={value}") != $"{name}={value}";

    public IReadOnlyList<string> Redact(IReadOnlyList<string> texts) => [.. texts.Select(Redact)];

    static (string Name, Range Where)? SecretAt(string text, int at)
    {
        if (text[at] == '-' && string.CompareOrdinal(text, at, PemBegin, 0, PemBegin.Length) == 0 && PrivateKeyAt(text, at) is { } key)
        {
            return ("private_key", key);
        }
        foreach (var format in ByFirst.Value[char.ToLowerInvariant(text[at])])
        {
            if (format.FindAt(text, at) is { } where && !IsPlaceholder(text, where))
            {
                return (format.Name, where);
            }
        }
        return null;
    }

    /// <summary>A private key in its armour; one whose end is missing goes to the end.</summary>
    static Range? PrivateKeyAt(string text, int at)
    {
        var begin = text.AsSpan(at, Math.Min(80, text.Length - at));
        if (begin.IndexOf(PemPrivateKey, StringComparison.Ordinal) < 0)
        {
            return null;
        }
        var end = text.IndexOf("-----END ", at, StringComparison.Ordinal);
        var close = end < 0 ? -1 : text.IndexOf("-----", end + 9, StringComparison.Ordinal);
        return at..(close < 0 ? text.Length : close + 5);
    }

    // What stands in braces, and what is spelled in stars or one letter, was taken out before.
    static bool IsPlaceholder(string text, Range where)
    {
        var value = text.AsSpan()[where];
        return value.Length == 0 || value.TrimStart('*').Length == 0 || value.TrimStart('x').Length == 0 || value.TrimStart('X').Length == 0 || value.TrimStart('.').Length == 0
            || value.StartsWith("secret_", StringComparison.Ordinal) && where.Start.Value > 0 && text[where.Start.Value - 1] == '{';
    }

    string PlaceholderFor(string name, string secret)
    {
        if (!placeholders.TryGetValue(secret, out var placeholder))
        {
            if (placeholders.Count == MaxSecrets)
            {
                throw new SkillException($"Nothing was stored: there are more than {MaxSecrets} secrets in it. Write {{name}} where a secret stands.");
            }
            var number = counts[name] = counts.GetValueOrDefault(name) + 1;
            placeholders.Add(secret, placeholder = number == 1 ? $"secret_{name}" : $"secret_{name}_{number}");
            if (IsDistinctive(secret))
            {
                (knownByFirst.TryGetValue(secret[0], out var same) ? same : knownByFirst[secret[0]] = []).Add(secret);
            }
        }
        return placeholder;
    }
}
