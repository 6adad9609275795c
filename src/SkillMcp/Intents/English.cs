using System.Collections.Frozen;

namespace SkillMcp.Intents;

/// <summary>The words by which a sentence is built, and the forms of verbs.</summary>
static class English
{
    static readonly FrozenDictionary<string, FrozenSet<string>> Groups = DataFile.Groups("intents.words.txt").ToFrozenDictionary(
        group => group.Name,
        group => group.Lines.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal),
        StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string[]> Irregular = Groups["irregular verb"]
        .Select(forms => forms.Split('/'))
        .ToFrozenDictionary(forms => forms[0], forms => forms[1..], StringComparer.Ordinal);

    /// <summary>Plurals that are not formed with s, with their singular.</summary>
    public static readonly FrozenDictionary<string, string> IrregularNouns = Groups["irregular noun"]
        .Select(forms => forms.Split('/'))
        .ToFrozenDictionary(forms => forms[0], forms => forms[1], StringComparer.Ordinal);

    public static readonly FrozenSet<string> Determiners = Groups["determiner"];
    public static readonly FrozenSet<string> Articles = Groups["article"];
    public static readonly FrozenSet<string> Prepositions = Groups["preposition"];
    public static readonly FrozenSet<string> Particles = Groups["particle"];
    public static readonly FrozenSet<string> Conjunctions = Groups["conjunction"];
    public static readonly FrozenSet<string> Subordinators = Groups["subordinator"];
    public static readonly FrozenSet<string> Pronouns = Groups["pronoun"];
    public static readonly FrozenSet<string> Auxiliaries = Groups["auxiliary"];
    public static readonly FrozenSet<string> Adverbs = Groups["adverb"];
    public static readonly FrozenSet<string> LightVerbs = Groups["light verb"];
    public static readonly FrozenSet<string> PerformingVerbs = Groups["performing verb"];
    public static readonly FrozenSet<string> LeadingVerbs = Groups["leading verb"];
    public static readonly FrozenSet<string> WishingWords = Groups["wishing word"];
    public static readonly FrozenSet<string> ExplainingVerbs = Groups["explaining verb"];
    public static readonly FrozenSet<string> VagueNouns = Groups["vague noun"];
    public static readonly FrozenSet<string> Containers = Groups["container noun"];
    public static readonly FrozenSet<string> Adjectives = Groups["adjective"];
    public static readonly FrozenSet<string> QuestionWords = Groups["question word"];
    public static readonly FrozenSet<string> Intransitive = Groups["intransitive verb"].Select(verb => verb.Replace('-', ' '))
        .ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> GuidingWords = Groups["guiding word"];
    public static readonly FrozenSet<string> AnsweringWords = Groups["answering word"];
    public static readonly FrozenSet<string> IncidentalFamilies = Groups["incidental family"].Select(name => name.Replace('-', ' '))
        .ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> RequestFamilies = Groups["request family"].Select(name => name.Replace('-', ' '))
        .ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> PlaceNouns = Groups["place noun"];
    public static readonly FrozenSet<string> RealPlaces = Groups["real place"];
    public static readonly FrozenSet<string> UnrealPlaces = Groups["unreal place"];
    public static readonly FrozenSet<string> Owners = Groups["owner noun"];
    public static readonly FrozenSet<string> Vendors = Groups["vendor"];
    public static readonly FrozenSet<string> ProperNouns = Groups["proper noun"];
    public static readonly FrozenSet<string> SoftwareNouns = Groups["software noun"];
    public static readonly FrozenSet<string> GeneralNouns = Groups["general noun"];
    public static readonly FrozenSet<string> MassNouns = Groups["mass noun"];
    public static readonly FrozenSet<string> AmbiguousSystems = Groups["ambiguous system"];

    static readonly string[][] Exclusive = [.. Groups["exclusive qualifiers"].Select(words => words.Split('/'))];

    static readonly FrozenSet<string> Qualifiers = Exclusive.SelectMany(words => words).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word says which of two or three things of a kind is meant: "internal", "standby".</summary>
    public static bool IsQualifier(string word) => Qualifiers.Contains(word);

    /// <summary>Whether one qualifier of a noun rules the other out, as "private" does "public".</summary>
    public static bool RuleOut(string a, string b) => a != b && Qualifiers.Contains(a) && Qualifiers.Contains(b)
        && Array.Exists(Exclusive, words => words.Contains(a) && words.Contains(b));

    /// <summary>Whether a word belongs to the grammar of a sentence and names nothing.</summary>
    public static bool IsFunctionWord(string word) =>
        Determiners.Contains(word) || Prepositions.Contains(word) || Conjunctions.Contains(word) || Subordinators.Contains(word)
        || Pronouns.Contains(word) || Auxiliaries.Contains(word) || Adverbs.Contains(word);

    /// <summary>The forms of a verb, with what each of them is.</summary>
    public static IEnumerable<(string Form, VerbForm Kind)> FormsOf(string verb)
    {
        yield return (verb, VerbForm.Base);
        yield return (ThirdPerson(verb), VerbForm.Present);
        yield return (Gerund(verb), VerbForm.Gerund);
        foreach (var past in PastOf(verb))
        {
            yield return (past, VerbForm.Past);
        }
    }

    /// <summary>The third person of a verb that may have words after it: "backs up".</summary>
    public static string ThirdPerson(string verb)
    {
        var space = verb.IndexOf(' ');
        var (first, rest) = space < 0 ? (verb, "") : (verb[..space], verb[space..]);
        var inflected = first switch
        {
            [.., 's' or 'x' or 'z'] or [.., 's' or 'c', 'h'] or [.., 'o'] => first + "es",
            [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => first[..^1] + "ies",
            _ => first + "s",
        };
        return inflected + rest;
    }

    static string Gerund(string verb) => verb switch
    {
        [.., 'i', 'e'] => verb[..^2] + "ying",
        [.., 'e', 'e'] => verb + "ing",
        [.., 'e'] => verb[..^1] + "ing",
        _ => Doubled(verb) + "ing",
    };

    static IEnumerable<string> PastOf(string verb)
    {
        // undo is inflected as do is, rewrite as write.
        foreach (var prefix in (string[])["", "un", "re", "over", "with", "under", "for"])
        {
            if (verb.StartsWith(prefix, StringComparison.Ordinal) && Irregular.TryGetValue(verb[prefix.Length..], out var forms))
            {
                return forms.Select(form => prefix + form);
            }
        }
        return verb switch
        {
            [.., 'e'] => [verb + "d"],
            [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => [verb[..^1] + "ied"],
            _ => [Doubled(verb) + "ed"],
        };
    }

    /// <summary>A verb of one syllable, or one that is listed, doubles its last letter: dropped, installed, deferred.</summary>
    static string Doubled(string verb)
    {
        var endsShort = verb is [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'a' or 'e' or 'i' or 'o' or 'u',
            not ('a' or 'e' or 'i' or 'o' or 'u' or 'w' or 'x' or 'y')];
        var isOneSyllable = verb.Count(c => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y') == 1;
        return endsShort && isOneSyllable || Groups["doubling verb"].Contains(verb) ? verb + verb[^1] : verb;
    }
}
