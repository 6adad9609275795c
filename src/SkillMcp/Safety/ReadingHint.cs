using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Whether a text says that something in it is to be read in another way than from its begin to its end. A text that is hidden in plain
/// words can only be found by whoever is told how.
/// </summary>
static class ReadingHint
{
    static readonly SearchValues<string> Hints = SearchValues.Create(
        [
            "initial", "first letter", "first word", "last letter", "last word", "letter of each", "letters of", "word of each",
            "word of every", "every second", "every other", "every third", "every fourth", "every fifth", "each second", "each third",
            "second word", "third word", "fourth word", "fifth word", "other word", "nth word", "from the right", "right to left",
            "backward", "in reverse", "from its end", "from the end", "top to bottom", "downward", "read down", "vertically", "in a row",
            "one sentence", "a sentence", "join", "concatenat", "together", "by number", "bold word", "words in bold", "column", "acrostic",
            "behind the", "after the dash", "spell", "in order", "parts", "pieces", "fragments", "read from", "reads from", "anfangsbuchstabe",
            "jedes dritte", "jedes zweite", "rückwärts", "von rechts", "der reihe nach", "hintereinander", "initiales", "première lettre",
            "premières lettres", "un mot sur", "à l'envers", "iniciales", "primera letra", "primeras letras", "cada tercera", "al revés",
            "iniciais", "primeira letra", "primeiras letras", "ao contrário",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(string text) => text.AsSpan().ContainsAny(Hints);
}
