using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

public sealed class JsoncDocumentTests
{
    static readonly JsonDocumentOptions Free = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // What stands between tokens in files that people write.
    static readonly Gen<string> Gap = Gen.OneOf(
        "",
        " ",
        "\n  ",
        "\n",
        "\r\n\t",
        "\t",
        " // a \"note\" {, }\n  ",
        "/* , } */",
        "\n  // one\n  // two\r\n",
        " /* a\n b */ ");

    static readonly Gen<string> Scalar = Gen.OneOf(
        "1",
        "-2.5e3",
        "true",
        "null",
        "\"\"",
        "\"// no comment\"",
        "\"/* nor, this }\"",
        "\"\\\"\\\\\"",
        "\"é 日本 😀\"",
        "\"\\ud83d\\ude00\"",
        "[]",
        "{}",
        "[ 1 ,2\n]");

    static readonly Gen<string> AnyObject = ObjectOf(Gen.OneOf(Scalar, ObjectOf(Scalar)));

    // Lists of servers: none yet, an empty one, one with others in it; before, between and behind other things.
    static readonly Gen<string> Configuration =
        from around in Gap.Array[2]
        from before in AnyObject
        from servers in Gen.OneOf(
            Gen.Const((string?)null),
            Gen.Const("{}").Select(text => (string?)text),
            AnyObject.Select(text => (string?)text))
        from last in Gen.Bool
        from trailing in Gen.OneOf("", ",")
        from gaps in Gap.Array[8]
        let other = $"\"other\"{gaps[0]}:{gaps[1]}{before}"
        let list = $"\"servers\"{gaps[2]}:{gaps[3]}{servers}"
        let members = (servers, last) switch
        {
            (null, _) => other,
            (_, true) => $"{other}{gaps[4]},{gaps[5]}{list}",
            _ => $"{list}{gaps[4]},{gaps[5]}{other}",
        }
        select $"{around[0]}{{{gaps[6]}{members}{gaps[7]}{trailing}{gaps[4]}}}{around[1]}";

    static readonly Gen<string> Filled = ObjectOf(Scalar, beforeColon: Gen.OneOf("", " ")).Where(text => Parsed(text).Count > 0);

    static readonly JsonObject Entry = new() { ["command"] = "/opt/skillmcp", ["args"] = new JsonArray("serve") };

    [Fact]
    public void What_else_is_in_a_text_comes_through_character_for_character() =>
        Configuration.Sample(text =>
        {
            var with = With(text);
            return IsOnlyAddedTo(text, with) && JsonNode.DeepEquals(Expected(text), Parsed(with));
        }, iter: 5_000);

    [Fact]
    public void What_was_put_is_found_and_put_again_changes_nothing() =>
        Configuration.Sample(text =>
        {
            var with = With(text);
            return JsonNode.DeepEquals(JsonNode.Parse(Parse(with).Find("servers", "skillmcp")!), Entry) && With(with) == with;
        }, iter: 2_000);

    [Fact]
    public void Taken_away_again_it_leaves_the_text_as_it_was_where_other_servers_were() =>
        Configuration.Where(text => Parsed(text)["servers"] is JsonObject { Count: > 0 }).Sample(
            text => Without(With(text)) == text,
            iter: 5_000);

    [Fact]
    public void Taken_away_again_it_leaves_at_most_an_empty_list() =>
        Configuration.Sample(text =>
        {
            var expected = Parsed(text);
            expected["servers"] ??= new JsonObject();
            return JsonNode.DeepEquals(expected, Parsed(Without(With(text))));
        }, iter: 5_000);

    [Fact]
    public void Taken_from_among_others_it_takes_nothing_with_it() =>
        Gen.Select(Filled, Gen.Int[0, 5]).Sample((text, at) =>
        {
            // Some member is ours.
            var names = Parsed(text).Select(member => member.Key).ToList();
            var name = names[at % names.Count];
            var without = JsoncDocument.Parse(text, comments: true).Without(name);
            var expected = Parsed(text);
            expected.Remove(name);
            return JsonNode.DeepEquals(expected, Parsed(without)) && Comments(without) == Comments(text);
        }, iter: 10_000);

    [Theory]
    [InlineData("", "{\n  \"servers\": {\n    \"skillmcp\": 1\n  }\n}\n")]
    [InlineData("\uFEFF", "\uFEFF{\n  \"servers\": {\n    \"skillmcp\": 1\n  }\n}\n")]
    [InlineData("// mine\n", "// mine\n{\n  \"servers\": {\n    \"skillmcp\": 1\n  }\n}\n")]
    [InlineData("{}", "{\n  \"servers\": {\n    \"skillmcp\": 1\n  }\n}")]
    [InlineData("{\"a\":1}\n", "{\"a\":1,\"servers\":{\"skillmcp\":1}}\n")]
    [InlineData("{ \"a\": 1 }", "{ \"a\": 1, \"servers\": {\"skillmcp\":1} }")]
    [InlineData("{\"servers\":{}}", "{\"servers\":{\"skillmcp\":1}}")]
    [InlineData("{\r\n\t\"servers\": {}\r\n}", "{\r\n\t\"servers\": {\r\n\t\t\"skillmcp\": 1\r\n\t}\r\n}")]
    [InlineData(
        "{\n    \"servers\": {\n        \"b\": 2 // two\n    }\n}",
        "{\n    \"servers\": {\n        \"b\": 2, // two\n        \"skillmcp\": 1\n    }\n}")]
    [InlineData(
        "{\n  \"servers\": {\n    \"b\": 2,\n    // more\n  },\n}",
        "{\n  \"servers\": {\n    \"b\": 2,\n    // more\n    \"skillmcp\": 1,\n  },\n}")]
    // The indentation of a level is that of the root's first member; two spaces where that does not say.
    [InlineData("{ \"a\": 1,\n\"servers\": {} }", "{ \"a\": 1,\n\"servers\": {\n  \"skillmcp\": 1\n} }")]
    [InlineData("{\n\"servers\": {\n}\n}", "{\n\"servers\": {\n  \"skillmcp\": 1\n}\n}")]
    [InlineData("\uFEFF  {\n  }", "\uFEFF  {\n    \"servers\": {\n      \"skillmcp\": 1\n    }\n  }")]
    // A member goes under the last one where that begins a line, else one level in.
    [InlineData("{\n  \"servers\": {\n      \"b\": 2\n  }\n}", "{\n  \"servers\": {\n      \"b\": 2,\n      \"skillmcp\": 1\n  }\n}")]
    [InlineData("{\n  \"servers\": { \"b\": [\n  ] }\n}", "{\n  \"servers\": { \"b\": [\n  ],\n    \"skillmcp\": 1 }\n}")]
    // An empty object is opened behind the comment in it.
    [InlineData("{\n  \"servers\": { /* none */ }\n}", "{\n  \"servers\": { /* none */\n    \"skillmcp\": 1\n  }\n}")]
    [InlineData("{\n  \"servers\": {\n    // none\n  }\n}", "{\n  \"servers\": {\n    // none\n    \"skillmcp\": 1\n  }\n}")]
    // A line comment ends with a line feed, a carriage return or the text.
    [InlineData("{\"a\":1} // end", "{\"a\":1,\"servers\":{\"skillmcp\":1}} // end")]
    [InlineData("{// one\r\"a\":1}", "{// one\r\"a\":1,\"servers\":{\"skillmcp\":1}}")]
    [InlineData("{\"a\":1,}", "{\"a\":1,\"servers\":{\"skillmcp\":1},}")]
    [InlineData(
        "{\"servers\":{\"skillmcp\":0},\"servers\":{\"skillmcp\":0}}",
        "{\"servers\":{\"skillmcp\":0},\"servers\":{\"skillmcp\":1}}")]
    [InlineData("{\"\\u0073ervers\":{\"\\ud800\":2}}", "{\"\\u0073ervers\":{\"\\ud800\":2,\"skillmcp\":1}}")]
    public void A_value_is_put_in_the_way_of_the_text_around_it(string text, string expected) =>
        Assert.Equal(expected, JsoncDocument.Parse(text, comments: true).With(1, "servers", "skillmcp"));

    [Theory]
    [InlineData("{\n  \"a\": 1, // one\n  \"skillmcp\": 2, \"b\": 3\n}", "{\n  \"a\": 1, // one\n   \"b\": 3\n}")]
    [InlineData("{\n  \"skillmcp\": 2, // mine\n  \"b\": 3\n}", "{\n   // mine\n  \"b\": 3\n}")]
    [InlineData("{\"skillmcp\": 1, \"b\": 3, \"skillmcp\": 2}", "{ \"b\": 3}")]
    [InlineData("{\"a\": 1 /* , */ , \"skillmcp\": {\"x\": [1, 2]}}", "{\"a\": 1 /* , */ }")]
    [InlineData("{ \"skillmcp\": 2 /* kept */ , }", "{ /* kept */  }")]
    [InlineData("{ /* kept */ \"skillmcp\": 2 }", "{ /* kept */ }")]
    [InlineData("{\n  // kept\n  \"skillmcp\": 2 }", "{\n  // kept\n   }")]
    [InlineData("{\n  /* kept */\n  \"skillmcp\": 2 }", "{\n  /* kept */ }")]
    [InlineData("{\n  \"a\": 1,\n  \"skillmcp\": 2 }", "{\n  \"a\": 1 }")]
    [InlineData("{\n  \"a\": 1,\n  \"skillmcp\": 2 // kept\n}", "{\n  \"a\": 1\n   // kept\n}")]
    [InlineData("{\n  \"a\": 1,\r\n  \"skillmcp\": 2,\r\n  \"b\": 3\r\n}", "{\n  \"a\": 1,\r\n  \"b\": 3\r\n}")]
    [InlineData("{\n  \"skillmcp\": 2,\n}", "{}")]
    [InlineData("", "")]
    [InlineData("// nothing\n", "// nothing\n")]
    public void A_value_is_taken_without_the_text_around_it(string text, string expected) =>
        Assert.Equal(expected.Replace(" ", ""), JsoncDocument.Parse(text, comments: true).Without("skillmcp").Replace(" ", ""));

    [Theory]
    [InlineData("{\n  \"a\": 1,,\n}", "line 2, column 10")]
    [InlineData("{\"é\": 1 x}", "line 1, column 9")]
    [InlineData("\uFEFF{'a': 1}", "line 1, column 2")]
    [InlineData("{\"a\": 1", "line 1, column 8")]
    [InlineData("[1]", "line 1, column 1: it holds a list, and an object belongs there")]
    [InlineData("null", "it holds null")]
    [InlineData("// a comment and no end /*\n{ /* never ended }", "line 2, column 3")]
    [InlineData("{} {}", "line 1, column 4")]
    public void What_cannot_be_read_is_refused_with_its_place(string text, string said) =>
        Assert.Contains(said, Assert.Throws<SkillException>(() => JsoncDocument.Parse(text, comments: true)).Message);

    [Theory]
    [InlineData("{\n  // mine\n}", "line 2, column 3: a comment or a trailing comma")]
    [InlineData("{\"a\": 1,}", "line 1, column 9: a comment or a trailing comma")]
    public void Comments_are_refused_where_the_format_has_none(string text, string said) =>
        Assert.Contains(said, Assert.Throws<SkillException>(() => JsoncDocument.Parse(text, comments: false)).Message);

    [Theory]
    [InlineData("{\"servers\": []}", "line 1, column 13: \"servers\" is a list, and an object belongs there")]
    [InlineData("{\"servers\": null}", "\"servers\" is null")]
    [InlineData("{\n\"servers\": \"no\"}", "line 2, column 12: \"servers\" is a text")]
    [InlineData("{\"servers\": 7}", "\"servers\" is a number")]
    [InlineData("{\"servers\": false}", "\"servers\" is true or false")]
    public void A_list_of_servers_that_is_none_is_left_alone(string text, string said)
    {
        Assert.Contains(said, Assert.Throws<SkillException>(() => With(text)).Message);
        Assert.Contains(said, Assert.Throws<SkillException>(() => Without(text)).Message);
    }

    [Fact]
    public void A_value_on_lines_of_its_own_is_replaced_by_one_in_the_indentation_of_the_text() =>
        Assert.Equal(
            "{\r\n\t\"servers\": {\r\n\t\t\"skillmcp\": {\r\n"
            + "\t\t\t\"command\": \"/opt/skillmcp\",\r\n\t\t\t\"args\": [\r\n\t\t\t\t\"serve\"\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n}",
            With("{\r\n\t\"servers\": {\r\n\t\t\"skillmcp\": {\r\n\t\t\t\"url\": \"x\"\r\n\t\t}\r\n\t}\r\n}"));

    [Theory]
    [InlineData("{\"a\": {\"b\": [ 1 ]}}", "[ 1 ]", "a", "b")]
    [InlineData("{\"a\": 1, \"a\": 2}", "2", "a")]
    [InlineData("{\"a\": {}}", null, "a", "b")]
    [InlineData(" // nothing\n", null, "a")]
    public void A_value_is_found_as_it_is_written(string text, string? expected, params string[] path) => Assert.Equal(
        expected,
        Parse(text).Find(path));

    [Fact]
    public void What_is_nested_too_deeply_is_refused_and_not_read() =>
        Assert.Contains(
            "line 1, column",
            Assert.Throws<SkillException>(() => Parse($"{{\"a\": {new string('[', 10_000)}{new string(']', 10_000)}}}")).Message);

    [Fact]
    public void Depth_and_size_are_no_obstacle()
    {
        var deep = $"{{\"a\": {new string('[', 5_000)}{new string(']', 5_000)}}}";
        var wide = $"{{{string.Join(",", Enumerable.Range(0, 100_000).Select(number => $"\n  \"{number}\": \"{number}\""))}\n}}";

        Assert.StartsWith(deep[..^1], With(deep));
        Assert.StartsWith(wide[..^2], With(wide));
    }

    static Gen<string> ObjectOf(Gen<string> value, Gen<string>? beforeColon = null) =>
        from colon in beforeColon ?? Gap
        from gaps in Gap.Array[1, 5]
        from values in value.Array[0, 4]
        from trailing in Gen.Bool
        let members = values.Select(
            (text, number) => $"{gaps[number % gaps.Length]}\"key{number}\"{colon}:{text}{gaps[(number + 1) % gaps.Length]}")
        select $"{{{string.Join(',', members)}{(trailing && values.Length > 0 ? "," : "")}{gaps[0]}}}";

    [Theory]
    [InlineData("""{"a":[]}""", """{"a":[{"x":1}]}""")]
    [InlineData("""{"a":[1, 2]}""", """{"a":[1, 2, {"x":1}]}""")]
    [InlineData("{\n  \"a\": [\n    1 // mine\n  ]\n}", "{\n  \"a\": [\n    1, // mine\n    {\n      \"x\": 1\n    }\n  ]\n}")]
    public void An_item_of_a_list_is_added_and_taken_away_again(string text, string expected)
    {
        var number = text.Contains("1, 2", StringComparison.Ordinal) ? "2" : text.Contains("[]", StringComparison.Ordinal) ? "0" : "1";
        var with = Parse(text).With(new JsonObject { ["x"] = 1 }, "a", number);

        Assert.Equal(expected.Replace(" ", ""), with.Replace(" ", ""));
        Assert.Equal(text, Parse(with).Without("a", number));
        Assert.Equal("1", Parse(with).Find("a", number, "x"));
    }

    static JsoncDocument Parse(string text) => JsoncDocument.Parse(text, comments: true);

    static string With(string text) => Parse(text).With(Entry.DeepClone(), "servers", "skillmcp");

    static string Without(string text) => Parse(text).Without("servers", "skillmcp");

    static JsonObject Parsed(string text) => JsonNode.Parse(Bare(text), documentOptions: Free)!.AsObject();

    static JsonObject Expected(string text)
    {
        var expected = Parsed(text);
        (expected["servers"] ??= new JsonObject()).AsObject()["skillmcp"] = Entry.DeepClone();
        return expected;
    }

    /// <summary>Whether a text is another one with a comma and one piece more, or with other white space in an empty object.</summary>
    static bool IsOnlyAddedTo(string text, string with)
    {
        var start = text.Zip(with).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = text[start..].Reverse().Zip(with[start..].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var (gone, put) = (text[start..^end], with[start..^end]);
        return gone.Trim() == "" || put.StartsWith($",{gone}", StringComparison.Ordinal);
    }

    static string Comments(string text)
    {
        var bare = Bare(text);
        return string.Concat(text.Where((character, at) => bare[at] != character));
    }

    /// <summary>The text with spaces in the place of comments, told apart in another way than the one under test.</summary>
    static string Bare(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, """("(?:[^"\\]|\\.)*")|//[^\r\n]*|/\*[\s\S]*?\*/""",
        found => found.Groups[1].Success ? found.Value : Blanked(found.Value));

    static string Blanked(string text) => new([.. text.Select(character => char.IsWhiteSpace(character) ? character : ' ')]);
}
