using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds runs of characters that are drawn like plain letters or stand for them: upside down, raised, small, accented, in Braille, on
/// emoji, or as marks above other letters. It reads the text once.
/// </summary>
static class DrawnText
{
    // Fewer such letters are a footnote mark, a formula or a name.
    const int MinDrawn = 8;

    // Plain characters between two drawn ones of a run.
    const int MaxGap = 12;

    // Words of orders that letters of another alphabet sound like; its own words do so by chance.
    const int MinKnown = 3;

    const int Base100 = 0x1F3F7;

    // A drawn character and its letter each.
    static readonly FrozenDictionary<int, char> UpsideDown = Letters(
        "ɐa qb ɔc pd ǝe ɟf ƃg ɓg ɥh ᴉi ıi ɾj ɿj ʞk ןl ꞁl ʅl ɯm un nu dp bq ɹr ʇt ʌv ʍw ʎy ∀A ꓭB ƆC ꓷD ᗡD ƎE ℲF ᖵF פG ⅁G ſJ ꞰK "
        + "˥L ⅂L WM MW ԀP ΌQ ᴚR ꓤR ⊥T ┴T ∩U ꓵU ΛV ⅄Y ˙. ¡! ¿? ⅋&");

    static readonly FrozenDictionary<int, char> Drawn = Letters(
        "ᵃa ᵇb ᶜc ᵈd ᵉe ᶠf ᵍg ʰh ⁱi ʲj ᵏk ˡl ᵐm ⁿn ᵒo ᵖp ʳr ˢs ᵗt ᵘu ᵛv ʷw ˣx ʸy ᶻz ᴬA ᴮB ᴰD ᴱE ᴳG ᴴH ᴵI ᴶJ ᴷK ᴸL ᴹM ᴺN ᴼO ᴾP ᴿR ᵀT ᵁU ⱽV "
        + "ᵂW ⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ₐa ₑe ₕh ᵢi ⱼj ₖk ₗl ₘm ₙn ₒo ₚp ᵣr ₛs ₜt ᵤu ᵥv ₓx ₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 "
        + "\u0363a \u0364e \u0365i \u0366o \u0367u \u0368c \u0369d \u036Ah \u036Bm \u036Cr \u036Dt \u036Ev \u036Fx "
        + "ᗩA ᗷB ᑕC ᗪD ᖴF ᏀG ᕼH ᒍJ ᛕK ᒪL ᗰM ᑎN ᑭP ᖇR ᔕS ᎢT ᑌU ᐯV ᗯW ᙭X ᎩY ᘔZ ᎪA ᏴB ᏟC ᎠD ᎬE ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᎡR ᏚS ᏙV ᎳW ᏃZ "
        + "ɑa ɡg ꞮI ꓐB ꓚC ꓓD ꓰE ꓝF ꓖG ꓧH ꓲI ꓙJ ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓣR ꓢS ꓔT ꓴU ꓦV ꓪW ꓫX ꓬY ꓜZ ⍺a ℂC ℍH ℕN ℙP ℚQ ℝR ℤZ ℓl ⅼl ⅰi ⅽc ⅾd ⅿm "
        + "ⅴv ⅹx");

    // Letters of other alphabets that sound like these.
    static readonly FrozenDictionary<int, char> Sounds = Letters(
        "αa βb κc δd εe φf γg ηh ιi ϳj λl μm νn οo πp ρr σs ςs τt υu ωw ξx ψy ζz "
        + "аa бb кk дd еe фf гg хh иi йj лl мm нn оo пp рr сs тt уu вv ыy зz "
        + "ᚨa ᛒb ᚲc ᛞd ᛖe ᚠf ᚷg ᚺh ᛁi ᛃj ᛚl ᛗm ᚾn ᛟo ᛈp ᛩq ᚱr ᛊs ᛏt ᚢu ᚡv ᚹw ᛪx ᚤy ᛉz");

    // In the order of their code points: a bit for each of six dots.
    const string BrailleLetters = "a1b'k2l@cif/msp\"e3h9o6r^djg>ntq,*5<-u8v.%[$+x!&;:4\\0z7(_?w]#y)=";

    // Latin letters with marks of their own, from U+00C0 and from U+0100; a blank is none.
    const string Latin1 = "AAAAAAACEEEEIIIIDNOOOOO OUUUUY  aaaaaaaceeeeiiiidnooooo ouuuuy y";

    const string LatinExtended = "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKk LlLlLlLlLlNnNnNn   OoOoOo  RrRrRr"
        + "SsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz ";

    public static IEnumerable<HiddenContent> In(string text) =>
        Ascii.IsValid(text)
            ? []
            : Runs(text, value => Drawn.GetValueOrDefault(value), false)
                .Concat(Runs(text, value => UpsideDown.GetValueOrDefault(value), true))
                .Concat(Runs(text, Braille, false))
                .Concat(Runs(text, value => value is >= Base100 + 9 and < Base100 + 127 ? (char)(value - Base100) : '\0', false))
                .Concat(Runs(text, Unaccented, false))
                .Concat(Runs(text, value => Sounds.GetValueOrDefault(value), false).Where(run => WordCutter.KnownIn(run.Text) >= MinKnown));

    /// <summary>What the letters of a text are without their marks, where nearly every word has some.</summary>
    static char Unaccented(int value) => value switch
    {
        >= 0xC0 and <= 0xFF => Latin1[value - 0xC0],
        >= 0x100 and < 0x180 => LatinExtended[value - 0x100],
        _ => '\0',
    } is var c && c != ' ' ? c : '\0';

    static char Braille(int value)
    {
        if (value is < 0x2800 or > 0x28FF)
        {
            return '\0';
        }
        var dots = value & 63;
        return dots == 0 ? ' ' : BrailleLetters[dots - 1];
    }

    static IEnumerable<HiddenContent> Runs(string text, Func<int, char> letterOf, bool isBackwards)
    {
        var (begin, last, count) = (0, 0, 0);
        for (var at = 0; at <= text.Length;)
        {
            var length = 1;
            var isDrawn = false;
            if (at < text.Length)
            {
                Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
                isDrawn = rune.Value >= 128 && letterOf(rune.Value) != '\0';
            }
            if (isDrawn)
            {
                begin = count == 0 ? at : begin;
                count++;
                last = at + length;
            }
            else if (count > 0 && (at == text.Length || text[at] == '\n' || at - last > MaxGap))
            {
                if (count >= MinDrawn)
                {
                    yield return Read(begin, last);
                }
                count = 0;
            }
            at += length;
        }

        HiddenContent Read(int from, int to)
        {
            while (from > 0 && !char.IsWhiteSpace(text[from - 1]) && begin - from < MaxGap)
            {
                from--;
            }
            while (to < text.Length && !char.IsWhiteSpace(text[to]) && to - last < MaxGap)
            {
                to++;
            }
            var run = text[from..to];
            var said = new StringBuilder(run.Length);
            foreach (var rune in run.EnumerateRunes())
            {
                if (letterOf(rune.Value) is not '\0' and var letter)
                {
                    said.Append(letter);
                }
                else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                {
                    said.Append(rune);
                }
            }
            var read = said.ToString();
            read = isBackwards ? new string([.. read.Reverse()]) : read;
            return new HiddenContent(HiddenContent.Scrambled, read, from) { Disguise = run };
        }
    }

    static FrozenDictionary<int, char> Letters(string pairs)
    {
        var letters = new Dictionary<int, char>();
        foreach (var pair in pairs.Split(' '))
        {
            letters.TryAdd(char.ConvertToUtf32(pair, 0), pair[^1]);
        }
        return letters.ToFrozenDictionary();
    }
}
