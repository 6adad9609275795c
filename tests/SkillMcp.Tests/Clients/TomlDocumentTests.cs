using System.Text.Json.Nodes;
using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

public sealed class TomlDocumentTests
{
    const string Full = """
        # Ünïcode 🙂 of mine
        model = "gpt-5"   # the good one
        notify = [
          "a", # first
          "b",
        ]

        [mcp_servers.other] # theirs
          command = 'C:\tools\x.exe'

        [mcp_servers.skillmcp]
        command = "/old/skillmcp" # by hand
        startup_timeout_sec = 20

        [mcp_servers.skillmcp.env]
        KEY = "value"
        # about the profile
        [profiles.x]
        a.b = 1

        """;

    static readonly JsonObject Entry = new() { ["command"] = "/opt/skillmcp", ["args"] = new JsonArray("serve", "--db", "/a b/\"s\".db") };

    [Theory]
    [InlineData("", "")]
    [InlineData("model = 1\n", "model = 1\n\n")]
    [InlineData("model = 1", "model = 1\n\n")]
    [InlineData("\uFEFF# only a comment\r\n", "\uFEFF# only a comment\r\n\r\n")]
    [InlineData("[[hooks]]\na = 1\n", "[[hooks]]\na = 1\n\n")]
    [InlineData("mcp_servers.x.command = 'a'\n", "mcp_servers.x.command = 'a'\n\n")]
    public void A_new_table_comes_last(string before, string kept)
    {
        var table = "[mcp_servers.skillmcp]\ncommand = \"/opt/skillmcp\"\nargs = [\"serve\", \"--db\", \"/a b/\\\"s\\\".db\"]\n";

        var with = TomlDocument.Parse(before).With(Entry.DeepClone(), "mcp_servers", "skillmcp");

        Assert.Equal(kept + (before.Contains('\r') ? table.ReplaceLineEndings("\r\n") : table), with);
        Assert.Equal(Entry.ToJsonString(), TomlDocument.Parse(with).Find("mcp_servers", "skillmcp"));
        Assert.Equal(before.TrimEnd(), TomlDocument.Parse(with).Without("mcp_servers", "skillmcp").TrimEnd());
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\uFEFF")]
    public void A_value_is_replaced_in_its_place_and_all_else_stays(string newLine, string mark)
    {
        var text = mark + Full.ReplaceLineEndings(newLine);

        Assert.Equal(
            text.Replace("/old/", "/new/"),
            TomlDocument.Parse(text).With("/new/skillmcp", "mcp_servers", "skillmcp", "command"));
        Assert.Equal(
            text.Replace("sec = 20" + newLine, $"sec = 20{newLine}args = [\"serve\"]{newLine}"),
            TomlDocument.Parse(text).With(new JsonArray("serve"), "mcp_servers", "skillmcp", "args"));
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "\uFEFF")]
    public void A_table_goes_with_those_in_it_and_comments_about_others_stay(string newLine, string mark)
    {
        var text = mark + Full.ReplaceLineEndings(newLine);
        var start = text.IndexOf($"{newLine}[mcp_servers.skillmcp]", StringComparison.Ordinal);
        var end = text.IndexOf("# about the profile", StringComparison.Ordinal);

        Assert.Equal(text[..start] + text[end..], TomlDocument.Parse(text).Without("mcp_servers", "skillmcp"));
    }

    [Theory]
    [InlineData("mcp_servers = { a = {}, skillmcp = { command = 'x', env = {} } } # all", "mcp_servers = { a = {} } # all")]
    [InlineData("mcp_servers = { skillmcp = { command = 'x' }, b = {} }\n", "mcp_servers = { b = {} }\n")]
    [InlineData("[mcp_servers]\nskillmcp = { command = 'x' } # ours\nb = {}\n", "[mcp_servers]\nb = {}\n")]
    [InlineData("[mcp_servers]\nskillmcp.command = 'x'\nskillmcp.args = [\n  'y',\n]\nb.c = 1\n", "[mcp_servers]\nb.c = 1\n")]
    [InlineData("mcp_servers.\"skillmcp\".command = 'x'\nb = 1\n", "b = 1\n")]
    [InlineData("[[mcp_servers.skillmcp]]\na = 1\n[b]\n", "[b]\n")]
    public void However_it_is_written_it_goes(string text, string without)
    {
        Assert.NotNull(TomlDocument.Parse(text).Find("mcp_servers", "skillmcp"));
        Assert.Equal(without, TomlDocument.Parse(text).Without("mcp_servers", "skillmcp"));
        Assert.Equal(without, TomlDocument.Parse(without).Without("mcp_servers", "skillmcp"));
    }

    [Theory]
    [InlineData("mcp_servers = { a = {} }\n", "mcp_servers = { a = {}, skillmcp = { command = \"x\" } }\n")]
    [InlineData("mcp_servers = {}\n", "mcp_servers = { skillmcp = { command = \"x\" } }\n")]
    [InlineData("[mcp_servers]\nskillmcp = 1\n", "[mcp_servers]\n\n[mcp_servers.skillmcp]\ncommand = \"x\"\n")]
    public void A_list_of_servers_on_one_line_stays_on_one(string text, string with) =>
        Assert.Equal(with, TomlDocument.Parse(text).With(new JsonObject { ["command"] = "x" }, "mcp_servers", "skillmcp"));

    [Theory]
    [InlineData("[mcp_servers]\nskillmcp.command = 'x'", "[mcp_servers]\nskillmcp.command = 'x'\nskillmcp.args = []")]
    [InlineData("mcp_servers.skillmcp = { command = 'x', a = 1 }", "mcp_servers.skillmcp = { command = 'x', a = 1, args = [] }")]
    public void A_key_is_added_in_the_way_in_which_the_others_are_written(string text, string with) =>
        Assert.Equal(with, TomlDocument.Parse(text).With(new JsonArray(), "mcp_servers", "skillmcp", "args"));

    [Theory]
    [InlineData("a = 1\nb = \n", "line 2, column 5")]
    [InlineData("a = 1\r\na = 2\r\n", "line 2, column 1")]
    [InlineData("\uFEFF[a\n", "line 1, column 3")]
    [InlineData("[[mcp_servers]]\nx = 1\n", "line 1, column 1: mcp_servers is a list")]
    [InlineData("x = 1\nmcp_servers = 5\n", "line 2, column 15: mcp_servers is a value")]
    [InlineData("{ \"mcpServers\": {} }", "line 1, column 1")]
    public void What_cannot_be_read_is_named_by_line_and_column(string text, string said) =>
        Assert.Contains(
            said,
            Assert.Throws<SkillException>(() => TomlDocument.Parse(text).With(Entry.DeepClone(), "mcp_servers", "skillmcp")).Message);

    [Fact]
    public void A_control_character_in_a_path_comes_back()
    {
        var with = TomlDocument.Parse("").With(new JsonObject { ["command"] = "/a\tb\\c\u0001🙂" }, "mcp_servers", "skillmcp");

        var command = TomlDocument.Parse(with).Find("mcp_servers", "skillmcp", "command")!;
        Assert.Equal("/a\tb\\c\u0001🙂", JsonNode.Parse(command)!.GetValue<string>());
    }
}
