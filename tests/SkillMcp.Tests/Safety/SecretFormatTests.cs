using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class SecretFormatTests
{
    [Theory]
    [InlineData("key_<a4>", "key_ab1Z", "key_ab1Z")]
    [InlineData("key_<a4>", "(key_ab1Z)", "key_ab1Z")]
    [InlineData("key_<a4>", "-key_ab1Z-", "key_ab1Z")]
    [InlineData("key_<a4>", "xkey_ab1Z", "")]
    [InlineData("key_<a4>", "key_ab1Zx", "")]
    [InlineData("key_<a4>", "key_ab1", "")]
    [InlineData("key_<a4>", "key_ab-1", "")]
    [InlineData("key_<a4>", "KEY_ab1Z", "")]
    [InlineData("key_<a4-6>", "key_ab1", "")]
    [InlineData("key_<a4-6>", "key_ab1Z", "key_ab1Z")]
    [InlineData("key_<a4-6>", "key_ab1Zxy", "key_ab1Zxy")]
    [InlineData("key_<a4-6>", "key_ab1Zxyz", "")]
    [InlineData("key_<a2>-<d2>", "key_ab-12", "key_ab-12")]
    [InlineData("key_<a2>-<d2>", "key_ab_12", "")]
    [InlineData("key_<a2>-<d2>", "key_ab-123", "")]
    [InlineData("_<a4>", "x_ab1Z", "_ab1Z")]
    [InlineData("pin=^<d4>", "pin=1234", "1234")]
    [InlineData("pin=^<d4>", "PIN=1234", "1234")]
    [InlineData("pin=^<d4>", "xpin=1234", "1234")]
    [InlineData("!pin=^<d4>", "PIN=1234", "")]
    [InlineData("!pin=^<d4>", "pin=1234", "1234")]
    [InlineData("pin=^<d4>^;", "pin=1234;", "1234")]
    [InlineData("pin=^<d4>^;", "pin=1234", "")]
    [InlineData("pin<e1-3>^<d4>", "pin = 1234", "1234")]
    [InlineData("pin<e1-3>^<d4>", "pin: 1234", "1234")]
    [InlineData("pin<e1-3>^<d4>", "pin 1234", "")]
    [InlineData("pin<e1-3>^<d4>", "pin  = 1234", "")]
    [InlineData("pin<e0-3>^<d4>", "pin1234", "1234")]
    [InlineData("pin<s1-2>^<q0-1><d4>", "pin '1234", "'1234")]
    public void A_format_is_a_text_and_classes_of_characters(string pattern, string text, string secret) =>
        Assert.Equal(secret, Find(pattern, text));

    [Fact]
    public void A_run_that_may_be_long_is_cut_and_one_that_may_not_is_another_format()
    {
        Assert.Equal(104, Find("key_<a4-100>", "key_" + Letters(101)).Length);
        Assert.Equal("", Find("key_<a4-99>", "key_" + Letters(100)));

        static string Letters(int length) => string.Concat(Enumerable.Repeat("ap", length))[..length];
    }

    [Theory]
    [InlineData("abc1", true)]
    [InlineData("ABC1", true)]
    [InlineData("1-a-B", true)]
    [InlineData("abc", false)]
    [InlineData("1234", false)]
    [InlineData("a-b-1", false)]
    [InlineData("a.b_1", false)]
    [InlineData("a-b1", true)]
    [InlineData("your1key", false)]
    [InlineData("isyour1", true)]
    [InlineData("/abc1", false)]
    [InlineData(".abc1", false)]
    [InlineData("~abc1", false)]
    [InlineData("%abc1", false)]
    [InlineData("[abc1", false)]
    [InlineData("-abc1", false)]
    public void Where_only_what_looks_random_is_a_secret_it_has_letters_and_digits(string value, bool isSecret)
    {
        Assert.Equal(isSecret ? value : "", Find("?pin=^<v3-60>", $"pin={value}"));
        Assert.Equal(value, Find("pin=^<v3-60>", $"pin={value}"));
    }

    [Theory]
    [InlineData("%PASS%")]
    [InlineData("file:a")]
    [InlineData("FILE:a")]
    [InlineData("sha1:a")]
    [InlineData("sha256:a")]
    [InlineData("sha512:a")]
    [InlineData("md5:a")]
    [InlineData("id=a")]
    [InlineData("src=a")]
    [InlineData("env=a")]
    [InlineData("type=a")]
    [InlineData("password")]
    [InlineData("secret")]
    [InlineData("changeme")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("none")]
    [InlineData("stdin")]
    [InlineData("required")]
    [InlineData("optional")]
    public void What_tells_where_a_secret_lies_is_none(string value)
    {
        Assert.Equal("", Find("pin=^<v3-60>", $"pin={value}"));
        Assert.NotEqual("", Find("pin=^<v3-60>", $"pin=x{value}x"));
    }

    [Theory]
    [InlineData("a://b", "")]
    [InlineData("%abc", "%abc")]
    [InlineData("abc%", "abc%")]
    public void An_address_is_no_secret_and_one_sign_makes_no_variable(string value, string secret) =>
        Assert.Equal(secret, Find("pin=^<v3-60>", $"pin={value}"));

    [Theory]
    [InlineData("token=abc", "abc")]
    [InlineData("token_x=abc", "abc")]
    [InlineData("token-file=abc", "")]
    [InlineData("token_file: abc", "")]
    [InlineData("token-path=abc", "")]
    [InlineData("token-name=abc", "")]
    [InlineData("token-url=abc", "")]
    [InlineData("token-type=abc", "")]
    [InlineData("tokens-file=abc", "")]
    [InlineData("tokenizer=abc", "")]
    [InlineData("max_token=abc", "")]
    [InlineData("MAX-tokens=abc", "")]
    [InlineData("min_token=abc", "abc")]
    [InlineData("xmax_token=abc", "")]
    [InlineData("max__token=abc", "abc")]
    public void A_name_that_only_speaks_about_a_secret_is_told_from_one(string text, string secret) =>
        Assert.Equal(secret, Find("token<i0-9><e1-3>^<v3-20>", text));

    [Theory]
    [InlineData('d', "0123456789")]
    [InlineData('x', "0123456789abcdef")]
    [InlineData('X', "0123456789ABCDEFabcdef")]
    [InlineData('l', "0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData('u', "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData('a', "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    [InlineData('w', "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")]
    [InlineData('b', "+-/0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")]
    [InlineData('t', "+-./0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~")]
    [InlineData('i', "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")]
    [InlineData('p', "!%&()+,-.0123456789:;=ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_abcdefghijklmnopqrstuvwxyz|~")]
    [InlineData('v', "!#%*+-./0123456789:=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz~")]
    [InlineData('k', "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~")]
    [InlineData('y', " !#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~")]
    [InlineData('r', "\n\r")]
    [InlineData('s', "\t ")]
    [InlineData('q', "\"'")]
    [InlineData('e', "\t \"':=>\\]")]
    [InlineData('z', "")]
    public void A_class_holds_these_characters(char name, string characters) =>
        Assert.Equal(
            characters,
            string.Concat(Enumerable.Range(0, 128).Select(code => (char)code)
                .Where(new SecretFormat.Part("", name, 1, 1, false).Contains)));

    static string Find(string pattern, string text)
    {
        var format = new SecretFormat("x", pattern);
        return Enumerable.Range(
            0,
            text.Length).Select(at => format.FindAt(text, at)).FirstOrDefault(found => found is not null) is { } where ? text[where] : "";
    }
}
