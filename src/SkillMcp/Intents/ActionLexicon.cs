using System.Collections.Concurrent;

namespace SkillMcp.Intents;

/// <summary>The classes of actions, with the verbs and nouns that name them; read from <c>actions.txt</c>.</summary>
sealed class ActionLexicon
{
    // A phrase with an object within it, "take the node … out of service", seldom holds a longer one.
    const int MaxGap = 10;

    // A shorter word is one letter from too many others.
    const int MinSlipLength = 5;

    // A shorter word has "un" for its own letters: "unit".
    const int MinUndoing = 6;

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

    // Each process of a hook reads the file once more: only what a text asks for is worked out, and nothing is frozen.
    readonly IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> groups;
    readonly Dictionary<string, (string Verb, int Class)[]> verbs;
    readonly ConcurrentDictionary<string, VerbPhrase[]> phrases = new(StringComparer.Ordinal);
    readonly Dictionary<string, int[]> nouns = new(StringComparer.Ordinal);
    readonly ActionRelation[,] relations;
    readonly int anything;
    readonly HashSet<int> supporting;
    readonly HashSet<int> ofTexts;

    ActionLexicon(IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> groups)
    {
        this.groups = groups;
        Names = [.. groups.Select(group => group.Name)];
        var ids = Names.Select((name, id) => (name, id)).ToDictionary(pair => pair.name, pair => pair.id, StringComparer.Ordinal);
        anything = ids[Anything];
        verbs = English.LightVerbs.ToDictionary(verb => verb, _ => Array.Empty<(string, int)>(), StringComparer.Ordinal);
        for (var id = 0; id < groups.Count; id++)
        {
            AddWords(id, groups[id].Lines);
        }
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
    }

    public static ActionLexicon Instance => Builtin.Value;

    /// <summary>The names of the classes; a class is the index of its name.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Sentences with the class of what they ask for.</summary>
    public IReadOnlyList<(string Class, string Sentence)> Examples => [.. groups.SelectMany(group => group.Lines
        .Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => (group.Name, line[2..])))];

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
    public IReadOnlyList<(string Verb, VerbForm Form)> FormsOf(string word)
    {
        List<(string Verb, VerbForm Form)>? found = null;
        foreach (var verb in English.Uninflected(word))
        {
            var isUndoing = IsUndoing(verb);
            if ((isUndoing || verbs.ContainsKey(verb)) && found?.Exists(one => one.Verb == verb) != true)
            {
                // "unused" is how a thing is, and not what was done to it.
                (found ??= []).AddRange(English.FormsOf(verb)
                    .Where(form => form.Form == word && !(isUndoing && form.Kind == VerbForm.Past))
                    .Select(form => (verb, form.Kind)));
            }
        }
        return found ?? (IReadOnlyList<(string, VerbForm)>)[];
    }

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
        PhrasesOf(verb.Split(' ')[0]).FirstOrDefault(phrase => phrase.Text == verb)?.Classes ?? [];

    /// <summary>The classes of the verbs that a slip of the pen turns into a word: "flsuh"; empty if it is near none.</summary>
    public int[] ClassesNear(string word) => word.Length < MinSlipLength
        ? []
        : [.. verbs.Keys.Where(verb => verb.Length >= MinSlipLength && Spelling.IsSlip(word, verb)).SelectMany(ClassesOf).Distinct()];

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
        foreach (var phrase in PhrasesOf(verb))
        {
            if (phrase.MatchAt(tokens, at, end, MaxGap) is { } match)
            {
                var classes = phrase.Classes is [var only] && only == anything ? [] : phrase.Classes;
                return new FoundVerb(phrase.Text, classes, at, match.End, match.GapStart, phrase.Length);
            }
        }
        return English.LightVerbs.Contains(verb) ? new FoundVerb(verb, [], at, at + 1, -1, 1) : null;
    }

    /// <summary>The phrases that begin with a verb, the longest first.</summary>
    VerbPhrase[] PhrasesOf(string first) => phrases.TryGetValue(first, out var known) ? known
        : verbs.TryGetValue(first, out var listed) ? phrases.GetOrAdd(first, PhrasesOf(listed))
        : IsUndoing(first) ? phrases.GetOrAdd(first, [new VerbPhrase([first], OppositesOf(verbs[first[2..]]))])
        : [];

    /// <summary>Whether a verb of no list undoes one: "undeploy".</summary>
    bool IsUndoing(string verb) => verb.Length >= MinUndoing && verb.StartsWith("un", StringComparison.Ordinal)
        && !verbs.ContainsKey(verb) && verbs.TryGetValue(verb[2..], out var undone) && undone.Any(one => one.Verb == verb[2..]);

    int[] OppositesOf((string Verb, int Class)[] undone) =>
    [
        .. Enumerable.Range(0, Names.Count).Where(one => undone.Any(other => relations[other.Class, one] == ActionRelation.Opposite)),
    ];

    static VerbPhrase[] PhrasesOf((string Verb, int Class)[] listed)
    {
        // "turn on" and "turn … on" are one verb.
        var classes = listed.ToLookup(one => VerbPhrase.TextOf(one.Verb), one => one.Class, StringComparer.Ordinal);
        return [.. listed
            .Select(one => one.Verb)
            .Distinct(StringComparer.Ordinal)
            .Select(verb => new VerbPhrase(verb.Split(' '), [.. classes[VerbPhrase.TextOf(verb)].Distinct()]))
            .OrderByDescending(phrase => phrase.Length)];
    }

    void AddWords(int id, IReadOnlyList<string> lines)
    {
        foreach (var verb in Listed(lines, "verbs: "))
        {
            var first = verb.Split(' ')[0];
            verbs[first] = [.. verbs.GetValueOrDefault(first, []), (verb, id)];
        }
        foreach (var noun in Listed(lines, "nouns: ").SelectMany(SingularAndPlural))
        {
            var known = nouns.GetValueOrDefault(noun, []);
            nouns[noun] = known.Contains(id) ? known : [.. known, id];
        }
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

    static HashSet<int> Marked(IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> groups, string mark) =>
        groups.Index().Where(group => group.Item.Lines.Contains(mark)).Select(group => group.Index).ToHashSet();

    static IEnumerable<string> Listed(IReadOnlyList<string> lines, string label) => lines
        .Where(line => line.StartsWith(label, StringComparison.Ordinal))
        .SelectMany(line => line[label.Length..].Split(", ", StringSplitOptions.TrimEntries));

    static IEnumerable<string> SingularAndPlural(string noun) => [noun, English.ThirdPerson(noun)];
}
