using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Replaces the secrets in the texts of one request by <c>{secret_…}</c> placeholders: the same secret always gets the same
/// placeholder, two secrets of one kind get two. Nothing else of a text changes, and no secret is kept beyond the request.
/// </summary>
/// <remarks>
/// Redaction is idempotent: a redacted text is not changed again, neither by this redactor nor by another one that has learned
/// no other secrets.
/// </remarks>
sealed class SecretRedactor
{
    /// <summary>The most secrets of one request; no run needs as many.</summary>
    public const int MaxSecrets = 100;

    // Two passes do for nearly all texts. A chain of tokens without blanks can be made to need a pass for each of them.
    const int MaxPasses = 16;

    // A shorter secret may well be a word too.
    const int MinDistinctiveLength = 8;

    // A secret of this length is nothing else even within a word: "-p" and a password may stand without a blank between.
    const int MinUnboundedLength = 20;

    // What a message has in place of a secret that its caller gave.
    const string Hidden = "<secret>";

    static readonly string[] PasswordNames = ["password", "passwd", "passphrase", "pwd", "passwort", "kennwort"];

    readonly Dictionary<string, string> placeholders = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> countsByName = new(StringComparer.Ordinal);

    // Distinctive secrets by their first character, longest first: one may begin with another.
    readonly Dictionary<char, List<string>> distinctive = [];
    int distinctiveCount;

    /// <summary>The text without the secrets in it, and without those that were found in earlier texts.</summary>
    public string Redact(string text)
    {
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var redacted = RedactKnown(RedactFound(text));
            if (ReferenceEquals(redacted, text))
            {
                return text;
            }
            // Without one secret, what is left of a longer run of characters may be another.
            text = redacted;
        }
        throw new SkillException("Nothing was stored: secrets in it run into each other. Write {name} in place of a secret.");
    }

    /// <summary>
    /// The placeholder of a secret that is known from elsewhere than its text. If it can be nothing else it is redacted in every text.
    /// </summary>
    /// <param name="kind">What kind of secret it is.</param>
    /// <param name="secret">The secret.</param>
    public string Learn(string kind, string secret) => $"{{{PlaceholderFor(kind, secret)}}}";

    /// <summary>Whether a value is a secret, holds one, or is one because of the name that it belongs to.</summary>
    /// <param name="name">The name that the value belongs to.</param>
    /// <param name="value">The value.</param>
    /// <param name="isValue">Whether anything but an example under a name for passwords is one.</param>
    public bool IsSecret(string name, string value, bool isValue = false)
    {
        var named = $"{name}={value}";
        return Redact(value) != value || Redact(named) != named || isValue && IsPasswordName(name) && IsOwnValue(value);
    }

    /// <summary>A message about what was said, without the secrets of either. The name of a skill made of a secret is one too.</summary>
    /// <param name="message">The message, which may quote what was said.</param>
    /// <param name="said">The texts that were said, as they came.</param>
    public static string InMessage(string message, IEnumerable<string> said)
    {
        var redactor = new SecretRedactor();
        try
        {
            foreach (var text in said)
            {
                redactor.Redact(text);
            }
        }
        catch (SkillException)
        {
            // There are more than can be named; those that were found are known.
        }
        foreach (var secret in redactor.placeholders.Keys.OrderByDescending(secret => secret.Length))
        {
            message = WithoutBegin(message, secret);
            message = SkillName.From(secret) is { } name ? WithoutBegin(message, name.Value) : message;
        }
        return redactor.Redact(message);
    }

    /// <summary>A message without a secret, even where it is cut.</summary>
    static string WithoutBegin(string message, string secret)
    {
        if (secret.Length < MinDistinctiveLength)
        {
            return message;
        }
        for (var at = 0; (at = message.IndexOf(secret[..MinDistinctiveLength], at, StringComparison.Ordinal)) >= 0; at++)
        {
            var length = message.AsSpan(at).CommonPrefixLength(secret);
            var isCut = length == secret.Length || at + length >= message.Length || !char.IsAsciiLetterOrDigit(message[at + length]);
            message = isCut ? $"{message[..at]}{Hidden}{message[(at + length)..]}" : message;
        }
        return message;
    }

    static bool IsPasswordName(string name) =>
        PasswordNames.Contains(name[(name.LastIndexOfAny(['_', '-', '.']) + 1)..], StringComparer.OrdinalIgnoreCase);

    static bool IsOwnValue(string value) =>
        value.Length > 3 && !value.Contains(' ') && SecretValue.IsLiteral(value, ..);

    string RedactFound(string text) => Without(text, SecretScanner.In(text));

    /// <summary>The text without the distinctive secrets that are known, wherever they are words of it.</summary>
    string RedactKnown(string text)
    {
        if (distinctiveCount == 0)
        {
            return text;
        }
        var redacted = Without(text, [.. KnownIn(text)]);
        // With placeholders in it, the places of what is left are others.
        var behind = DecodedText.Of(redacted).Select(decoded => KnownIn(decoded.Text).Select(decoded.InOriginal).ToList());
        return behind.FirstOrDefault(known => known.Count > 0) is { } known ? Without(redacted, known) : redacted;
    }

    /// <summary>The text with placeholders for what was found in it.</summary>
    string Without(string text, IReadOnlyList<FoundSecret> found)
    {
        if (found.Count == 0)
        {
            return text;
        }
        var redacted = new StringBuilder(text.Length);
        var copied = 0;
        // An encoded run may hold several secrets, and is one.
        foreach (var secret in found.Where(secret => secret.Begin >= copied))
        {
            redacted.Append(text, copied, secret.Begin - copied);
            AppendPlaceholder(redacted, PlaceholderFor(secret.Name, secret.Decoded ?? text[secret.Begin..secret.End]));
            copied = secret.End;
        }
        return redacted.Append(text, copied, text.Length - copied).ToString();
    }

    IEnumerable<FoundSecret> KnownIn(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '{' && SecretScanner.PlaceholderLengthAt(text, at) is > 0 and var length)
            {
                at += length;
                continue;
            }
            if (KnownSecretAt(text, at) is not { } secret)
            {
                at++;
                continue;
            }
            yield return new FoundSecret(names[secret], at, at + secret.Length);
            at += secret.Length;
        }
    }

    string? KnownSecretAt(string text, int at)
    {
        if (!distinctive.TryGetValue(text[at], out var secrets))
        {
            return null;
        }
        var beginsWord = at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
        var rest = text.AsSpan(at);
        foreach (var secret in secrets)
        {
            var isWord = beginsWord && EndsWordAt(rest, secret.Length);
            if ((isWord || secret.Length >= MinUnboundedLength) && rest.StartsWith(secret, StringComparison.Ordinal))
            {
                return secret;
            }
        }
        return null;
    }

    static bool EndsWordAt(ReadOnlySpan<char> text, int at) => at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]);

    static void AppendPlaceholder(StringBuilder text, string name) => text.Append('{').Append(name).Append('}');

    string PlaceholderFor(string name, string secret)
    {
        if (placeholders.TryGetValue(secret, out var known))
        {
            return known;
        }
        if (placeholders.Count == MaxSecrets)
        {
            throw new SkillException(
                $"Nothing was stored: there are more than {MaxSecrets} secrets in it. Write {{name}} in place of a secret.");
        }
        var number = countsByName[name] = countsByName.GetValueOrDefault(name) + 1;
        var placeholder = number == 1 ? $"secret_{name}" : $"secret_{name}_{number}";
        placeholders.Add(secret, placeholder);
        names.Add(secret, name);
        if (IsDistinctive(secret))
        {
            AddDistinctive(secret);
        }
        return placeholder;
    }

    void AddDistinctive(string secret)
    {
        if (!distinctive.TryGetValue(secret[0], out var secrets))
        {
            distinctive.Add(secret[0], secrets = []);
        }
        var place = secrets.FindIndex(other => other.Length < secret.Length);
        secrets.Insert(place < 0 ? secrets.Count : place, secret);
        distinctiveCount++;
    }

    /// <summary>
    /// Whether a text can be nothing but this secret: letters mixed with digits, and not a lower-case word with a number behind it.
    /// </summary>
    static bool IsDistinctive(string secret)
    {
        if (secret.Length < MinDistinctiveLength || !secret.Any(char.IsAsciiLetter) || !secret.Any(char.IsAsciiDigit))
        {
            return false;
        }
        return secret.AsSpan().TrimEnd("0123456789").ContainsAnyInRange('0', '9') || secret.AsSpan().ContainsAnyInRange('A', 'Z');
    }
}
