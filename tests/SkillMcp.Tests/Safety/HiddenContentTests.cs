using System.Text;
using CsCheck;
using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class HiddenContentTests
{
    const string Said = "say this: hello there";

    [Theory]
    [InlineData("a <!-- one --> b", " one ")]
    [InlineData("a <!-- one --> b <!--two--> c", " one |two")]
    [InlineData("<!-- open", " open")]
    [InlineData("<!---->", "")]
    [InlineData("[//]: # (one)\nb", "one)")]
    [InlineData("[comment]: # (one)\nb", "one)")]
    [InlineData("[//]: # \"one\"\nb", "one\"")]
    [InlineData("{# one #}", "one ")]
    [InlineData("{/* one */}", " one ")]
    [InlineData("A plural is written as `{# items}` there.", "")]
    [InlineData("It begins with `<!-- NAME:` and ends the page.", "")]
    [InlineData("It is `<!-- one -->` and \"<!-- two -->\".", " two ")]
    [InlineData("```html\n<!-- one -->\n```\n<!-- two -->", " two ")]
    [InlineData("```html\n<!-- one -->", " one ")]
    [InlineData("````md\n```\n<!-- one -->\n```\n````\n<!-- two -->", " two ")]
    public void A_comment_is_hidden(string text, string comments) => Assert.Equal(comments, Of(text, HiddenContent.Comment));

    [Theory]
    [InlineData("<p hidden>one</p>", "one")]
    [InlineData("<p hidden>one", "one")]
    [InlineData("<p HIDDEN>one</p><b>two</b>", "one")]
    [InlineData("<p style=\"display: none\">one</p>", "one")]
    [InlineData("<p STYLE='Visibility:Hidden'>one</p>", "one")]
    [InlineData("<p style='font-size:0'>one</p>", "one")]
    [InlineData("<p style='font-size:1px'>one</p>", "one")]
    [InlineData("<p style='opacity:0'>one</p>", "one")]
    [InlineData("<p style='color:white'>one</p>", "one")]
    [InlineData("<p style='color:#fff'>one</p>", "one")]
    [InlineData("<p style='color:transparent'>one</p>", "one")]
    [InlineData("<p style='left:-99px'>one</p>", "one")]
    [InlineData("<p style='text-indent:-99px'>one</p>", "one")]
    [InlineData("<p style='width:0'>one</p>", "one")]
    [InlineData("<p style='height:0'>one</p>", "one")]
    [InlineData("<p style='clip:rect(0,0,0,0)'>one</p>", "one")]
    [InlineData("<p style='color: rgba(0, 0, 0, 0)'>one</p>", "one")]
    [InlineData("<p hidden>one</p><p hidden>two</p>", "one|two")]
    [InlineData("a < b <p hidden>one</p>", "one")]
    [InlineData("<p style='opacity:0.5'>one</p>", "")]
    [InlineData("<p style='color:red'>one</p>", "")]
    [InlineData("<p hidden=\"{isHidden}\">one</p>", "")]
    [InlineData("<Tab hidden={!isAdmin}>one</Tab>", "")]
    [InlineData("<p style='background-color:transparent'>one</p>", "")]
    [InlineData("<p style='border-color: white'>one</p>", "")]
    [InlineData("<Text style={{ color: 'white' }}>one</Text>", "")]
    [InlineData("for (i = 0; i<n; i++) { html += '<p style=\"display:none\">one</p>'; }", "one")]
    [InlineData("if (a <b || hidden) { x = '<p>one</p>'; }", "")]
    [InlineData("<style>.x { display: none }</style><p class='x'>one</p>", "one")]
    [InlineData("<style>.x { display: none }</style><p class='x'>one</p><script>show()</script>", "")]
    [InlineData("<style>.x { color: white } h1 { background: navy }</style><h1><p class='x'>one</p></h1>", "")]
    [InlineData("<style>.x { color: white }</style><p class='x' style='opacity:0'>one</p><script>show()</script>", "one")]
    [InlineData("<p class='display:none'>one</p>", "")]
    [InlineData("<p>one</p>", "")]
    [InlineData("<p hidden", "")]
    public void What_a_style_hides_is_hidden(string text, string hidden) => Assert.Equal(hidden, Of(text, HiddenContent.Style));

    [Fact]
    public void A_tag_is_read_as_far_as_tags_go()
    {
        Assert.Equal("one", Of($"<p hidden{new string(' ', 390)}>one", HiddenContent.Style));
        Assert.Equal("", Of($"<p hidden{new string(' ', 391)}>one", HiddenContent.Style));
    }

    [Theory]
    [InlineData(99, 0, "")]
    [InlineData(100, 0, "one")]
    [InlineData(0, 29, "")]
    [InlineData(0, 30, "one")]
    [InlineData(99, 29, "")]
    public void What_blanks_push_away_is_hidden(int blanks, int lines, string hidden) =>
        Assert.Equal(hidden, Of($"a{new string('\n', lines)}{new string(' ', blanks)}one\ntwo", HiddenContent.Padding));

    [Fact]
    public void The_blanks_of_a_cell_are_as_wide_as_its_column()
    {
        var gap = new string(' ', 120);
        var line = new string('-', 120);

        Assert.Equal("", Of($"| a{gap} | b |\n|-{line}-|---|", HiddenContent.Padding));
        Assert.Equal("", Of($"|-{line}-|---|\n| a{gap} | b |", HiddenContent.Padding));
        Assert.Equal("| b |", Of($"| a{gap} | b |\n| a | b |", HiddenContent.Padding));
        Assert.Equal("b |", Of($"| a | {gap}b |\n|-{line}-|---|", HiddenContent.Padding));
        Assert.Equal("| b", Of($"a{gap} | b\n|-{line}-|---|", HiddenContent.Padding));
    }

    /// <summary>What pages write that only looks like a place that few see, and such a place.</summary>
    public static TheoryData<string, string> Places => new()
    {
        { "Call it `<type>-<description>` as all others do.", "<svg><desc>one two three</desc></svg>" },
        { "gh pr create --title \"<title>\" --body-file notes of the day", "<title>one two three</title>" },
        { "Write <subject> and <supporting-info> into the mail.", "Write <sub>one two three</sub> into it." },
        { "Look for `<details>` and `<summary>` in the page.", "<details>one two three" },
        { "[a](https://example.com) \"as they say in town\"", "[a](https://example.com \"one two three\")" },
        { "call(\"<w:del>\", text=\"as they say in town\")", "<img alt=\"one two three\">" },
        { "---\nname: a\ndescription: |\n  For a\n\n  and then for b\n---\n", "---\nname: a\nnote: |\n  one two three\n---\n" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void What_only_looks_like_a_place_that_few_see_is_none(string open, string hidden)
    {
        Assert.Equal("", Of(open, HiddenContent.Aside));
        Assert.Contains("one two three", Of(hidden, HiddenContent.Aside));
    }

    [Fact]
    public void A_title_ends_where_its_link_ends() =>
        Assert.Equal(
            "one two three|four five six",
            Of("[a](x \"one two three\") and [b](y \"four five six\") \"seven\"", HiddenContent.Aside));

    [Fact]
    public void A_comment_in_a_block_of_code_is_shown_and_front_matter_is_not()
    {
        Assert.True(Assert.Single(Asides("```sh\n# one two three\n```")).IsShown);
        Assert.True(Assert.Single(Asides("```html\n<!-- one two three -->\n```")).IsShown);
        Assert.True(Assert.Single(Asides("```ts\n/* one two three */\n```")).IsShown);
        Assert.False(Assert.Single(Asides("---\n# one two three\n---")).IsShown);

        static IEnumerable<HiddenContent> Asides(string text) => HiddenContent.In(text).Where(part => part.Kind == HiddenContent.Aside);
    }

    [Theory]
    [InlineData("**Said**: \"we are all here now\"", "")]
    [InlineData("He wrote: \"we are all here now\"", "")]
    [InlineData("> \"we are all here now\"", "")]
    [InlineData("\"\"\"we are all here now\"\"\"", "")]
    [InlineData("{ \"note\": \"we are all here now\" }", "we are all here now")]
    [InlineData("{ size: 4, note: \"we are all here now\" }", "we are all here now")]
    [InlineData("note = \"we are all here now\"", "we are all here now")]
    public void A_string_is_data_behind_its_name(string text, string value) => Assert.Equal(value, Of(text, HiddenContent.Value));

    [Fact]
    public void Of_what_was_pushed_away_the_begin_is_told_to_the_end_of_its_line()
    {
        var gap = new string('\t', 100);

        Assert.Equal(new string('x', 600), Of(gap + new string('x', 700), HiddenContent.Padding));
        Assert.Equal("one two", Of($"{gap}one two", HiddenContent.Padding));
        Assert.Equal($"a{gap.Replace('\t', ' ')}b|b", Of($"{gap}a{gap.Replace('\t', '\u00a0')}b", HiddenContent.Padding));
        Assert.Equal("", Of($"{new string(' ', 60)}\n{new string(' ', 60)}a", HiddenContent.Padding));
        Assert.Equal("", Of($"{new string(' ', 60)}a{new string(' ', 60)}b", HiddenContent.Padding));
        Assert.Equal("", Of($"{new string('\n', 20)}a{new string('\n', 20)}b", HiddenContent.Padding));
    }

    [Fact]
    public void A_code_says_what_it_says_wherever_it_stands()
    {
        var bytes = Encoding.Latin1.GetBytes(Said);
        string[] codes =
        [
            Convert.ToBase64String(bytes),
            Convert.ToBase64String(bytes).TrimEnd('='),
            Convert.ToHexStringLower(bytes),
            Convert.ToHexString(bytes),
            "0x" + Convert.ToHexString(bytes),
            "0X" + Convert.ToHexString(bytes),
            string.Join(' ', bytes.Select(value => $"{value:x2}")),
            string.Join(':', bytes.Select(value => $"{value:X2}")),
            string.Join(',', bytes.Select(value => $"{value:x2}")), string.Join('-', bytes.Select(value => $"{value:x2}")),
        ];

        Assert.All(codes, code => Assert.All(["", "run ", "run (", "a\n"], before => Assert.All(["", " now", ")", "\nnow"], after =>
        {
            var part = Assert.Single(HiddenContent.In(before + code + after), part => part.Kind == HiddenContent.Encoded);
            Assert.Equal((Said, before.Length), (part.Text, part.At));
        })));
    }

    [Fact]
    public void Base64_of_any_length_is_read() =>
        Gen.String[Gen.Char[' ', '~'], 12, 60].Sample(text =>
        {
            var code = Convert.ToBase64String(Encoding.Latin1.GetBytes(text));
            Assert.Equal(text, Of(code, HiddenContent.Encoded));
            Assert.Equal(text, Of(code.Replace('+', '-').Replace('/', '_').TrimEnd('='), HiddenContent.Encoded));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void Letters_of_an_address_in_front_of_base64_hide_nothing(int letters) =>
        Assert.Equal(
            "say this: it is",
            Of(new string('/', letters) + Convert.ToBase64String(Encoding.Latin1.GetBytes("say this: it is")), HiddenContent.Encoded));

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_code_is_as_long_as_a_few_letters(int letters, bool isFound)
    {
        var bytes = Encoding.Latin1.GetBytes(new string('a', letters));

        Assert.Equal(isFound, Of(Convert.ToHexString(bytes), HiddenContent.Encoded).Length > 0);
        Assert.Equal(isFound, Of(string.Join(' ', bytes.Select(value => $"{value:x2}")), HiddenContent.Encoded).Length > 0);
    }

    [Theory]
    [InlineData(19, 1, true)]
    [InlineData(18, 1, false)]
    [InlineData(38, 2, true)]
    [InlineData(37, 2, false)]
    public void One_byte_in_twenty_may_be_no_letter(int letters, int others, bool isFound)
    {
        var text = Convert.ToHexString([.. Enumerable.Repeat((byte)'a', letters), .. Enumerable.Repeat((byte)7, others)]);

        Assert.Equal(isFound, Of(text, HiddenContent.Encoded).Length > 0);
    }

    [Fact]
    public void Every_letter_digit_and_blank_may_stand_in_a_code()
    {
        Assert.All(Enumerable.Range(0, 256), value =>
        {
            byte[] bytes = [.. Enumerable.Repeat((byte)value, 8)];
            var isText = value is 9 or 10 or 13 or (>= 32 and <= 126);
            Assert.Equal(isText, Encoding.Latin1.GetString(bytes) == Of(Convert.ToHexString(bytes), HiddenContent.Encoded));
        });
    }

    [Theory]
    [InlineData("x68 65 6c 6c 6f 20 68 69 21")]
    [InlineData("68 65 6c 6c 6f 20 68 69x")]
    [InlineData("68656c6c6f206869z")]
    [InlineData("68656c6c6f2068692")]
    public void What_is_no_code_says_nothing(string text) => Assert.DoesNotContain("hello", Of(text, HiddenContent.Encoded));

    [Fact]
    public void Every_kind_has_a_reason_of_its_own()
    {
        string[] kinds =
            [HiddenContent.Comment, HiddenContent.Style, HiddenContent.Padding, HiddenContent.Encoded, HiddenContent.Scrambled];
        Assert.Equal(kinds.Length, kinds.Select(kind => new HiddenContent(kind, "text", 0).Reason).Distinct().Count());
    }

    [Fact]
    public void Two_codes_are_two_parts() =>
        Assert.Equal("hello hi|hello you", Of("68 65 6c 6c 6f 20 68 69 and 68 65 6c 6c 6f 20 79 6f 75", HiddenContent.Encoded));

    [Theory]
    [InlineData("", 0)]
    [InlineData("the", 1)]
    [InlineData("The FILES", 2)]
    [InlineData("a", 0)]
    [InlineData("a,the.of", 2)]
    [InlineData("theof", 0)]
    [InlineData("xyz the", 1)]
    public void Common_words_are_counted(string text, int count) => Assert.Equal(count, EnglishWordCounter.CountIn(text));

    static string Of(string text, string kind) =>
        string.Join('|', HiddenContent.In(text).Where(part => part.Kind == kind).Select(part => part.Text));
}
