using SkillMcp.Server.Clients;
using SkillMcp.Sessions;

namespace SkillMcp.Tests.Clients;

/// <summary>Where the clients keep their sessions, as they were seen to.</summary>
public sealed class SessionPlaceTests
{
    [Theory]
    [InlineData(SessionClient.Claude, ".claude/projects/-w-app/s1.jsonl")]
    [InlineData(SessionClient.Codex, ".codex/sessions/2026/11/28/rollout-2026-11-28T05-48-52-01a220b3.jsonl")]
    [InlineData(SessionClient.Gemini, ".gemini/tmp/app/chats/session-2026-11-28T05-09-3a38dc26.jsonl")]
    [InlineData(SessionClient.Qwen, ".qwen/projects/-w-app/chats/q1.jsonl")]
    [InlineData(SessionClient.Copilot, ".copilot/session-state/c1/events.jsonl")]
    [InlineData(SessionClient.Opencode, ".local/share/opencode/opencode.db")]
    public void A_client_s_sessions_are_found_in_its_folder_the_newest_first(object client, string path)
    {
        using var home = new TemporaryFolder();
        var older = path.Replace("s1", "s0", StringComparison.Ordinal).Replace("app", "old", StringComparison.Ordinal)
            .Replace("28", "27", StringComparison.Ordinal)
            .Replace("c1", "c0", StringComparison.Ordinal)
            .Replace("opencode.db", "opencode-beta.db", StringComparison.Ordinal);
        Write(home[older], 1);
        Write(home[path], 2);
        // What belongs to a session and is none.
        Write(home[Path.Join(Path.GetDirectoryName(path), "agent-a1.jsonl")], 3);
        Write(home[Path.Join(Path.GetDirectoryName(path), "s1", "subagents", "x.jsonl")], 3);
        Write(home[Path.Join(Path.GetDirectoryName(path), "opencode.db-wal")], 3);
        var place = SessionPlace.Of((SessionClient)client, Environment(home.Path, _ => null));
        Assert.Equal([home[path], home[older]], place?.NewestFirst().Select(log => log.Path));
    }

    [Fact]
    public void A_home_that_a_variable_names_is_looked_into_and_one_that_is_not_there_has_none()
    {
        using var home = new TemporaryFolder();
        Write(home["elsewhere/projects/-w-app/s1.jsonl"], 1);
        var environment = Environment(home["nowhere"], name => name == "CLAUDE_CONFIG_DIR" ? home["elsewhere"] : null);
        Assert.Single(SessionPlace.Of(SessionClient.Claude, environment)?.NewestFirst() ?? []);
        Assert.All(SessionPlace.All(environment).Skip(1), place => Assert.Empty(place.NewestFirst()));
        Assert.Null(SessionPlace.Of(SessionClient.SweAgent, environment));
    }

    static ClientEnvironment Environment(string home, Func<string, string?> variable) =>
        ClientEnvironment.Current with { Home = home, Variable = variable, Platform = Platform.Linux };

    static void Write(string path, int hour)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 11, 28, hour, 0, 0, DateTimeKind.Utc));
    }
}
