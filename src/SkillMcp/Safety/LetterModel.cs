namespace SkillMcp.Safety;

/// <summary>
/// How much letters in a row are like English: for each pair of letters, how much more often the second follows the first than chance.
/// It tells a text from the same text scrambled, not good English from bad.
/// </summary>
static class LetterModel
{
    // A letter of the alphabet, or anything else.
    const int Symbols = 27;
    const int Other = 26;

    // Half bits, 'm' is as often as chance; counted in the sentences of 3,700 published skills, runbooks and pages of commands.
    const string Table =
        """
        elnmeimemehpmqemeonrkjgfjeo pegerfeeojeqiepeenlhpeeeneo pejepeepnenmeerheojqneeeien ogekrghepeeifenfejlelfeeier
        mfnnkkiefeellpekhqpmekilger neeepmeereemeereeoglmeeekeq meeerekmoeekgmlgeolgneeeier qeeereeepeefghpeekhlkeeejer
        liommmleeeeomrplelopelegejk neefreeekeeeeepjkereqegeeej mfeirmieqeekelhgeephkeeefer peflrfeeqeepfepgeemmmggeneq
        rkhlreeeoeeimgoqeekemeeegep nenpokpelegifjmgeeoqiieeher iilmfljeihhmorkmerlmokmeeeo peejqeekmeepgfpmeqlomeeeleo
        hefleeeeeeeogeeeegffreeeeeo pekkrhjepekglkpgekmmlieeleq kemeqeeloekggelleenqmefeier oeieqeeqqeeheeoienmkkegeler
        mlmmnfkeneeonpfmeqqpeeeeegl qegereeereeegeleeejeheeeeem oefeoeeqreehempeenngeeeeeeq oemeoeeepeegiefqeeereeegher
        hghekeeejeejkkoneeomeeheejr reegreeeoeeefeleeegeneeejoo pmonmnkkngglmlnnhnopljmehee
        """;

    static readonly sbyte[] Likeness = Parse(Table);

    // Most texts are ASCII, and a table is faster than two comparisons.
    static readonly byte[] SymbolOfAscii = [.. Enumerable.Range(0, 128).Select(value => (byte)SymbolOf((char)value))];

    /// <summary>How much more often the second character follows the first than chance, in half bits.</summary>
    public static int Of(char first, char second) => Of(Symbol(first), Symbol(second));

    /// <summary>The same for the symbols of two characters, so that each of many in a row is looked up once.</summary>
    public static int Of(int first, int second) => Likeness[first * Symbols + second];

    /// <summary>The number of the letter that a character is.</summary>
    public static int Symbol(char c) => c < 128 ? SymbolOfAscii[c] : Other;

    /// <summary>How much a text is like English, in half bits.</summary>
    public static int Of(string text) => Of(text.AsSpan());

    /// <summary>How much a text is like English, in half bits.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var (likeness, before) = (0, text.IsEmpty ? Other : Symbol(text[0]));
        for (var at = 1; at < text.Length; at++)
        {
            var symbol = Symbol(text[at]);
            likeness += Of(before, symbol);
            before = symbol;
        }
        return likeness;
    }

    static int SymbolOf(char c) => char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' : Other;

    static sbyte[] Parse(string table)
    {
        var likeness = table.Where(char.IsAsciiLetterLower).Select(c => (sbyte)(c - 'm')).ToArray();
        // Blanks and digits in a row say nothing.
        likeness[^1] = 0;
        return likeness;
    }
}
