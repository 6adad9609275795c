namespace SkillMcp.Intents;

/// <summary>The words by which a sentence is built, and the forms of verbs.</summary>
static class English
{
    // To freeze them takes longer than a process of a hook looks anything up.
    static readonly Dictionary<string, IReadOnlySet<string>> Groups = DataFile.Groups("intents.words.txt").ToDictionary(
        group => group.Name,
        group => SetOf(group.Lines.SelectMany(line => line.Split(' '))),
        StringComparer.Ordinal);

    static readonly Dictionary<string, string[]> Irregular = Groups["irregular verb"]
        .Select(forms => forms.Split('/'))
        .ToDictionary(forms => forms[0], forms => forms[1..], StringComparer.Ordinal);

    // undo is inflected as do is, rewrite as write.
    static readonly string[] VerbPrefixes = ["", "un", "re", "over", "with", "under", "for"];

    static readonly ILookup<string, string> VerbsOfIrregular = Irregular
        .SelectMany(verb => verb.Value.Distinct().Select(form => (Form: form, Verb: verb.Key)))
        .ToLookup(pair => pair.Form, pair => pair.Verb, StringComparer.Ordinal);

    /// <summary>Plurals that are not formed with s, with their singular.</summary>
    public static readonly IReadOnlyDictionary<string, string> IrregularNouns = Groups["irregular noun"]
        .Select(forms => forms.Split('/'))
        .ToDictionary(forms => forms[0], forms => forms[1], StringComparer.Ordinal);

    public static readonly IReadOnlySet<string> Determiners = Groups["determiner"];
    public static readonly IReadOnlySet<string> Articles = Groups["article"];
    public static readonly IReadOnlySet<string> Prepositions = Groups["preposition"];
    public static readonly IReadOnlySet<string> Particles = Groups["particle"];
    public static readonly IReadOnlySet<string> Conjunctions = Groups["conjunction"];
    public static readonly IReadOnlySet<string> Subordinators = Groups["subordinator"];
    public static readonly IReadOnlySet<string> Pronouns = Groups["pronoun"];
    public static readonly IReadOnlySet<string> Auxiliaries = Groups["auxiliary"];
    public static readonly IReadOnlySet<string> Adverbs = Groups["adverb"];
    public static readonly IReadOnlySet<string> LightVerbs = Groups["light verb"];
    public static readonly IReadOnlySet<string> PerformingVerbs = Groups["performing verb"];
    public static readonly IReadOnlySet<string> LeadingVerbs = Groups["leading verb"];
    public static readonly IReadOnlySet<string> WishingWords = Groups["wishing word"];
    public static readonly IReadOnlySet<string> ExplainingVerbs = Groups["explaining verb"];
    public static readonly IReadOnlySet<string> VagueNouns = Groups["vague noun"];
    public static readonly IReadOnlySet<string> Containers = Groups["container noun"];
    public static readonly IReadOnlySet<string> Adjectives = Groups["adjective"];
    public static readonly IReadOnlySet<string> QuestionWords = Groups["question word"];
    public static readonly IReadOnlySet<string> Intransitive = SetOf(Spaced("intransitive verb"));

    public static readonly IReadOnlySet<string> GuidingWords = Groups["guiding word"];
    public static readonly IReadOnlySet<string> AnsweringWords = Groups["answering word"];
    public static readonly IReadOnlySet<string> IncidentalFamilies = SetOf(Spaced("incidental family"));
    public static readonly IReadOnlySet<string> RequestFamilies = SetOf(Spaced("request family"));
    public static readonly IReadOnlySet<string> PlaceNouns = Groups["place noun"];
    public static readonly IReadOnlySet<string> PlacePurposes = Groups["place purpose"];

    /// <summary>The names of branches that have a use of their own, each with the first name of that use.</summary>
    public static readonly IReadOnlyDictionary<string, string> Branches = Groups["branch name"]
        .Select(names => names.Split('='))
        .SelectMany(names => names.Select(name => (Name: name, First: names[0])))
        .ToDictionary(pair => pair.Name, pair => pair.First, StringComparer.Ordinal);

    public static readonly IReadOnlySet<string> TimePrepositions = Groups["time preposition"];

    public static readonly IReadOnlySet<string> RealPlaces = Groups["real place"];
    public static readonly IReadOnlySet<string> UnrealPlaces = Groups["unreal place"];
    public static readonly IReadOnlySet<string> Owners = Groups["owner noun"];
    public static readonly IReadOnlySet<string> Vendors = Groups["vendor"];
    public static readonly IReadOnlySet<string> ProperNouns = Groups["proper noun"];
    public static readonly IReadOnlySet<string> SoftwareNouns = Groups["software noun"];
    public static readonly IReadOnlySet<string> GeneralNouns = Groups["general noun"];
    public static readonly IReadOnlySet<string> WholeVerbs = Groups["whole verb"];
    public static readonly IReadOnlySet<string> GeneralParts = Groups["general part"];
    public static readonly IReadOnlySet<string> MassNouns = Groups["mass noun"];
    public static readonly IReadOnlySet<string> AmbiguousSystems = Groups["ambiguous system"];

    // How the forms of a verb end, with what it ends in itself.
    static readonly (string Ending, string Instead)[] Inflections =
    [
        ("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ying", "ie"), ("ed", "e"), ("ed", ""), ("ied", "y"),
    ];

    static readonly string[][] Exclusive = [.. Groups["exclusive qualifiers"].Select(words => words.Split('/'))];

    static readonly IReadOnlySet<string> Qualifiers = SetOf(Exclusive.SelectMany(words => words));

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

    /// <summary>What a word may be a form of, with itself: every verb that has it among its forms, and other words.</summary>
    public static IEnumerable<string> Uninflected(string word)
    {
        yield return word;
        foreach (var (ending, instead) in Inflections)
        {
            if (word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal))
            {
                yield return word[..^ending.Length] + instead;
                // "dropped", "running"
                if (instead.Length == 0 && ending.Length > 1 && word.Length > ending.Length + 1
                    && word[^(ending.Length + 1)] == word[^(ending.Length + 2)])
                {
                    yield return word[..^(ending.Length + 1)];
                }
            }
        }
        foreach (var prefix in VerbPrefixes)
        {
            var rest = word.StartsWith(prefix, StringComparison.Ordinal) ? word[prefix.Length..] : "";
            foreach (var verb in VerbsOfIrregular[rest].Where(verb => verb != rest))
            {
                yield return prefix + verb;
            }
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

    static IReadOnlySet<string> SetOf(IEnumerable<string> words) => new HashSet<string>(words, StringComparer.Ordinal);

    static IEnumerable<string> Spaced(string group) => Groups[group].Select(words => words.Replace('-', ' '));

    static string Gerund(string verb) => verb switch
    {
        [.., 'i', 'e'] => verb[..^2] + "ying",
        [.., 'e', 'e'] => verb + "ing",
        [.., 'e'] => verb[..^1] + "ing",
        _ => Doubled(verb) + "ing",
    };

    static IEnumerable<string> PastOf(string verb)
    {
        foreach (var prefix in VerbPrefixes)
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
