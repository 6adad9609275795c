using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>Finds the secrets of a text by how they are written (<see cref="SecretFormats"/>), and private keys in PEM armour.</summary>
static class SecretScanner
{
    const string PrivateKeyName = "private_key";
    const string PemBegin = "-----BEGIN ";
    const string PemEnd = "-----END ";
    const string PemDashes = "-----";
    const string PemPrivateKey = "PRIVATE KEY";

    // How far behind the begin of a PEM block its label is searched.
    const int MaxPemLabel = 80;

    const string PlaceholderBegin = "{secret_";
    const int MaxPlaceholderName = 64;

    // ASCII: every format begins with such characters.
    const int Alphabet = 128;

    static readonly Lazy<SecretFormat[]?[]> ByFirstTwo = new(Index);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = SecretFormats.All.Select(format => format.Name)
        .Append(PrivateKeyName).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The first secret at or behind a place; null if there is none.</summary>
    public static FoundSecret? Next(string text, int from)
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

    static FoundSecret? At(string text, int at, SecretFormat[] formats)
    {
        if (PrivateKeyEnd(text, at) is { } keyEnd)
        {
            return new FoundSecret(PrivateKeyName, at, keyEnd);
        }
        foreach (var format in formats)
        {
            if (format.FindAt(text, at) is { } where && !IsMasked(text, where))
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

    /// <summary>The end of the private key that begins at a place; one without an end marker goes to the end of the text.</summary>
    static int? PrivateKeyEnd(string text, int at)
    {
        if (text[at] != '-' || string.CompareOrdinal(text, at, PemBegin, 0, PemBegin.Length) != 0)
        {
            return null;
        }
        if (text.AsSpan(at, Math.Min(MaxPemLabel, text.Length - at)).IndexOf(PemPrivateKey, StringComparison.Ordinal) < 0)
        {
            return null;
        }
        var marker = text.IndexOf(PemEnd, at, StringComparison.Ordinal);
        var close = marker < 0 ? -1 : text.IndexOf(PemDashes, marker + PemEnd.Length, StringComparison.Ordinal);
        return close < 0 ? text.Length : close + PemDashes.Length;
    }

    /// <summary>Whether a value was masked or replaced by its author: stars, dots, a row of one letter, a parameter of theirs.</summary>
    static bool IsMasked(string text, Range where)
    {
        var value = text.AsSpan()[where];
        if (value.Length == 0)
        {
            return true;
        }
        if (value[0] is '*' or 'x' or 'X' or '.' && !value.ContainsAnyExcept(value[0]))
        {
            return true;
        }
        return value.StartsWith("secret_", StringComparison.Ordinal) && where.Start.Value > 0 && text[where.Start.Value - 1] == '{';
    }

    /// <summary>The formats by the first two characters that they may begin with, each list in the order of the table.</summary>
    static SecretFormat[]?[] Index()
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
        return [.. lists.Select(list => list?.ToArray())];
    }
}
