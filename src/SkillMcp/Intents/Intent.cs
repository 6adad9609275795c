using System.Collections.Frozen;

namespace SkillMcp.Intents;

/// <summary>What a task asks for, or what a procedure does: actions, what they are done to, with what, and where.</summary>
sealed class Intent
{
    readonly Lazy<HashSet<string>> stems;

    readonly Lazy<IReadOnlyList<NamedSystem>> mentioned;

    readonly Lazy<IReadOnlyList<PlacedPhrase>> phrases;

    readonly Lazy<IReadOnlyList<ProductName>> products;

    readonly Lazy<IReadOnlyList<ProductName>> tools;

    internal Intent(
        Func<IEnumerable<string>> texts,
        Func<IReadOnlyList<NamedSystem>> mentions,
        IReadOnlyList<Token> wording,
        Func<IEnumerable<ProductName>> tools)
    {
        Wording = wording;
        phrases = new Lazy<IReadOnlyList<PlacedPhrase>>(() => PlacedPhrase.In(wording));
        products = new Lazy<IReadOnlyList<ProductName>>(() => [.. ProductName.In(wording)]);
        this.tools = new Lazy<IReadOnlyList<ProductName>>(() => [.. tools()]);
        stems = new Lazy<HashSet<string>>(() => texts().SelectMany(Words.Split).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal));
        mentioned = new Lazy<IReadOnlyList<NamedSystem>>(mentions);
    }

    /// <summary>What a task asks for. Reads at most its first 8,000 characters.</summary>
    public static Intent OfTask(string task) => TaskReader.Read(task);

    /// <summary>What a procedure does, by its name, its description and its tags.</summary>
    public static Intent OfProcedure(SkillName name, Procedure procedure) => ProcedureReader.Read(name, procedure);

    /// <summary>What is done or asked for, the main action first; empty if none is known.</summary>
    internal IReadOnlyList<AskedAction> Actions { get; init; } = [];

    /// <summary>Verbs of a task of which no request was read.</summary>
    internal IReadOnlyList<AskedAction> Hints { get; init; } = [];

    /// <summary>What a procedure does on its way.</summary>
    internal IReadOnlyList<AskedAction> Parts { get; init; } = [];

    /// <summary>What the task says not to do, in order.</summary>
    internal IReadOnlyList<AskedAction> Negated { get; init; } = [];

    /// <summary>The names of procedures that the task says not to use.</summary>
    internal IReadOnlySet<string> Refused { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The words of a procedure's parameters: "in a namespace" leaves it to the task in which.</summary>
    internal IReadOnlySet<string> Slots { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The name of a procedure; empty for a task.</summary>
    internal string Name { get; init; } = "";

    /// <summary>Whether the task is in a language of which no action was read: nothing is known for or against it.</summary>
    public bool IsUnread { get; internal init; }

    internal IReadOnlyList<NamedSystem> Systems { get; init; } = [];

    /// <summary>Products that the steps of a procedure mention, which it may only use beside.</summary>
    internal IReadOnlyList<NamedSystem> Mentioned => mentioned.Value;

    /// <summary>Environments that the steps of a procedure are written for, where neither its name nor its description says any.</summary>
    internal IReadOnlyList<NamedSystem> WrittenFor { get; init; } = [];

    /// <summary>The words of a procedure's commands, without those of its parameters.</summary>
    internal Lazy<IReadOnlySet<string>> Literals { get; init; } = new(() => FrozenSet<string>.Empty);

    /// <summary>Whether the steps of a procedure say a word that none of its parameters can change: "shop" in "dropdb shop_test".</summary>
    internal bool IsWrittenFor(string word) => Literals.Value.Contains(word) && !Slots.Contains(word);

    /// <summary>The cloud regions of what is asked for, or of a procedure.</summary>
    internal IReadOnlyList<CloudRegion> Regions { get; init; } = [];

    internal ExcludedThings Excluded { get; init; } = ExcludedThings.None;

    /// <summary>The sentence that asks, from its verb on, or the description of a procedure.</summary>
    internal IReadOnlyList<Token> Wording { get; }

    /// <summary>The things in the sentence that asks, or in a description, with what they stand behind.</summary>
    internal IReadOnlyList<PlacedPhrase> Phrases => phrases.Value;

    /// <summary>Products that no list has, by how they are written in the sentence that asks, or in a description.</summary>
    internal IReadOnlyList<ProductName> Products => products.Value;

    /// <summary>Those that the steps of a procedure work with.</summary>
    internal IReadOnlyList<ProductName> Tools => tools.Value;

    /// <summary>The index of the first preposition of what is asked for, and that after its clause.</summary>
    internal (int Behind, int To) Request { get; init; }

    /// <summary>Whether a procedure is told where to work: a step says "{environment}".</summary>
    internal bool TakesEnvironment { get; init; }

    /// <summary>Whether it does one thing, though its verb may be done to many.</summary>
    internal bool IsOfOneThing { get; init; }

    /// <summary>Whether what it does not name tells nothing against it.</summary>
    internal bool IsGeneral => IsBroad && !IsOfOneThing;

    /// <summary>The nouns of a procedure's name and tags, in the singular.</summary>
    internal IReadOnlyList<string> Nouns { get; init; } = [];

    /// <summary>Whether a question is asked and nothing is asked to be done.</summary>
    public bool IsQuestion { get; internal init; }

    /// <summary>What a question asks for: its first noun; empty if it asks why, where or who.</summary>
    internal string AskedFor { get; init; } = "";

    /// <summary>Whether a procedure finds something out, so that a question does not contradict it.</summary>
    public bool AnswersQuestions { get; internal init; }

    /// <summary>Whether the task is in keywords and not in sentences.</summary>
    internal bool IsTerse { get; init; }

    /// <summary>Whether it is a topic or a list of examples and not a sequence of steps.</summary>
    internal bool IsReference { get; init; }

    /// <summary>Whether a procedure serves many tasks, so that a noun it does not name tells nothing against it.</summary>
    internal bool IsBroad { get; init; }

    /// <summary>The stems of all of its words.</summary>
    internal IReadOnlySet<string> Stems => stems.Value;

    /// <summary>Whether a word is among its words, in any of its forms.</summary>
    internal bool Says(string word) => Stems.Contains(Stemmer.Stem(word));

    /// <summary>Whether all words of a name are.</summary>
    internal bool SaysName(string name) => Words.Split(name).All(Says);

    /// <summary>Whether a product is named, by this name or by another one: "psql" is of PostgreSQL.</summary>
    internal bool Names(NamedSystem system) => SaysName(system.Text)
        || Systems.Concat(Mentioned).Any(other => other.Family == system.Family && other.Member == system.Member);

    /// <summary>Whether a noun is, or one that is said for it.</summary>
    internal bool SaysThing(string noun) => NounLexicon.SaidFor(noun).Any(Says);
}
