using System.Collections.Frozen;

namespace SkillMcp.Retrieval;

/// <summary>A fact or a precondition, taken apart.</summary>
sealed record Claim
{
    // That something is there and ready has many words; they say nothing about what it is.
    static readonly FrozenSet<string> ReadyWords = Stems("""
        access accessible active authenticated authorized available built completed complete configured connected created done deployed enabled established exist exists existing
        green healthy installed installation logged met ok present provisioned pushed reachable ready running set setup signed started tested true verified working yes on
        """);

    static readonly FrozenSet<string> DeniedWords = ["absent", "cannot", "cant", "down", "failed", "failing", "false", "isnt", "lacking", "missing", "never", "no", "none", "not", "null", "off", "unavailable", "uninstalled", "unreachable", "without"];

    // What stands in half of all preconditions.
    static readonly FrozenSet<string> IdleWords = Stems("environment host local locally machine system target you version using uses used newer later higher above least minimum older lower below");

    const int MostWordsOfKey = 3;

    public required string Text { get; init; }

    /// <summary>What it is about: the stems of its telling words, its key among them.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>The same without the key, where it has a value that tells something.</summary>
    public required IReadOnlySet<string> Telling { get; init; }

    /// <summary>The stems of the states that it says something is in.</summary>
    public required IReadOnlySet<string> States { get; init; }

    /// <summary>Whether it says that something is not so.</summary>
    public required bool IsDenied { get; init; }

    /// <summary>What it gives a value to, as stems; empty where it gives none.</summary>
    public string Key { get; init; } = "";

    public bool HasValue => Key.Length > 0;

    public required NamedVersion Version { get; init; }

    public static Claim Of(string text)
    {
        var (key, value) = KeyAndValue(text);
        var telling = SubjectOf(value);
        var words = SubjectOf(text);
        return new Claim
        {
            Text = text.Trim(),
            // docker=true says no more than docker.
            Key = telling.Count > 0 ? string.Join(' ', SkillMcp.Words.Of(key)) : "",
            Words = words,
            Telling = telling.Count > 0 ? telling : words,
            States = Written(text).Select(Stemmer.Stem).Where(ReadyWords.Contains).ToHashSet(StringComparer.Ordinal),
            IsDenied = Written(text).Any(DeniedWords.Contains),
            Version = NamedVersion.Of(value),
        };
    }

    /// <summary>Whether both are a value of the same key, and not the same one.</summary>
    public bool HasOtherValue(Claim other) =>
        HasValue && Key == other.Key && Version.IsNone && other.Version.IsNone && IsDenied == other.IsDenied && !Telling.Overlaps(other.Telling);

    static HashSet<string> SubjectOf(string text) =>
        [.. Written(text).Where(word => !SkillMcp.Words.IsFunctionWord(word) && !DeniedWords.Contains(word) && !word.All(char.IsDigit))
            .Select(Stemmer.Stem).Where(stem => !ReadyWords.Contains(stem) && !IdleWords.Contains(stem))];

    static IEnumerable<string> Written(string text) => SkillMcp.Words.Split(text.Replace("n't", "nt", StringComparison.OrdinalIgnoreCase).Replace("n’t", "nt", StringComparison.OrdinalIgnoreCase));

    static FrozenSet<string> Stems(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Takes <c>os=linux</c> and <c>os: linux</c> apart; a comparison, an address and a sentence with a colon in it are no pairs.</summary>
    static (string Key, string Value) KeyAndValue(string text)
    {
        var at = text.IndexOfAny(['=', ':']);
        var (key, value) = at > 0 ? (text[..at].Trim(), text[(at + 1)..].Trim('=', ' ')) : ("", "");
        return value.Length > 0 && key.Length > 0 && char.IsLetterOrDigit(key[^1]) && key.Count(c => c == ' ') < MostWordsOfKey && !value.StartsWith("//", StringComparison.Ordinal)
            ? (key, value)
            : ("", text);
    }
}
