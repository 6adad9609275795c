using System.Collections.Frozen;

namespace SkillMcp.Intents;

/// <summary>The classes of actions, with the verbs and nouns that name them; read from <c>actions.txt</c>.</summary>
sealed class ActionLexicon
{
    // A phrase with an object within it, "take the node … out of service", seldom holds a longer one.
    const int MaxGap = 10;

    // A shorter word is one letter from too many others.
    const int MinSlipLength = 5;

    // The class of verbs that tell nothing.
    const string Anything = "anything";

    static readonly string[] Searching = ["analyse", "scan", "inspect", "find", "review", "test"];

    static readonly (string Label, ActionRelation Relation)[] Labels =
    [
        ("alike: ", ActionRelation.Alike),
        ("related: ", ActionRelation.Related),
        ("opposite: ", ActionRelation.Opposite),
    ];

    static readonly Lazy<ActionLexicon> Builtin = new(() => new ActionLexicon(DataFile.Groups("intents.actions.txt")));

    readonly FrozenDictionary<string, VerbPhrase[]> phrases;
    readonly FrozenDictionary<string, (string Verb, VerbForm Form)[]> forms;
    readonly FrozenDictionary<string, int[]> nouns;
    readonly ActionRelation[,] relations;
    readonly int anything;
    readonly FrozenSet<int> supporting;
    readonly FrozenSet<int> ofTexts;

    ActionLexicon(IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> groups)
    {
        Names = [.. groups.Select(group => group.Name)];
        var ids = Names.Select((name, id) => (name, id)).ToDictionary(pair => pair.name, pair => pair.id, StringComparer.Ordinal);
        anything = ids[Anything];
        var verbs = groups.SelectMany((group, id) => Listed(group.Lines, "verbs: ").Select(verb => (verb, id))).ToList();
        // "turn on" and "turn … on" are one verb.
        var classes = verbs.ToLookup(pair => VerbPhrase.TextOf(pair.verb), pair => pair.id, StringComparer.Ordinal);
        phrases = verbs
            .Select(pair => pair.verb)
            .Distinct(StringComparer.Ordinal)
            .Select(verb => new VerbPhrase(verb.Split(' '), [.. classes[VerbPhrase.TextOf(verb)].Distinct()]))
            .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderByDescending(phrase => phrase.Length).ToArray(),
                StringComparer.Ordinal);
        forms = phrases.Keys.Concat(English.LightVerbs).Distinct(StringComparer.Ordinal)
            .SelectMany(verb => English.FormsOf(verb).Select(form => (form.Form, Verb: verb, form.Kind)))
            .GroupBy(row => row.Form, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(row => (row.Verb, row.Kind)).ToArray(), StringComparer.Ordinal);
        nouns = groups.SelectMany((group, id) => Listed(group.Lines, "nouns: ").SelectMany(SingularAndPlural).Select(noun => (noun, id)))
            .GroupBy(pair => pair.noun, pair => pair.id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
        supporting = Marked(groups, "support");
        ofTexts = Marked(groups, "text");
        relations = new ActionRelation[Names.Count, Names.Count];
        // What is said later counts more.
        foreach (var (label, relation) in Labels)
        {
            for (var one = 0; one < groups.Count; one++)
            {
                Relate(one, groups[one].Lines, label, relation, ids);
                relations[one, one] = ActionRelation.Same;
            }
        }
        Examples = [.. groups.SelectMany(group => group.Lines
            .Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => (group.Name, line[2..])))];
    }

    public static ActionLexicon Instance => Builtin.Value;

    /// <summary>The names of the classes; a class is the index of its name.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Sentences with the class of what they ask for.</summary>
    public IReadOnlyList<(string Class, string Sentence)> Examples { get; }

    /// <summary>Whether a class accompanies other work, and is seldom the purpose of a procedure.</summary>
    public bool IsSupporting(int action) => supporting.Contains(action);

    /// <summary>Whether a verb of these classes may ask for anything else as well, as "deal with" does.</summary>
    public bool IsVague(int[] classes) => classes.Contains(anything);

    /// <summary>Whether a class is one of making or reading texts.</summary>
    public bool IsOfTexts(int action) => ofTexts.Contains(action);

    /// <summary>Whether what a class does is done for something that may be found.</summary>
    public bool IsSearching(int action) => Searching.Contains(Names[action]);

    /// <summary>How two classes are related: the same, alike, opposite or other.</summary>
    public ActionRelation Between(int a, int b) => relations[a, b] is ActionRelation.Unknown ? ActionRelation.Other : relations[a, b];

    /// <summary>The verbs that a word may be a form of; empty if it is none.</summary>
    public (string Verb, VerbForm Form)[] FormsOf(string word) => forms.GetValueOrDefault(word, []);

    public VerbForm FormOf(string word)
    {
        var all = VerbForm.None;
        foreach (var (_, form) in FormsOf(word))
        {
            all |= form;
        }
        return all;
    }

    /// <summary>The classes of a verb as the file lists it.</summary>
    public int[] ClassesOf(string verb) =>
        phrases.GetValueOrDefault(verb.Split(' ')[0], []).FirstOrDefault(phrase => phrase.Text == verb)?.Classes ?? [];

    /// <summary>The classes of the verbs that a slip of the pen turns into a word: "flsuh"; empty if it is near none.</summary>
    public int[] ClassesNear(string word) => word.Length < MinSlipLength
        ? []
        : [.. forms.Where(form => form.Key.Length >= MinSlipLength && Spelling.IsSlip(word, form.Key))
            .SelectMany(form => form.Value.Where(found => found.Form.HasFlag(VerbForm.Base)))
            .SelectMany(found => ClassesOf(found.Verb)).Distinct()];

    /// <summary>The classes that a noun names, as "dump" names back up; empty if it names none.</summary>
    public int[] NamedBy(string noun) => nouns.GetValueOrDefault(noun, []);

    /// <summary>The longest verb at a position; null if none of the wanted form begins there.</summary>
    public FoundVerb? VerbAt(IReadOnlyList<Token> tokens, int at, int end, VerbForm wanted)
    {
        FoundVerb? found = null;
        foreach (var (verb, form) in FormsOf(tokens[at].Lower))
        {
            if ((form & wanted) != 0 && Longest(verb, tokens, at, end) is { } longest && longest.Length > (found?.Length ?? 0))
            {
                found = longest;
            }
        }
        return found;
    }

    FoundVerb? Longest(string verb, IReadOnlyList<Token> tokens, int at, int end)
    {
        foreach (var phrase in phrases.GetValueOrDefault(verb, []))
        {
            if (phrase.MatchAt(tokens, at, end, MaxGap) is { } match)
            {
                var classes = phrase.Classes is [var only] && only == anything ? [] : phrase.Classes;
                return new FoundVerb(phrase.Text, classes, at, match.End, match.GapStart, phrase.Length);
            }
        }
        return English.LightVerbs.Contains(verb) ? new FoundVerb(verb, [], at, at + 1, -1, 1) : null;
    }

    void Relate(int one, IReadOnlyList<string> lines, string label, ActionRelation relation, Dictionary<string, int> ids)
    {
        foreach (var name in Listed(lines, label))
        {
            if (ids.TryGetValue(name, out var other))
            {
                relations[one, other] = relations[other, one] = relation;
            }
        }
    }

    static FrozenSet<int> Marked(IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> groups, string mark) =>
        groups.Index().Where(group => group.Item.Lines.Contains(mark)).Select(group => group.Index).ToFrozenSet();

    static IEnumerable<string> Listed(IReadOnlyList<string> lines, string label) => lines
        .Where(line => line.StartsWith(label, StringComparison.Ordinal))
        .SelectMany(line => line[label.Length..].Split(", ", StringSplitOptions.TrimEntries));

    static IEnumerable<string> SingularAndPlural(string noun) => [noun, English.ThirdPerson(noun)];
}
