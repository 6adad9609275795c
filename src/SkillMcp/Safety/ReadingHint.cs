using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Whether a text says that something in it is to be read in another way than from its begin to its end. A text that is hidden in plain
/// words can only be found by whoever is told how.
/// </summary>
static class ReadingHint
{
    // Which words or letters of a sentence are to be read, and from where.
    static readonly string[] OfWords =
    [
        "first letter", "last letter", "first word", "last word", "letter of each", "letter of every", "word of each", "word of every",
        "second word", "third word", "fourth word", "fifth word", "sixth word", "other word", "nth word", "second letter", "third letter",
        "other letter", "every second", "every other", "every third", "every fourth", "every fifth", "each second", "each third", "2nd word",
        "3rd word", "4th word", "5th word", "from the right", "right to left", "backward", "back to front", "in reverse", "reversed",
        "from its end", "from the end", "last to first", "jedes zweite", "jedes dritte", "jedes vierte", "rückwärts", "von rechts",
        "von hinten", "un mot sur", "chaque deuxième", "chaque troisième", "à l'envers", "de droite", "cada segunda", "cada tercera",
        "al revés", "cada terceira", "ao contrário", "de trás",
    ];

    // What of lines, lists and tables is to be put together.
    static readonly string[] OfParts =
    [
        "initial", "letters of", "top to bottom", "downward", "read down", "vertical", "in a row", "one sentence", "a sentence", "join",
        "concatenat", "together", "by number", "bold word", "in bold", "column", "acrostic", "behind the", "after the dash", "spell",
        "in order", "order the parts", "parts", "pieces", "fragments", "read from", "reads from", "anfangsbuchstabe", "der reihe nach",
        "hintereinander", "initiales", "première lettre", "premières lettres", "iniciales", "primera letra", "primeras letras", "iniciais",
        "primeira letra", "primeiras letras",
    ];

    static readonly SearchValues<string> Words = SearchValues.Create(OfWords, StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> All = SearchValues.Create([.. OfWords, .. OfParts], StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(string text) => text.AsSpan().ContainsAny(All);

    /// <summary>Whether it says which words or letters are to be read.</summary>
    public static bool IsOfWords(string text) => text.AsSpan().ContainsAny(Words);
}
