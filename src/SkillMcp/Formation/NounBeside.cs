using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>The noun beside a value in a sentence: "db crm", "the crm database", "the heading KW12".</summary>
static partial class NounBeside
{
    /// <summary>How many places of a value are looked at: more say no more.</summary>
    public const int MaxPlaces = 16;

    // Words before what is used to do something.
    static readonly FrozenSet<string> Means = FrozenSet.ToFrozenSet(["by", "via", "per", "through"], StringComparer.Ordinal);

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
        var isQuoted = quote.Length > 0 && at + value.Length < text.Length && text[at + value.Length] == Closing(quote[0]);
        var isPartOfQuoted = quote.Length > 0 && !isQuoted;
        // The first word of a sentence is its verb, even where it is also a noun: "Invoice Contoso", "Release 1.2".
        var isFirst = noun.Index == 0 || text[noun.Index - 1] is '"' or '\'' or '`' or '“';
        // "By phone: budget cut" says how, and not what.
        var isMeans = Means.Contains(WordBefore(text[start..noun.Index]));
        // "The invoice is overdue" says how it is.
        var isState = found.Groups["is"].Success && value.All(char.IsAsciiLetterLower);
        if (isPartOfQuoted || isFirst || isMeans || isState)
        {
            return null;
        }
        var before = text[start..noun.Index];
        if (noun.Value is "to")
        {
            return OfField(before);
        }
        if (ValueForm.OfUnit(noun.Value) == "amount")
        {
            return OfField(To().Replace(before, "")) ?? new ValueName("amount", NameRank.Word);
        }
        // "And order PFAS": a verb. "On loan: museum": where, and not what.
        var isPlace = English.Prepositions.Contains(WordBefore(before)) && WordBefore(before) != "of" && found.Value.Contains(':');
        if (isPlace || AsksTo(WordBefore(before)) && ActionLexicon.Instance.FormOf(noun.Value.ToLowerInvariant()).HasFlag(VerbForm.Base))
        {
            return null;
        }
        // Only in the singular: "shows" in "the odometer shows 9975" is a verb.
        if (Vocabulary.Kinds.TryGetValue(noun.Value.ToLowerInvariant(), out var kind))
        {
            return new ValueName(kind, NameRank.Noun);
        }
        var other = TaskValues.IsEnglish(text) ? OtherNoun(noun.Value, value, isQuoted, before) : null;
        return other is null ? null : new ValueName(other, NameRank.Word);
    }

    /// <summary>What is set to the value behind a text: "set the weight", "set Lot to B-12 and Supplier". Null if nothing is set.</summary>
    static ValueName? OfField(string before)
    {
        var found = Field().Match(before);
        var field = found.Groups["field"].Value.ToLowerInvariant();
        var words = Whitespace.Split(found.Groups["words"].Value);
        var isPlace = words.Any(word => English.Prepositions.Contains(word) && word != "of");
        if (field.Length == 0 || isPlace || Words.IsFunctionWord(field) || ValueNames.IsWeak(field))
        {
            return null;
        }
        var first = words.LastOrDefault("").ToLowerInvariant();
        return Kind(field) is { } kind ? new ValueName(kind, NameRank.Noun)
            : new ValueName(MayBeNoun(first) ? $"{first}_{field}" : field, NameRank.Word);
    }

    // Behind these a verb follows.
    static bool AsksTo(string word) => word is "and" or "to" or "please" or "then" or "or";

    static char Closing(char quote) => quote == '“' ? '”' : quote;

    /// <summary>A noun that is in no list: "the heading KW12". Only before what cannot be a word itself.</summary>
    static string? OtherNoun(string word, string value, bool isQuoted, string before)
    {
        if (!MayBeNoun(word) || Vocabulary.IsProduct(word) || !isQuoted && value.All(char.IsAsciiLetterLower))
        {
            return null;
        }
        var previous = WordBefore(before);
        if (IsBeforeNoun(previous) || English.Adjectives.Contains(previous))
        {
            return word;
        }
        // "The record locator LH-9": a noun before the noun.
        var isCompound = MayBeNoun(previous) && IsBeforeNoun(WordBefore(before.TrimEnd()[..^previous.Length]));
        return isCompound ? $"{previous}_{word}" : isQuoted ? word : null;
    }

    static bool MayBeNoun(string word) => word.Length > 2 && word.All(char.IsAsciiLetterLower)
        && !Words.IsFunctionWord(word) && !English.IsFunctionWord(word) && !English.Adjectives.Contains(word)
        && ActionLexicon.Instance.FormOf(word) == VerbForm.None;

    /// <summary>The last word of a text, in small letters; empty if it has none.</summary>
    public static string WordBefore(string text) => Whitespace.Split(text).LastOrDefault("").ToLowerInvariant();

    /// <summary>Whether a noun follows a word: "the", "of". Behind "to" a verb may.</summary>
    public static bool IsBeforeNoun(string word) =>
        English.Determiners.Contains(word) || English.Prepositions.Contains(word) && word != "to";

    static ValueName? Behind(string value, string text, int end)
    {
        if (Role().Match(text, end) is { Success: true } role && MayBeNoun(role.Groups["noun"].Value))
        {
            return new ValueName(Kind(role.Groups["noun"].Value) ?? role.Groups["noun"].Value, NameRank.Noun);
        }
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
        var noun = found.Groups["noun"].Value;
        // "See that Spring shows it": a verb.
        var isVerb = ActionLexicon.Instance.FormOf(noun).HasFlag(VerbForm.Present) && !LiteralDetection.IsNumber(value);
        if (isVerb)
        {
            return null;
        }
        // "30 days" counts them, and is not the day.
        var isCount = LiteralDetection.IsNumber(value) && NounLexicon.Singular(noun) != noun && ValueForm.OfUnit(noun) is null;
        var name = isCount ? LiteralDetection.NameFor(noun) : Kind(noun);
        return string.IsNullOrEmpty(name) ? null : new ValueName(name, NameRank.Noun);
    }

    /// <summary>The kind of thing that a noun is said of; null if it is not listed.</summary>
    static string? Kind(string noun) =>
        Vocabulary.Kinds.GetValueOrDefault(noun.ToLowerInvariant())
        ?? Vocabulary.Kinds.GetValueOrDefault(NounLexicon.Singular(noun.ToLowerInvariant()));

    [GeneratedRegex(
        @"(?<noun>\p{L}[\p{L}-]*)(?:\s+(?:called|named|number|no\.?|with the name|id|#|(?<is>is)))?\s*[:#]?\s*(?<quote>['""`“]?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordsBefore();

    /// <summary>What is set, with its last word: "set the weight", and behind another value "and the service".</summary>
    [GeneratedRegex(
        @"\b(?:[Ss]et|[Cc]hange|[Uu]pdate|[Aa]djust|[Cc]orrect)\s+(?:.*(?:,|\band)\s+)?(?<words>(?:\p{L}+\s+){0,4})(?<field>\p{L}+)\s+$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex(@"\bto\s+$")]
    private static partial Regex To();

    /// <summary>What a value is said to be: "add Aiko Tanabe as the speaker".</summary>
    [GeneratedRegex(@"\G['""`”]?\s+as\s+(?:the|a|an|our|my)\s+(?<noun>\p{Ll}+)(?=[\s.,;]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Role();

    [GeneratedRegex(@"\G['""`”]?(?:'s)?\s+(?<noun>\p{Ll}[\p{L}-]*)(?:\s+(?<next>[\p{L}\p{Nd}][\w.-]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex WordBehind();
}
