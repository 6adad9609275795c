using System.Collections.Frozen;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>What a procedure says that it does, by its title and its description, in a form in which two that do the same agree.</summary>
sealed class Purpose
{
    // They say how well something is done, or that a text is a procedure, and not what is done.
    static readonly FrozenSet<string> Fillers = StemsOf(
        "safe safely careful carefully clean cleanly proper properly correct correctly reliable reliably quick quickly manual manually "
        + "procedure runbook step process task guide");

    // Unlike other function words they say to what something is done, and when.
    static readonly FrozenSet<string> Limits = FrozenSet.ToFrozenSet(
        [
            "not", "no", "never", "without", "except", "only", "all", "every", "each", "before", "after", "if", "unless", "until", "once",
            "between", "both", "other", "own", "same", "more", "most", "few", "off", "above", "below", "under", "over", "us",
        ], StringComparer.Ordinal);

    // "check out the guest" is not "check the guest", where the verb is not listed with them.
    static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(["out", "down", "back", "away"], StringComparer.Ordinal);

    // Only abbreviations and words that name nothing else: "service" is said for an API and for a worker.
    static readonly FrozenDictionary<string, string> Meant = Synonyms("""
        db=database cert=certificate certs=certificate repo=repository repos=repository config=configuration cfg=configuration
        app=application apps=application doc=documentation docs=documentation documents=document env=environment auth=authentication
        mail=email e-mail=email photo=picture bill=invoice colleague=employee coworker=employee client=customer dependencies=dependency
        packages=package postgres=postgresql
        """);

    static readonly FrozenDictionary<string, string> Roles = new Dictionary<string, string>
    {
        ["to"] = "target",
        ["into"] = "target",
        ["onto"] = "target",
        ["from"] = "source",
        ["with"] = "tool",
        ["using"] = "tool",
        ["via"] = "tool",
        ["through"] = "tool",
        ["by"] = "tool",
        ["against"] = "against",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    readonly HashSet<string> limits;
    readonly ILookup<string, string> roles;
    readonly IReadOnlyList<NamedSystem> mentioned;
    readonly HashSet<string> steps;

    Purpose(IReadOnlyList<Word> words, HashSet<string> limits, Intent intent, Procedure procedure)
    {
        (Words, this.limits) = (words, limits);
        roles = intent.Phrases.ToLookup(
            phrase => StemOf(phrase.Thing.Head), phrase => Roles.GetValueOrDefault(phrase.Preposition, ""), StringComparer.Ordinal);
        mentioned = intent.Mentioned;
        steps = procedure.Steps.SelectMany(step => Text.Words.Of(step.Text)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The words that say what is done, to what, where and with what.</summary>
    public IReadOnlyList<Word> Words { get; }

    public static Purpose Of(Intent intent, Procedure procedure)
    {
        var title = Tokenizer.Tokens(string.Join(' ', SkillName.From(procedure.Title)?.Value.Split('-') ?? []));
        var verbs = intent.Actions.Concat(intent.Parts).Where(action => !action.IsOfName)
            .ToLookup(action => action.At, action => action.Classes);
        var named = intent.Actions.Where(action => action.IsOfName).SelectMany(action => action.Classes).ToList();
        IReadOnlyList<Word> words =
        [
            .. WordsIn(title, at => at == 0 ? named : []),
            .. WordsIn(intent.Wording, at => [.. verbs[at].SelectMany(classes => classes)]),
        ];
        var limits = title.Concat(intent.Wording).Select(token => token.Lower).Where(Limits.Contains);
        var particles = intent.Actions.Concat(intent.Parts)
            .Where(action => !action.IsOfName && !action.Verb.Contains(' ') && action.At + 1 < intent.Wording.Count)
            .Select(action => intent.Wording[action.At + 1].Lower)
            .Where(Particles.Contains);
        return new Purpose(words, [.. limits, .. particles], intent, procedure);
    }

    /// <summary>
    /// Whether the two say the same. One may say more only in words that the steps of the other say too: two that each have a word of their
    /// own, such as "api" and "worker", are two.
    /// </summary>
    public bool IsSameAs(Purpose other)
    {
        var (own, others) = (OnlyIn(this, other), OnlyIn(other, this));
        return limits.SetEquals(other.limits)
            && (own.Count == 0 || others.Count == 0)
            && own.TrueForAll(other.IsDone) && others.TrueForAll(IsDone)
            && HasSameRoles(other);
    }

    /// <summary>Whether a word of a task is said here or in the steps, or another one for the same action or system.</summary>
    public bool Says(string word)
    {
        var lower = word.ToLowerInvariant();
        var classes = ActionLexicon.Instance.FormsOf(lower).SelectMany(form => ActionLexicon.Instance.ClassesOf(form.Verb));
        var said = new Word(
            StemOf(lower),
            [.. classes.Concat(ActionLexicon.Instance.NamedBy(lower))],
            SystemLexicon.Instance.In(Tokenizer.Tokens(word)));
        return Fillers.Contains(said.Stem) || steps.Contains(said.Stem)
            || Words.Any(own => own.Stem == said.Stem || said.IsSameAs(own));
    }

    static List<Word> OnlyIn(Purpose one, Purpose other) => [.. one.Words.Where(word => !other.Words.Any(word.IsSameAs))];

    /// <summary>Whether the steps speak of what another one says: of a product or a thing, but not of a number or a place.</summary>
    bool IsDone(Word word) => !word.IsVerb && !word.Stem.Any(char.IsDigit)
        && (word.Systems.Count > 0
            ? word.Systems.All(system => !SystemLexicon.Instance.IsEnvironment(system.Family))
                && word.Systems.Any(system => mentioned.Any(ours => (ours.Family, ours.Member) == (system.Family, system.Member)))
            : steps.Contains(word.Stem));

    /// <summary>"merge main into develop" and "merge develop into main" have the same words.</summary>
    bool HasSameRoles(Purpose other) =>
        roles.Where(thing => other.roles.Contains(thing.Key)).All(thing => thing.ToHashSet().SetEquals(other.roles[thing.Key]));

    static IEnumerable<Word> WordsIn(IReadOnlyList<Token> tokens, Func<int, IReadOnlyList<int>> classesAt)
    {
        var systems = SystemLexicon.Instance.In(tokens).ToLookup(system => system.At);
        for (var at = 0; at < tokens.Count;)
        {
            var named = systems[at].ToList();
            if (named.Count > 0)
            {
                yield return new Word(tokens[at].Lower, [], named);
                at += named.Max(system => system.Text.Split(' ').Length);
                continue;
            }
            var classes = classesAt(at);
            // A possessive and a hyphen join words that may be written apart.
            foreach (var part in Text.Words.Split(tokens[at].Lower).Where(part => !Text.Words.IsFunctionWord(part)))
            {
                if (StemOf(part) is var stem && !Fillers.Contains(stem))
                {
                    yield return new Word(stem, classes, []);
                }
            }
            at++;
        }
    }

    static string StemOf(string word) => Stemmer.Stem(Meant.GetValueOrDefault(word, word));

    static FrozenSet<string> StemsOf(string words) => words.Split(' ').Select(Stemmer.Stem).ToFrozenSet(StringComparer.Ordinal);

    static FrozenDictionary<string, string> Synonyms(string pairs) => Whitespace.Split(pairs)
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <param name="Stem">Its stem.</param>
    /// <param name="Classes">The classes of action that it means where it is a verb; else none.</param>
    /// <param name="Systems">The systems and places that it may name; none for another word.</param>
    public sealed record Word(string Stem, IReadOnlyList<int> Classes, IReadOnlyList<NamedSystem> Systems)
    {
        public bool IsVerb => Classes.Count > 0;

        public bool IsSameAs(Word other)
        {
            if (Systems.Count > 0 && other.Systems.Count > 0)
            {
                return Systems.Any(system => other.Systems.Any(one => (one.Family, one.Member) == (system.Family, system.Member)));
            }
            return IsVerb && other.IsVerb ? Classes.Intersect(other.Classes).Any() : Stem == other.Stem;
        }
    }
}
