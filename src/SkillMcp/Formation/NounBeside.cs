using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>The noun beside a value in a sentence: "db crm", "the crm database", "the heading KW12".</summary>
static partial class NounBeside
{
    /// <summary>How many places of a value are looked at: more say no more.</summary>
    public const int MaxPlaces = 16;

    /// <summary>How far before a value what says its kind is looked for, in characters.</summary>
    public const int MaxDistance = 160;

    /// <summary>The nouns beside a value, one for each place that has one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="text">A task or a step.</param>
    /// <param name="isInSentence">Whether a place of the text is in a sentence; null where all are.</param>
    public static IEnumerable<ValueName> Of(string value, string text, Func<int, bool>? isInSentence)
    {
        foreach (var at in ValueOccurrences.Of(value, text).Where(at => isInSentence is null || isInSentence(at)).Take(MaxPlaces))
        {
            if ((Before(value, text, at) ?? Behind(value, text, at + value.Length)) is { } named)
            {
                yield return named;
            }
        }
    }

    static ValueName? Before(string value, string text, int at)
    {
        var start = Math.Max(at - MaxDistance, 0);
        var found = WordsBefore().Match(text, start, at - start);
        if (!found.Success)
        {
            return null;
        }
        var noun = found.Groups["noun"];
        // What is before a quoted text names the whole of it: the tab "DACH KW12".
        var quote = found.Groups["quote"].Value;
        var isPartOfQuoted = quote.Length > 0 && (at + value.Length >= text.Length || text[at + value.Length] != quote[0]);
        // The first word of a sentence is its verb, even where it is also a noun: "Invoice Contoso", "Release 1.2".
        var isFirst = noun.Index == 0 || text[noun.Index - 1] is '"' or '\'' or '`' or '“';
        if (isPartOfQuoted || isFirst)
        {
            return null;
        }
        // Only in the singular: "shows" in "the odometer shows 9975" is a verb.
        if (Vocabulary.Kinds.TryGetValue(noun.Value.ToLowerInvariant(), out var kind))
        {
            return new ValueName(kind, NameRank.Noun);
        }
        var isOther = TaskValues.IsEnglish(text) && IsOtherNoun(noun.Value, value, text[start..noun.Index]);
        return isOther ? new ValueName(noun.Value, NameRank.Word) : null;
    }

    /// <summary>A noun that is in no list: "the heading KW12". Only before what cannot be a word itself.</summary>
    static bool IsOtherNoun(string word, string value, string before)
    {
        var previous = WordBefore(before);
        return (IsBeforeNoun(previous) || English.Adjectives.Contains(previous))
            && word.Length > 2 && word.All(char.IsAsciiLetterLower) && !Words.IsFunctionWord(word)
            && ActionLexicon.Instance.FormOf(word) == VerbForm.None
            && !English.Adjectives.Contains(word) && !English.Prepositions.Contains(word) && !English.Adverbs.Contains(word)
            && !Vocabulary.IsProduct(word) && !value.All(char.IsAsciiLetterLower);
    }

    /// <summary>The last word of a text, in small letters; empty if it has none.</summary>
    public static string WordBefore(string text) => Whitespace.Split(text).LastOrDefault("").ToLowerInvariant();

    /// <summary>Whether a noun follows a word: "the", "of". Behind "to" a verb may.</summary>
    public static bool IsBeforeNoun(string word) =>
        English.Determiners.Contains(word) || English.Prepositions.Contains(word) && word != "to";

    static ValueName? Behind(string value, string text, int end)
    {
        var found = WordBehind().Match(text, end);
        // "the staging db crm": the noun belongs to the name that follows it.
        var next = found.Groups["next"].Value;
        var isOfAnother = next.Length > 0 && !Words.IsFunctionWord(next.ToLowerInvariant());
        if (!found.Success || isOfAnother)
        {
            // "The crm mongo database": what kind of database it is stands between.
            var isQualified = Vocabulary.IsProduct(found.Groups["noun"].Value) && Vocabulary.Kinds.ContainsKey(next);
            return isQualified ? new ValueName(Vocabulary.Kinds[next], NameRank.Noun) : null;
        }
        // "30 days" counts them, and is not the day.
        var noun = found.Groups["noun"].Value;
        var isCount = LiteralDetection.IsNumber(value) && NounLexicon.Singular(noun) != noun;
        var name = isCount ? LiteralDetection.NameFor(noun) : Kind(noun);
        return string.IsNullOrEmpty(name) ? null : new ValueName(name, NameRank.Noun);
    }

    /// <summary>The kind of thing that a noun is said of; null if it is not listed.</summary>
    static string? Kind(string noun) =>
        Vocabulary.Kinds.GetValueOrDefault(noun.ToLowerInvariant())
        ?? Vocabulary.Kinds.GetValueOrDefault(NounLexicon.Singular(noun.ToLowerInvariant()));

    [GeneratedRegex(
        @"(?<noun>\p{L}[\p{L}-]*)(?:\s+(?:called|named|number|no\.?|with the name|id|#))?\s*[:#]?\s*(?<quote>['""`“]?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordsBefore();

    [GeneratedRegex(@"\G['""`”]?(?:'s)?\s+(?<noun>\p{Ll}[\p{L}-]*)(?:\s+(?<next>[\p{L}\p{Nd}][\w.-]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex WordBehind();
}
