using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Whether a text says that something in it is to be read in another way than from its begin to its end. A text that is hidden in plain
/// words can only be found by whoever is told how.
/// </summary>
static class ReadingHint
{
    // Which words of a sentence are to be read.
    static readonly string[] OfWords =
    [
        "every second", "every third", "every fourth", "every fifth", "one word in", "skip two", "skip one", "count by",
        "second word", "third word", "fourth word", "fifth word", "sixth word", "other word", "nth word", "2nd word", "3rd word",
        "4th word", "5th word", "second letter", "third letter", "other letter", "jedes zweite", "jedes dritte", "jedes vierte",
        "un mot sur", "cada segunda palabra", "cada tercera palabra", "cada terceira palavra",
    ];

    // From where it is to be read.
    static readonly string[] OfOrder =
    [
        "from the right", "right to left", "backward", "reverse order", "reversed", "end to start", "from its end",
        "from the end", "last to first", "rückwärts", "von rechts", "von hinten",
        "à l'envers", "de droite", "al revés", "ao contrário", "de trás",
    ];

    // What of lines, lists and tables is to be put together.
    static readonly string[] OfParts =
    [
        "initial", "first letter", "last letter", "first word", "last word", "of each word", "of every word", "letters of",
        "top to bottom", "downward", "read down", "vertical", "in a row", "one sentence", "a sentence", "join",
        "concatenat", "together", "opening word", "beginnings of", "in sequence", "zeilenanfänge", "satzanfänge",
        "débuts de", "fins de vers", "fins de ligne", "by number", "bold word", "in bold", "column", "acrostic", "behind the",
        "after the dash", "spell",
        "in order", "order the parts", "parts", "pieces", "fragments", "read from", "reads from", "anfangsbuchstabe", "der reihe nach",
        "hintereinander", "initiales", "première lettre", "premières lettres", "iniciales", "primera letra", "primeras letras", "iniciais",
        "primeira letra", "primeiras letras",
    ];

    // That what is read so is to be done, and that a program is to do it.
    static readonly string[] OfDeed =
    [
        "carry it out", "carry out what", "carry them out", "act on it", "acts on it", "act on what", "act on the", "then act",
        "act accordingly", "proceed by it", "proceed accordingly", "proceed with it", "do what it", "do as it", "does what it",
        "does as it", "do what they", "do as they", "do it first", "do this first", "do this one first", "follow it", "follows it",
        "follow what", "follow the result", "follow the outcome", "obey", "execute it", "execute what", "execute the result",
        "executes this", "perform it", "perform what", "perform the result", "is your task", "is your job", "is your step",
        "your next step", "your next task", "your first step", "your errand", "as its errand", "as its task", "part of this page",
        "as an instruction", "as your instruction", "as instructions", "runs this page", "reads this page", "processes this page",
        "process this page", "follows this page", "for the agent", "the agent ", "agent:", "agent,", "an agent", "agents:",
        "for agents", "assistant", "for the machine", "the machine takes", "the machine reads", "for machines", "for the tool",
        "for the model", "for the ai ", "automated read", "language model", "follow(", "obey(", "agent.", "agent -", "agent_",
        "_agent", "runstep(", "execute(", "führe es aus", "führe aus", "handle danach", "tu, was", "exécute-le", "fais ce qu",
        "ejecútalo", "haz lo que", "execute-o",
    ];

    static readonly SearchValues<string> Deed = SearchValues.Create(OfDeed, StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> Words = SearchValues.Create(OfWords, StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> Order = SearchValues.Create(OfOrder, StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> All =
        SearchValues.Create([.. OfWords, .. OfOrder, .. OfParts], StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(All);

    /// <summary>Whether it says that something is to be read from its end.</summary>
    public static bool IsOfOrder(string text) => text.AsSpan().ContainsAny(Order);

    /// <summary>Whether it says that what is read is to be done, or speaks to a program that does it.</summary>
    public static bool IsOfDeed(ReadOnlySpan<char> text) => text.ContainsAny(Deed);

    /// <summary>Whether it says which words or letters are to be read.</summary>
    public static bool IsOfWords(string text) => text.AsSpan().ContainsAny(Words);
}
