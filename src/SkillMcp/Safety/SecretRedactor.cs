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
public sealed class SecretRedactor
{
    /// <summary>The most secrets of one request; no run needs as many.</summary>
    public const int MaxSecrets = 100;

    // Two passes do for nearly all texts. A chain of tokens without blanks can be made to need a pass for each of them.
    const int MaxPasses = 16;

    // A shorter secret may well be a word too.
    const int MinDistinctiveLength = 8;

    // A secret of this length is nothing else even within a word: "-p" and a password may stand without a blank between.
    const int MinUnboundedLength = 20;

    readonly Dictionary<string, string> placeholders = new(StringComparer.Ordinal);
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

    /// <summary>Whether a value is a secret, holds one, or is one because of the name that it belongs to.</summary>
    public bool IsSecret(string name, string value)
    {
        var named = $"{name}={value}";
        return Redact(value) != value || Redact(named) != named;
    }

    string RedactFound(string text)
    {
        if (SecretScanner.Next(text, 0) is not { } secret)
        {
            return text;
        }
        var redacted = new StringBuilder(text.Length);
        var copied = 0;
        for (FoundSecret? next = secret; next is { } found; next = SecretScanner.Next(text, copied))
        {
            redacted.Append(text, copied, found.Begin - copied);
            AppendPlaceholder(redacted, PlaceholderFor(found.Name, text[found.Begin..found.End]));
            copied = found.End;
        }
        return redacted.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The text without the distinctive secrets that are known, wherever they are words of it.</summary>
    string RedactKnown(string text)
    {
        if (distinctiveCount == 0)
        {
            return text;
        }
        StringBuilder? redacted = null;
        var copied = 0;
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
            redacted ??= new StringBuilder(text.Length);
            AppendPlaceholder(redacted.Append(text, copied, at - copied), placeholders[secret]);
            copied = at += secret.Length;
        }
        return redacted is null ? text : redacted.Append(text, copied, text.Length - copied).ToString();
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
