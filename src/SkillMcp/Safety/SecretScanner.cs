using System.Buffers;
using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>
/// Finds the secrets of a text: by how they are written (<see cref="SecretFormats"/>), private keys in PEM armour, by where a program takes
/// them (<see cref="PasswordArguments"/>) and by what the text says they are (<see cref="StatedSecrets"/>), behind escapes too.
/// </summary>
static class SecretScanner
{
    const string PrivateKeyName = "private_key";
    const string PemBegin = "-----BEGIN ";
    const string PemEnd = "-----END ";
    const string PemDashes = "-----";
    const string PemPrivateKey = "PRIVATE KEY";
    const string PemBlock = " BLOCK";

    static readonly SearchValues<char> PemLabel = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ");

    static readonly SearchValues<char> PemBody =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    // The characters that tell a line of a key from a word, and those of an example of one.
    const int MinPemLine = 16;
    const int MaxPemExample = 2_000;

    // How far behind the begin of a PEM block its label is searched.
    const int MaxPemLabel = 80;

    const string PlaceholderBegin = "{secret_";
    const int MaxPlaceholderName = 64;

    // ASCII: every format begins with such characters.
    const int Alphabet = 128;

    static readonly Lazy<List<SecretFormat>?[]> ByFirstTwo = new(Index);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = SecretFormats.All.Select(format => format.Name)
        .Append(PrivateKeyName).Append(StatedSecrets.Cookie).Concat(NamedSecret.Kinds)
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FoundSecret[] None = [];

    /// <summary>The secrets of a text, in order; where two overlap, one that covers both.</summary>
    public static IReadOnlyList<FoundSecret> In(string text)
    {
        List<FoundSecret> found = [.. Written(text), .. PasswordArguments.In(text), .. StatedSecrets.In(text)];
        foreach (var decoded in DecodedText.Of(text))
        {
            found.AddRange(Written(decoded.Text).Concat(PasswordArguments.In(decoded.Text)).Concat(StatedSecrets.In(decoded.Text))
                .Select(decoded.InOriginal));
        }
        return found.Count == 0 ? None : Merged(found);
    }

    /// <summary>What was found, in order, with one for those that overlap: the first, as long as both.</summary>
    static List<FoundSecret> Merged(List<FoundSecret> found)
    {
        var merged = new List<FoundSecret>(found.Count);
        foreach (var next in found.OrderBy(secret => secret.Begin))
        {
            if (merged is not [.., var last] || next.Begin >= last.End)
            {
                merged.Add(next);
            }
            else if (next.End > last.End)
            {
                merged[^1] = new FoundSecret(last.Name, last.Begin, next.End);
            }
        }
        return merged;
    }

    /// <summary>The secrets that a text holds as they are written, and in the order in which they are.</summary>
    static IEnumerable<FoundSecret> Written(string text)
    {
        for (var at = 0; Next(text, at) is { } found; at = found.End)
        {
            yield return found;
        }
    }

    /// <summary>The first secret at or behind a place; null if there is none.</summary>
    static FoundSecret? Next(string text, int from)
    {
        var index = ByFirstTwo.Value;
        for (var at = from; at + 1 < text.Length; at++)
        {
            var (first, second) = (text[at], text[at + 1]);
            if (first == '{')
            {
                at += Math.Max(PlaceholderLengthAt(text, at) - 1, 0);
                continue;
            }
            if (first >= Alphabet || second >= Alphabet || index[first * Alphabet + second] is not { } formats)
            {
                continue;
            }
            if (At(text, at, formats) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>The length of the placeholder of a redacted secret that begins at a place; 0 where none does.</summary>
    public static int PlaceholderLengthAt(string text, int at)
    {
        if (string.CompareOrdinal(text, at, PlaceholderBegin, 0, PlaceholderBegin.Length) != 0)
        {
            return 0;
        }
        var begin = at + PlaceholderBegin.Length;
        var name = text.AsSpan(begin, Math.Min(MaxPlaceholderName, text.Length - begin));
        var end = name.IndexOf('}');
        if (end < 0)
        {
            return 0;
        }
        name = name[..end];
        var unnumbered = name.TrimEnd("0123456789");
        var isNumbered = unnumbered.Length < name.Length && unnumbered is [.., '_'];
        var isPlaceholder = Names.Contains(name) || isNumbered && Names.Contains(unnumbered[..^1]);
        return isPlaceholder ? PlaceholderBegin.Length + end + 1 : 0;
    }

    static FoundSecret? At(string text, int at, List<SecretFormat> formats)
    {
        if (PrivateKeyEnd(text, at) is { } keyEnd)
        {
            return new FoundSecret(PrivateKeyName, at, keyEnd);
        }
        foreach (var format in formats)
        {
            if (format.FindAt(text, at) is { } where && !IsPlaceholder(text, where))
            {
                var (begin, end) = (where.Start.Value, where.End.Value);
                return new FoundSecret(format.Name, begin, begin == at ? end : Math.Max(end, EndOfTokenAt(text, begin)));
            }
        }
        return null;
    }

    /// <summary>
    /// The end of the token or key that begins at a place; 0 where none does. What is read as a value of a name may end before the
    /// token in it does: <c>PASSWORD=access_token$production$…</c>.
    /// </summary>
    static int EndOfTokenAt(string text, int at)
    {
        if (PrivateKeyEnd(text, at) is { } keyEnd)
        {
            return keyEnd;
        }
        if (at + 1 >= text.Length || text[at] >= Alphabet || text[at + 1] >= Alphabet)
        {
            return 0;
        }
        var longest = 0;
        foreach (var format in ByFirstTwo.Value[text[at] * Alphabet + text[at + 1]] ?? [])
        {
            if (format.FindAt(text, at) is { } where && where.Start.Value == at)
            {
                longest = Math.Max(longest, where.End.Value);
            }
        }
        return longest;
    }

    /// <summary>The end of the private key that begins at a place; without an end marker it goes as far as it is in Base64.</summary>
    static int? PrivateKeyEnd(string text, int at)
    {
        if (text[at] != '-' || string.CompareOrdinal(text, at, PemBegin, 0, PemBegin.Length) != 0)
        {
            return null;
        }
        var label = text.AsSpan(at + PemBegin.Length, Math.Min(MaxPemLabel, text.Length - at - PemBegin.Length));
        var key = label.IndexOf(PemPrivateKey, StringComparison.Ordinal);
        var body = at + PemBegin.Length + key + PemPrivateKey.Length;
        // An expression that matches such lines is no key, and neither is a line without anything behind it.
        if (key < 0 || label[..key].ContainsAnyExcept(PemLabel) || !HasBody(text, body))
        {
            return null;
        }
        var marker = text.IndexOf(PemEnd, at, StringComparison.Ordinal);
        if (marker < 0 || text.AsSpan(body, marker - body).Contains(PemBegin, StringComparison.Ordinal))
        {
            return PemBodyEnd.Of(text, body);
        }
        if (marker - body < MaxPemExample && ExampleSecret.IsPemBody(text.AsSpan(body, marker - body)))
        {
            return null;
        }
        var behind = text.AsSpan(marker + PemEnd.Length);
        var close = behind.IndexOfAnyExcept(PemLabel) is >= 0 and var end ? end : behind.Length;
        close += behind[close..].StartsWith(PemDashes, StringComparison.Ordinal) ? PemDashes.Length : 0;
        return marker + PemEnd.Length + close;
    }

    static bool HasBody(string text, int at)
    {
        var rest = text.AsSpan(at);
        rest = rest.StartsWith(PemBlock, StringComparison.Ordinal) ? rest[PemBlock.Length..] : rest;
        var isQuoted = false;
        while (rest is ['-' or ' ' or '\t' or '\r' or '\n' or '\\' or '+' or '"' or '\'' or ',', ..])
        {
            isQuoted |= rest[0] is '"' or '\'';
            rest = rest[(rest is ['\\', 'n' or 'r' or 't', ..] ? 2 : 1)..];
        }
        // What follows a closing quote may be another text of a program.
        return isQuoted
            ? rest.Length >= MinPemLine && !rest[..MinPemLine].ContainsAnyExcept(PemBody)
            : !rest.IsEmpty && char.IsAsciiLetterOrDigit(rest[0]);
    }

    /// <summary>Whether a value is in the placeholder of a secret.</summary>
    static bool IsPlaceholder(string text, Range where) =>
        where.Start.Value is > 0 and var begin && text[begin - 1] == '{'
        && text.AsSpan(begin).StartsWith("secret_", StringComparison.Ordinal);

    /// <summary>The formats by the first two characters that they may begin with, each list in the order of the table.</summary>
    static List<SecretFormat>?[] Index()
    {
        var lists = new List<SecretFormat>?[Alphabet * Alphabet];
        // A private key is in no table: its dashes begin no format.
        lists['-' * Alphabet + '-'] = [];
        foreach (var format in SecretFormats.All)
        {
            foreach (var first in format.FirstCharacters(0))
            {
                foreach (var second in format.FirstCharacters(1))
                {
                    (lists[first * Alphabet + second] ??= []).Add(format);
                }
            }
        }
        return lists;
    }
}
