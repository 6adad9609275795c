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

    // Half bits, 'm' is as often as chance, in a row for each letter before; counted in the sentences of 3,700 published skills, runbooks
    // and pages of commands. Blanks and digits in a row say nothing.
    static ReadOnlySpan<byte> Table =>
        "elnmeimemehpmqemeonrkjgfjeopegerfeeojeqiepeenlhpeeeneopejepeepnenmeerheojqneeeienogekrghepeeifenfejlelfeeier"u8
        + "mfnnkkiefeellpekhqpmekilgerneeepmeereemeereeoglmeeekeqmeeerekmoeekgmlgeolgneeeierqeeereeepeefghpeekhlkeeejer"u8
        + "liommmleeeeomrplelopelegejkneefreeekeeeeepjkereqegeeejmfeirmieqeekelhgeephkeeeferpeflrfeeqeepfepgeemmmggeneq"u8
        + "rkhlreeeoeeimgoqeekemeeegepnenpokpelegifjmgeeoqiieeheriilmfljeihhmorkmerlmokmeeeopeejqeekmeepgfpmeqlomeeeleo"u8
        + "hefleeeeeeeogeeeegffreeeeeopekkrhjepekglkpgekmmlieeleqkemeqeeloekggelleenqmefeieroeieqeeqqeeheeoienmkkegeler"u8
        + "mlmmnfkeneeonpfmeqqpeeeeeglqegereeereeegeleeejeheeeeemoefeoeeqreehempeenngeeeeeeqoemeoeeepeegiefqeeereeegher"u8
        + "hghekeeejeejkkoneeomeeheejrreegreeeoeeefeleeegeneeejoopmonmnkkngglmlnnhnopljmehem"u8;

    /// <summary>How much more often the second character follows the first than chance, in half bits.</summary>
    public static int Of(char first, char second) => Of(Symbol(first), Symbol(second));

    /// <summary>The same for the symbols of two characters, so that each of many in a row is looked up once.</summary>
    public static int Of(int first, int second) => Table[first * Symbols + second] - 'm';

    /// <summary>The number of the letter that a character is.</summary>
    public static int Symbol(char c)
    {
        // Capital letters are small ones with this bit.
        var letter = (c | 0x20) - 'a';
        return (uint)letter < Other ? letter : Other;
    }

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
}
