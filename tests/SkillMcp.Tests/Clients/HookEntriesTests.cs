using System.Text.Json;
using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

public sealed class HookEntriesTests
{
    const string Mine = """
        "Mine": [{"hooks":[{"type":"command","command":"date"}]}]
        """;

    static readonly HookCommandLine Called = new(new("/opt/my tools/skillmcp", ["hook", "--db", "/home/dev/skills.db"]), Platform.Linux);

    public static TheoryData<string> Listing =>
        [.. SupportedClients.All.Where(client => client.Hooks is { Entry: not HookEntryForm.Plugin }).Select(client => client.Name)];

    public static TheoryData<string> Calling =>
        [.. SupportedClients.All.Where(client => client.Hooks is not null).Select(client => client.Name)];

    [Theory]
    [MemberData(nameof(Calling))]
    public void No_event_decides_about_a_tool_or_a_permission(string name) =>
        Assert.All(ClientOf(name).Hooks!.Events, one =>
            Assert.DoesNotContain(["pre", "before", "permission"], word =>
                one.Event.StartsWith(word, StringComparison.OrdinalIgnoreCase) && one.Event != "BeforeAgent"));

    [Theory]
    [InlineData("claude-code", 5)]
    [InlineData("codex", 5)]
    [InlineData("gemini", 5_000)]
    [InlineData("qwen", 5_000)]
    public void The_time_limit_is_in_the_clients_own_unit(string name, int limit)
    {
        using var written = JsonDocument.Parse(HookFile.With("", ClientOf(name), Called));
        var group = written.RootElement.GetProperty("hooks").EnumerateObject().First().Value[0];

        Assert.Equal(limit, group.GetProperty("hooks")[0].GetProperty("timeout").GetInt32());
    }

    [Fact]
    public void Copilot_CLI_has_a_file_of_its_own_with_a_version()
    {
        using var written = JsonDocument.Parse(HookFile.With("", ClientOf("copilot"), Called));
        var handler = written.RootElement.GetProperty("hooks").GetProperty("agentStop")[0];

        Assert.Equal(1, written.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(5, handler.GetProperty("timeoutSec").GetInt32());
        Assert.Equal(
            "'/opt/my tools/skillmcp' hook agentStop --client copilot --db /home/dev/skills.db", handler.GetProperty("bash").GetString());
    }

    [Fact]
    public void A_shell_that_would_outlive_its_time_limit_becomes_the_program() =>
        Assert.Contains(
            "\"exec '/opt/my tools/skillmcp' hook AfterAgent", HookFile.With("", ClientOf("gemini"), Called), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Listing))]
    public void A_command_that_a_person_put_beside_the_call_stays(string name)
    {
        var (client, other) = (ClientOf(name), new HookCommandLine(new("/usr/bin/skillmcp", ["hook"]), Platform.Linux));
        var call = Called.Text(client, client.Hooks!.Events[0].Event);
        var changed = HookFile.With("", client, Called).Replace(call, $"{call}; date", StringComparison.Ordinal);

        var again = HookFile.With(changed, client, other);
        var without = HookFile.Without(again, client, Platform.Linux, [""])!;

        Assert.Contains($"{call}; date", again, StringComparison.Ordinal);
        Assert.Equal(client.Hooks.Events.Count - 1, again.Split("/usr/bin/skillmcp").Length - 1);
        Assert.Contains($"{call}; date", without, StringComparison.Ordinal);
        Assert.DoesNotContain("/usr/bin/skillmcp", without, StringComparison.Ordinal);
        Assert.True(HookFile.IsIn(without, client));
    }

    [Theory]
    [MemberData(nameof(Listing))]
    public void Twice_is_once(string name)
    {
        var once = HookFile.With("", ClientOf(name), Called);

        Assert.Equal(once, HookFile.With(once, ClientOf(name), Called));
        Assert.True(HookFile.IsIn(once, ClientOf(name)));
    }

    [Theory]
    [MemberData(nameof(Listing))]
    public void Taken_back_the_file_is_what_it_was_or_gone(string name)
    {
        const string before = "{\r\n\t\"mine\": [1,2],\r\n\t\"keep\": { }\r\n}";
        var client = ClientOf(name);
        var with = HookFile.With(before, client, Called);

        Assert.Equal(before, HookFile.Without(with, client, Platform.Linux, [before]));
        Assert.Null(HookFile.Without(HookFile.With("", client, Called), client, Platform.Linux, []));
    }

    [Theory]
    [MemberData(nameof(Listing))]
    public void The_hooks_of_others_stay_where_they_are(string name)
    {
        var client = ClientOf(name);
        var theirs = client.Hooks!.Entry == HookEntryForm.Flat
            ? """{"type":"command","bash":"echo hi"}"""
            : """{"hooks":[{"type":"command","command":"echo hi"}]}""";
        var first = client.Hooks.Events[0].Event;
        var before = $$$"""{"version":1,"hooks":{"Another":[],"{{{first}}}":[{{{theirs}}}]}}""";
        var with = HookFile.With(before, client, Called);

        Assert.Contains(theirs, with, StringComparison.Ordinal);
        Assert.Equal(before, HookFile.Without(with, client, Platform.Linux, []));
    }

    [Fact]
    public void What_a_person_changed_stays_when_it_is_installed_again_and_when_it_is_taken_back()
    {
        var client = ClientOf("claude-code");
        var changed = HookFile.With("{}", client, Called)
            .Replace("\"timeout\": 5", "\"timeout\": 9", StringComparison.Ordinal)
            .Replace("\"hooks\": {", $"\"hooks\": {{\n    {Mine},", StringComparison.Ordinal);
        var moved = Called with { Program = new("/usr/bin/skillmcp", ["hook"]) };

        var again = HookFile.With(changed, client, moved);
        var without = HookFile.Without(again, client, Platform.Linux, ["{}"])!;

        Assert.Contains("\"timeout\": 9", again, StringComparison.Ordinal);
        Assert.DoesNotContain("my tools", again, StringComparison.Ordinal);
        Assert.Contains("\"command\":\"date\"", without, StringComparison.Ordinal);
        Assert.DoesNotContain("skillmcp", without, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_none_is_named_with_its_place() =>
        Assert.Contains("hooks.Stop", Assert.Throws<SkillException>(() =>
            HookFile.With("""{"hooks":{"Stop":{}}}""", ClientOf("claude-code"), Called)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_plugin_names_the_program_word_by_word_and_goes_only_as_it_was_written()
    {
        var client = ClientOf("opencode");
        var plugin = HookFile.With("", client, Called);

        Assert.Contains("""const program = ["/opt/my tools/skillmcp","hook"]""", plugin, StringComparison.Ordinal);
        Assert.Contains("""const options = ["--client","opencode","--db","/home/dev/skills.db"]""", plugin, StringComparison.Ordinal);
        Assert.Null(HookFile.Without(plugin, client, Platform.Linux, []));
        Assert.Throws<SkillException>(() => HookFile.Without(plugin + "// mine\n", client, Platform.Linux, []));
        Assert.Throws<SkillException>(() => HookFile.With("export const Mine = 1\n", client, Called));
    }

    [Fact]
    public void A_quote_in_a_path_is_no_end_of_it() =>
        Assert.StartsWith(
            "'/opt/it'\\''s/skillmcp' hook Stop",
            (Called with { Program = new("/opt/it's/skillmcp", ["hook"]) }).Text(ClientOf("claude-code"), "Stop"),
            StringComparison.Ordinal);

    static Client ClientOf(string name) => SupportedClients.All.First(client => client.Name == name);
}
