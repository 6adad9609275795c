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
        // "The invoice is overdue" says how it is.
        var isState = found.Groups["is"].Success && value.All(char.IsAsciiLetterLower);
        var before = text[start..noun.Index];
        if (isPartOfQuoted || isFirst || isState || SaysHow(noun.Value, before, hasColon: found.Value.Contains(':')))
        {
            return null;
        }
        return OfSpan(value, text, start, at) ?? noun.Value switch
        {
            "to" => OfField(before),
            var unit when ValueForm.OfUnit(unit) == "amount" =>
                OfField(To().Replace(before, "")) ?? new ValueName("amount", NameRank.Word),
            // Only in the singular: "shows" in "the odometer shows 9975" is a verb.
            var word when Vocabulary.Kinds.TryGetValue(word.ToLowerInvariant(), out var kind) => new ValueName(kind, NameRank.Noun),
            var word when TaskValues.IsEnglish(text) && OtherNoun(word, value, isQuoted, before) is { } other =>
                new ValueName(other, NameRank.Word),
            _ => null,
        };
    }

    /// <summary>
    /// Whether a word says how or where, and not what: "by phone: budget cut", "on loan: museum". Or what to do: "and order PFAS".
    /// </summary>
    static bool SaysHow(string word, string before, bool hasColon)
    {
        var previous = WordBefore(before);
        var isPlace = hasColon && previous != "of" && English.Prepositions.Contains(previous);
        var isVerb = previous is "and" or "to" or "please" or "then" or "or"
            && ActionLexicon.Instance.FormOf(word.ToLowerInvariant()).HasFlag(VerbForm.Base);
        return Means.Contains(previous) || isPlace || isVerb;
    }

    /// <summary>The first or the last day or time of two: "from 3 May to 5 May". Null if the value is neither.</summary>
    static ValueName? OfSpan(string value, string text, int start, int at)
    {
        if (ValueForm.Of(value) is not ("date" or "time") || Span().Match(text, start) is not { Success: true } span)
        {
            return null;
        }
        var end = span.Groups.Values.FirstOrDefault(group => group.Name is "start" or "end" && group.Index == at)?.Name;
        return end is null ? null : new ValueName($"{end}_{ValueForm.Of(value)}", NameRank.Key);
    }

    /// <summary>Whether a text says what is set to the value behind it: "Set the log level to".</summary>
    public static bool IsSetTo(string before) => To().IsMatch(before) && OfField(To().Replace(before, "")) is not null;

    /// <summary>What is set to the value behind a text: "set the weight", "set Lot to B-12 and Supplier". Null if nothing is set.</summary>
    static ValueName? OfField(string before)
    {
        // "Set the price of coffee": the price is set.
        var words = Whitespace.Split(Field().Match(before).Groups["field"].Value).TakeWhile(word => word != "of").ToList();
        return words.Exists(English.Prepositions.Contains) ? null : OfLabel(words);
    }

    /// <summary>A name made of the last words of a label: "the sampling point", "Effective date". Null if they name nothing.</summary>
    static ValueName? OfLabel(IReadOnlyList<string> words)
    {
        var field = words.LastOrDefault("").ToLowerInvariant();
        if (field.Length < 2 || field == "search" || !Placeholder.IsName(field) || Words.IsFunctionWord(field) || ValueNames.IsWeak(field))
        {
            return null;
        }
        var first = words.Count > 1 ? words[^2].ToLowerInvariant() : "";
        var compound = MayBeNoun(first) || first.Length > 2 && field is "date" or "time" && !English.IsFunctionWord(first)
            ? $"{first}_{field}"
            : field;
        return (Kind(field), field) switch
        {
            (_, "date" or "time") => new ValueName(compound, NameRank.Noun),
            ({ } kind, _) => new ValueName(kind, NameRank.Noun),
            _ => new ValueName(compound, NameRank.Word),
        };
    }

    // "Credit limit (GBP)", "Planned start of the change".
    static bool IsOfLabel(string word) => word != "of" && word[0] != '(';

    static char Closing(char quote) => quote == '“' ? '”' : quote;

    /// <summary>A noun that is in no list: "the heading KW12". Only before what cannot be a word itself.</summary>
    static string? OtherNoun(string word, string value, bool isQuoted, string before)
    {
        var previous = WordBefore(before);
        if (ValueNames.IsWeak(word))
        {
            // "The configuration value SMTP_RELAY".
            return MayBeNoun(previous) ? previous : null;
        }
        // Behind an article even what is a verb elsewhere is a noun: "the exercise".
        var isNoun = MayBeNoun(word) || English.Determiners.Contains(previous) && IsPlainWord(word);
        if (!isNoun || Vocabulary.IsProduct(word) || !isQuoted && value.All(char.IsAsciiLetterLower))
        {
            return null;
        }
        if (IsBeforeNoun(previous) || English.Adjectives.Contains(previous))
        {
            return word;
        }
        // "The record locator LH-9": a noun before the noun.
        if (IsPlainWord(previous) && IsBeforeNoun(WordBefore(before.TrimEnd()[..^previous.Length])))
        {
            return $"{previous}_{word}";
        }
        return isQuoted ? word : null;
    }

    static bool IsPlainWord(string word) => word.Length > 2 && word.All(char.IsAsciiLetterLower)
        && !Words.IsFunctionWord(word) && !English.IsFunctionWord(word) && !English.Adjectives.Contains(word);

    static bool MayBeNoun(string word) => IsPlainWord(word)
        && word is not ("type" or "search" or "click" or "press" or "say" or "says" or "tick" or "tap")
        && ActionLexicon.Instance.FormOf(word) == VerbForm.None;

    /// <summary>The last word of a text, in small letters; empty if it has none.</summary>
    public static string WordBefore(string text) => Whitespace.Split(text).LastOrDefault("").ToLowerInvariant();

    /// <summary>Whether a noun follows a word: "the", "of". Behind "to" a verb may.</summary>
    public static bool IsBeforeNoun(string word) =>
        English.Determiners.Contains(word) || English.Prepositions.Contains(word) && word != "to";

    static ValueName? Behind(string value, string text, int end)
    {
        var label = Whitespace.Split(Label().Match(text, end).Groups["label"].Value).TakeWhile(IsOfLabel).ToList();
        if (OfLabel(label) is { } labelled)
        {
            return labelled with { Rank = NameRank.Noun };
        }
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
        var mayBeCount = LiteralDetection.IsNumber(value) && NounLexicon.IsKnown(NounLexicon.Singular(noun));
        var isVerb = ActionLexicon.Instance.FormOf(noun).HasFlag(VerbForm.Present) && !mayBeCount;
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

    /// <summary>What is set: "set the weight", and behind another value "and the service".</summary>
    [GeneratedRegex(
        @"\b(?:[Ss]et|[Cc]hange|[Uu]pdate|[Aa]djust|[Cc]orrect)\s+(?:.*(?:,|\band)\s+)?(?<field>(?:\p{L}+\s+){1,6})$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Field();

    /// <summary>From one day or time to another.</summary>
    [GeneratedRegex(
        @"\b(?:from|between)\s+(?<start>" + ValueForm.DayOrTime + @")\s+(?:to|and|until|till|through)\s+"
        + "(?<end>" + ValueForm.DayOrTime + ")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@"\bto\s+$")]
    private static partial Regex To();

    /// <summary>Where a value is put: "into the field "Price"", "in the dropdown District", "in the prefix field".</summary>
    [GeneratedRegex(
        @"\G['""`”]?\s+(?:into|in|from|under|as)\s+(?:the\s+)?"
        + @"(?:(?<=\b(?:[Tt]ype|[Ee]nter|[Ss]elect|[Cc]hoose|[Pp]ick|[Pp]aste|[Ff]ill)\b.{1,120})[""“](?<label>\p{Lu}[^""”\d_-]{1,40})[""”]"
        + @"|(?:field|dropdown|box|input|list|cell|drop-down|selector)\s+"
        + @"(?:[""“](?<label>\p{L}[\p{L} -]{1,30})[""”]|(?<label>\p{Lu}\p{L}+(?:\s+\p{L}+)?)(?=\s*(?:[,.;]|$|\band\b)))"
        + @"|(?<label>\p{L}+(?:\s\p{L}+)?)\s+(?:field|box|dropdown|input|cell)\b)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    /// <summary>What a value is said to be: "add Aiko Tanabe as the speaker".</summary>
    [GeneratedRegex(@"\G['""`”]?\s+as\s+(?:the|a|an|our|my)\s+(?<noun>\p{Ll}+)(?=[\s.,;]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Role();

    [GeneratedRegex(@"\G['""`”]?(?:'s)?\s+(?<noun>\p{Ll}[\p{L}-]*)(?:\s+(?<next>[\p{L}\p{Nd}][\w.-]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex WordBehind();
}
