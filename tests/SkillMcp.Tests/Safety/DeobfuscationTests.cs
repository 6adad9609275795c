using System.Text;
using CsCheck;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class DeobfuscationTests
{
    static readonly string Zero = "\u200b";

    [Fact]
    public void Plain_text_wears_none() =>
        Gen.String[Gen.Char[" abcXYZ019.,;:/-_(){}<>\n\t"], 0, 60]
            .Sample(text => Deobfuscation.Of(text) is { Techniques.Count: 0 } undisguised && undisguised.Plain == text);

    [Theory]
    [InlineData("&#65;b", "Ab")]
    [InlineData("&#x41;b", "Ab")]
    [InlineData("&#X41;b", "Ab")]
    [InlineData("\\u0041b", "Ab")]
    [InlineData("\\u{41}b", "Ab")]
    [InlineData("\\x41b", "Ab")]
    [InlineData("%41b", "Ab")]
    [InlineData("%e9%20x", "\u00e9 x")]
    [InlineData("a%41", "aA")]
    [InlineData("&#9;", "\t")]
    [InlineData("&#8;", "&#8;")]
    [InlineData("&#1114111;", "\U0010FFFF")]
    [InlineData("&#1114112;", "&#1114112;")]
    [InlineData("\\ud7ff", "\ud7ff")]
    [InlineData("\\ud800", "\\ud800")]
    [InlineData("\\udfff", "\\udfff")]
    [InlineData("\\ue000", "\ue000")]
    [InlineData("&#000000065;", "A")]
    [InlineData("&#0000000065;", "&#0000000065;")]
    [InlineData("%4", "%4")]
    [InlineData("%", "%")]
    [InlineData("%4g", "%4g")]
    [InlineData("100% of &all; \\n", "100% of &all; \\n")]
    [InlineData("\\x4", "\\x4")]
    [InlineData("\\u004", "\\u004")]
    [InlineData("&#;", "&#;")]
    [InlineData("&#x;", "&#x;")]
    [InlineData("\\u{}", "\\u{}")]
    [InlineData("&#65", "&#65")]
    [InlineData("&#4a;", "&#4a;")]
    public void A_character_that_is_spelled_out_is_the_character(string text, string plain) => Assert.Equal((plain, ""), Read(text));

    [Theory]
    [InlineData("%41%41%41%41%41", "")]
    [InlineData("%41%41%41%41%41%41", "spelled-out-letters at 18")]
    [InlineData("%41%41%41%41%41x%41", "")]
    [InlineData("%41%20%41%20%41%30", "spelled-out-letters at 18")]
    [InlineData("%41%41%41%2f%41%41", "")]
    [InlineData("%41%41%41%2f%41%41%41", "spelled-out-letters at 21")]
    [InlineData("%e9%e9%e9%e9%e9%e9", "")]
    public void Nobody_spells_six_plain_letters_out(string text, string tricks) => Assert.Equal(tricks, Read(text).Tricks);

    [Theory]
    [InlineData("a\r\nb\r\n", "a\nb\n", "")]
    [InlineData("a\r\r\nb", "a\n\nb", "")]
    [InlineData("a\r", "a\n", "")]
    [InlineData("a\rb", "a\nb", "terminal-commands at 1")]
    [InlineData("a\b\b", "a", "")]
    [InlineData("a\b\b\b", "a", "terminal-commands at 3")]
    [InlineData("a\u001b[32mok\u001b[0m", "aok", "")]
    [InlineData("\u001b[m", "", "")]
    [InlineData("\u001b[38;5;123mok", "ok", "")]
    [InlineData("\u001b[30;47mok", "ok", "")]
    [InlineData("\u001b[37;40mok", "ok", "")]
    [InlineData("a\u001b[8mok", "aok", "terminal-commands at 1")]
    [InlineData("a\u001b[1;8mok", "aok", "terminal-commands at 1")]
    [InlineData("\u001b[30;40mok", "ok", "terminal-commands at 0")]
    [InlineData("\u001b[37;47mok", "ok", "terminal-commands at 0")]
    [InlineData("\u001b[2Jok", "ok", "terminal-commands at 0")]
    [InlineData("\u001b[?25lok", "ok", "terminal-commands at 0")]
    [InlineData("\u001b[32", "", "terminal-commands at 0")]
    [InlineData("\u001b[", "", "terminal-commands at 0")]
    [InlineData("\u001b", "", "terminal-commands at 0")]
    [InlineData("\u001b]0;t\u0007ok", "0;tok", "terminal-commands at 0")]
    [InlineData("\u001b[12345678901234567890123mok", "mok", "terminal-commands at 0")]
    public void What_a_terminal_would_do_is_undone(string text, string plain, string tricks) => Assert.Equal((plain, tricks), Read(text));

    [Theory]
    [InlineData("a\u202eb", "ab", "turned-around at 1")]
    [InlineData("a\u202ab", "ab", "turned-around at 1")]
    [InlineData("a\u2066b\u2069", "ab", "turned-around at 1")]
    [InlineData("\u05d0\u202ab", "\u05d0b", "")]
    [InlineData("\u05d0\u2066b\u2069", "\u05d0b", "")]
    [InlineData("\u05d0\u202db", "\u05d0b", "turned-around at 1")]
    [InlineData("\u05d0\u202eb", "\u05d0b", "turned-around at 1")]
    [InlineData("\u0590\u202ab", "\u0590b", "")]
    [InlineData("\u08ff\u202ab", "\u08ffb", "")]
    [InlineData("\u0900\u202ab", "\u0900b", "turned-around at 1")]
    [InlineData("\ufb1d\u202ab", "\ufb1db", "")]
    [InlineData("\ufeff\u202ab", "b", "turned-around at 1")]
    [InlineData("a\u2029b", "a\u2029b", "")]
    [InlineData("a\u202fb", "a b", "")]
    public void Reading_is_turned_around_only_where_a_script_asks_for_it(string text, string plain, string tricks) =>
        Assert.Equal((plain, tricks), Read(text));

    [Fact]
    public void Tags_spell_what_a_model_reads_unless_they_are_a_flag()
    {
        Assert.Equal(("a ~b", "tag-characters at 1"), Read($"a{Of(0xE0001)}{Of(0xE001F)}{Of(0xE0020)}{Of(0xE007E)}{Of(0xE007F)}b"));
        Assert.Equal(("\U0001F3F4", ""), Read($"\U0001F3F4{Tags("gbeng")}{Of(0xE007F)}"));
        Assert.Equal(("\U0001F3F4", ""), Read($"\U0001F3F4{Tags("seventy")}"));
        Assert.Equal(("\U0001F3F4y", "tag-characters at 16"), Read($"\U0001F3F4{Tags("seventyy")}"));
        Assert.Equal(("\U0001F3F3gb", "tag-characters at 2"), Read($"\U0001F3F3{Tags("gb")}"));
        Assert.Equal(("gb", "tag-characters at 0"), Read(Tags("gb")));

        static string Tags(string text) => string.Concat(text.Select(c => Of(0xE0000 + c)));
    }

    [Fact]
    public void Four_invisible_characters_carry_something_and_three_do_not()
    {
        Assert.Equal(("a b", ""), Read($"a {Zero}{Zero}{Zero}b"));
        Assert.Equal(("a b", "invisible-characters at 5"), Read($"a {Zero}{Zero}{Zero}{Zero}b"));
        Assert.Equal(("a bc", ""), Read($"a {Zero}{Zero}b{Zero}{Zero}c"));
    }

    [Fact]
    public void A_text_that_is_cut_between_its_letters_was_cut_to_hide()
    {
        Assert.Equal(("abc", ""), Read($"a{Zero}b{Zero}c"));
        Assert.Equal(("abcd", "invisible-characters at 5"), Read($"a{Zero}b{Zero}c{Zero}d"));
        Assert.Equal(("aabbccdd", "invisible-characters at 8"), Read($"aa{Zero}bb{Zero}cc{Zero}dd"));
        Assert.Equal(("aaabbbcccddd", ""), Read($"aaa{Zero}bbb{Zero}ccc{Zero}ddd"));
        Assert.Equal(("a b c d", ""), Read($"a {Zero}b {Zero}c {Zero}d"));
    }

    [Fact]
    public void A_selector_behind_nothing_to_select_smuggles_a_letter()
    {
        Assert.Equal(
            ("x ~", "invisible-characters at 1"),
            Read($"x{Of(0xE0100)}{Of(0xE0100 + 16)}{Of(0xE0100 + 126 - 16)}{Of(0xE0100 + 127 - 16)}"));
        Assert.Equal(("葛A", "invisible-characters at 7"), Read($"葛{Of(0xE0100)}{Of(0xE0101)}{Of(0xE0102)}{Of(0xE0100 + 'A' - 16)}"));
        Assert.Equal(("葛", ""), Read($"葛{Of(0xE0100)}"));
        Assert.Equal(("\u3400", ""), Read($"\u3400{Of(0xE0100)}"));
        Assert.Equal(("\uf900", ""), Read($"\uf900{Of(0xE01EF)}"));
    }

    [Theory]
    [InlineData(5, "")]
    [InlineData(6, "overlaid-letters at 11")]
    public void Marks_through_letter_after_letter_hide_them(int letters, string tricks)
    {
        Assert.All([0x0334, 0x0336, 0x0338, 0x0488, 0x0489, 0x20D0, 0x20F0], mark =>
            Assert.Equal((new string('a', letters), tricks), Read(string.Concat(Enumerable.Repeat($"a{Of(mark)}", letters)))));
        Assert.All([0x0333, 0x0339, 0x0301, 0x20F1], mark =>
            Assert.Equal("", Read(string.Concat(Enumerable.Repeat($"a{Of(mark)}", letters))).Tricks));
    }

    [Fact]
    public void Marks_are_counted_as_long_as_letters_follow_and_piled_ones_too()
    {
        Assert.Equal("", Read(string.Concat(Enumerable.Repeat("a\u0336.", 9))).Tricks);
        Assert.Equal("overlaid-letters at 16", Read(string.Concat(Enumerable.Repeat("a\u0336 ", 9))).Tricks);
        Assert.Equal(("a", "overlaid-letters at 8"), Read("a" + new string('\u0301', 8)));
        Assert.Equal("", Read("a" + new string('\u0301', 7)).Tricks);
        Assert.Equal(("\u0915\u093e\u094d", ""), Read("\u0915\u093e\u094d"));
    }

    [Theory]
    [InlineData(0xFF01, 0xFF5E, '!', '~')]
    [InlineData(0x1D400, 0x1D419, 'A', 'Z')]
    [InlineData(0x1D41A, 0x1D433, 'a', 'z')]
    [InlineData(0x1D68A, 0x1D6A3, 'a', 'z')]
    [InlineData(0x1D7CE, 0x1D7D7, '0', '9')]
    [InlineData(0x1D7F6, 0x1D7FF, '0', '9')]
    [InlineData(0x24B6, 0x24CF, 'A', 'Z')]
    [InlineData(0x24D0, 0x24E9, 'a', 'z')]
    [InlineData(0x249C, 0x24B5, 'a', 'z')]
    [InlineData(0x1F110, 0x1F129, 'A', 'Z')]
    [InlineData(0x1F130, 0x1F149, 'A', 'Z')]
    [InlineData(0x1F150, 0x1F169, 'A', 'Z')]
    [InlineData(0x1F170, 0x1F189, 'A', 'Z')]
    public void Letters_of_another_style_are_plain_letters(int first, int last, char plainFirst, char plainLast)
    {
        Assert.Equal(plainLast - plainFirst, last - first);
        Assert.All(Enumerable.Range(0, last - first + 1), at => Assert.Equal(($"{(char)(plainFirst + at)}", ""), Read(Of(first + at))));
    }

    [Fact]
    public void Letters_that_mathematics_took_from_elsewhere_are_plain_letters_too() =>
        Assert.Equal("hBEFHILMRego", Read("\u210e\u212c\u2130\u2131\u210b\u2110\u2112\u2133\u211b\u212f\u210a\u2134").Plain);

    [Fact]
    public void What_is_beside_the_styles_stays()
    {
        int[] others =
        [
            0xFF00, 0xFF5F, 0x1D3FF, 0x1D6A4, 0x1D7CD, 0x1D800, 0x249B, 0x24EA, 0x1F10F, 0x1F12A, 0x1F14A, 0x1F16A, 0x1F18A, 0x1F1E6,
            0x1F1FF,
        ];

        Assert.All(others, other => Assert.Equal((Of(other), ""), Read(Of(other))));
    }

    [Theory]
    [InlineData(5, "")]
    [InlineData(6, "disguised-letters at 10")]
    public void Six_styled_letters_are_a_disguise(int letters, string tricks) =>
        Assert.Equal(tricks, Read(string.Concat(Enumerable.Repeat(Of(0x1D41A), letters))).Tricks);

    [Fact]
    public void Styled_letters_are_counted_through_blanks_and_no_further()
    {
        var three = string.Concat(Enumerable.Repeat(Of(0x1D41A), 3));

        Assert.Equal("disguised-letters at 11", Read($"{three} {three}").Tricks);
        Assert.Equal("disguised-letters at 11", Read($"{three}\u3000{three}").Tricks);
        Assert.Equal("disguised-letters at 11", Read($"{three}x{three}").Tricks);
        Assert.Equal("", Read($"{three}.{three}").Tricks);
        Assert.Equal("", Read($"{three}Я{three}").Tricks);
    }

    [Theory]
    [InlineData(11, "", "")]
    [InlineData(12, "", "disguised-letters at 11")]
    [InlineData(12, "日", "")]
    [InlineData(12, "\u3040", "")]
    [InlineData(12, "\u9fff", "")]
    [InlineData(12, "\uac00", "")]
    [InlineData(12, "\ud7af", "")]
    [InlineData(12, "\u303f", "disguised-letters at 11")]
    public void Twelve_wide_letters_are_a_disguise_but_where_letters_are_wide(int letters, string behind, string tricks)
    {
        Assert.Equal(tricks, Read(new string('\uff41', letters) + behind).Tricks);
        Assert.Equal("", Read(new string('\uff11', letters) + behind).Tricks);
        Assert.Equal("", Read($"{new string('\uff41', letters / 2)}.{new string('\uff41', letters / 2)}{behind}").Tricks);
    }

    [Theory]
    [InlineData("pаsswоrd", "password", "")]
    [InlineData("раsswоrd", "password", "")]
    [InlineData("оf", "of", "")]
    [InlineData("fо", "fo", "")]
    [InlineData("все файлы", "все файлы", "")]
    [InlineData("привет", "привет", "")]
    [InlineData("cat о", "cat o", "")]
    [InlineData("о cat", "o cat", "")]
    [InlineData("cat, о, cat", "cat, о, cat", "")]
    [InlineData("cat ж о", "cat ж о", "")]
    [InlineData("ignоrе еаrliеr", "ignore earlier", "")]
    [InlineData("ignоrе еаrliеr оf", "ignore earlier of", "disguised-letters at 3")]
    [InlineData("оооn еееn", "ooon eeen", "")]
    [InlineData("ignоrе orders еееее", "ignore orders eeeee", "")]
    public void Letters_that_only_look_like_ours_are_ours_among_ours(string text, string plain, string tricks) =>
        Assert.Equal((plain, tricks), Read(text));

    [Fact]
    public void A_word_that_is_far_away_says_nothing_of_the_alphabet()
    {
        Assert.Equal("o", Read($"x{new string(' ', 22)}о").Plain[^1..]);
        Assert.Equal("о", Read($"x{new string(' ', 23)}о").Plain[^1..]);
        Assert.Equal("o", Read($"о{new string(' ', 22)}x").Plain[..1]);
        Assert.Equal("о", Read($"о{new string(' ', 23)}x").Plain[..1]);
    }

    [Theory]
    [InlineData(0x00A0, " ")]
    [InlineData(0x3000, " ")]
    [InlineData(0x2000, " ")]
    [InlineData(0x200A, " ")]
    [InlineData(0x202F, " ")]
    [InlineData(0x205F, " ")]
    [InlineData(0x1FFF, "\u1fff")]
    [InlineData(0x2010, "\u2010")]
    [InlineData(0x007F, "\u007f")]
    [InlineData(0x00AD, "")]
    [InlineData(0x034F, "")]
    [InlineData(0x061C, "")]
    [InlineData(0x115F, "")]
    [InlineData(0x1160, "")]
    [InlineData(0x17B4, "")]
    [InlineData(0x17B5, "")]
    [InlineData(0x180B, "")]
    [InlineData(0x180F, "")]
    [InlineData(0x200B, "")]
    [InlineData(0x200F, "")]
    [InlineData(0x2060, "")]
    [InlineData(0x2064, "")]
    [InlineData(0x2065, "\u2065")]
    [InlineData(0x206A, "")]
    [InlineData(0x206F, "")]
    [InlineData(0x2070, "\u2070")]
    [InlineData(0x3164, "")]
    [InlineData(0xFEFF, "")]
    [InlineData(0xFFA0, "")]
    [InlineData(0xFE00, "")]
    [InlineData(0xFE0D, "")]
    [InlineData(0xFFF9, "")]
    [InlineData(0xFFFB, "")]
    [InlineData(0xFFFC, "\ufffc")]
    [InlineData(0xE0080, "")]
    [InlineData(0xE0FFF, "")]
    [InlineData(0x1D173, "")]
    [InlineData(0x1D17A, "")]
    [InlineData(0x1BCA0, "")]
    [InlineData(0x1BCA3, "")]
    [InlineData(0x1BCA4, "\U0001BCA4")]
    public void What_nobody_sees_is_left_out_and_blanks_are_blanks(int value, string plain) =>
        Assert.Equal(($"({plain})", ""), Read($"({Of(value)})"));

    [Fact]
    public void Half_a_character_is_read_like_any_other() => Assert.Equal("a\ufffdb", Read("a\ud83db").Plain);

    [Fact]
    public void Each_trick_has_a_reason_of_its_own() =>
        Assert.Equal(
            7,
            new[]
            {
                ObfuscationTechnique.BidirectionalControls,
                ObfuscationTechnique.TagCharacters,
                ObfuscationTechnique.InvisibleCharacters,
                ObfuscationTechnique.CombiningMarks,
                ObfuscationTechnique.Homoglyphs,
                ObfuscationTechnique.EscapedLetters,
                ObfuscationTechnique.TerminalControls,
            }.Select(name => new ObfuscationTechnique(name, 0, 0).Reason).Distinct().Count());

    [Fact]
    public void A_trick_is_told_once_where_it_was_first_met() =>
        Assert.Equal("terminal-commands at 0, turned-around at 4", Read("\u001b[8m\u202e\u001b[8m\u202e").Tricks);

    static (string Plain, string Tricks) Read(string text)
    {
        var disguise = Deobfuscation.Of(text);
        return (disguise.Plain, string.Join(", ", disguise.Techniques.Select(trick => $"{trick.Name} at {trick.At}")));
    }

    static string Of(int value) => new Rune(value).ToString();
}
