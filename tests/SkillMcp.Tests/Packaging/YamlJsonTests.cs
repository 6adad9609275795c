using System.Text.Json.Nodes;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

/// <summary>The examples are those of the YAML 1.2 core schema, and what people write into front matter.</summary>
public sealed class YamlJsonTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("NULL", "null")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("off", "\"off\"")]
    [InlineData("0", "0")]
    [InlineData("-19", "-19")]
    [InlineData("+7", "7")]
    [InlineData("010", "10")]
    [InlineData("0o17", "15")]
    [InlineData("0xFF", "255")]
    [InlineData("-0xFF", "\"-0xFF\"")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.0", "1")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("-2.5e3", "-2500")]
    [InlineData("12e03", "12000")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData(".inf", "1e999")]
    [InlineData("-.INF", "-1e999")]
    [InlineData("1e400", "1e999")]
    [InlineData(".nan", "null")]
    [InlineData("2026-03-14", "\"2026-03-14\"")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("! 5", "\"5\"")]
    [InlineData("!!int '5'", "5")]
    [InlineData("!mine 5", "\"5\"")]
    [InlineData("|\n  two\n  lines\n", "\"two\\nlines\\n\"")]
    [InlineData(">-\n  two\n  lines\n", "\"two lines\"")]
    [InlineData("\"a\\tb\\u263a\"", "\"a\\tb☺\"")]
    [InlineData("[a, 1, [b, null]]", "[\"a\",1,[\"b\",null]]")]
    [InlineData("{a: {b: 1.5}, c: []}", "{\"a\":{\"b\":1.5},\"c\":[]}")]
    [InlineData("{1: a, true: b, ~: c}", "{\"1\":\"a\",\"true\":\"b\",\"\":\"c\"}")]
    [InlineData("[&a {b: 1}, *a]", "[{\"b\":1},{\"b\":1}]")]
    [InlineData("{<<: {a: 1}}", "{\"<<\":{\"a\":1}}")]
    public void A_value_is_what_the_core_schema_makes_of_it(string yaml, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($"[{json}]"), new JsonArray(Read(yaml))), Read(yaml)?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("&a [*a]")]
    [InlineData(
        "[&a [x,x,x,x,x,x,x,x,x,x], &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a], &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b], "
        + "&d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c], [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]]")]
    [InlineData("{[a]: b}")]
    public void What_JSON_cannot_hold_is_refused(string yaml) => Assert.Throws<SkillException>(() => Read(yaml));

    static JsonNode? Read(string yaml) =>
        Yaml.Read($"value: {yaml}", firstLine: 1) is { } root ? YamlJson.Of(root)!["value"]?.DeepClone() : null;
}
