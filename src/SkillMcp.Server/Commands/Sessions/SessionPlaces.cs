using SkillMcp.Server.Clients;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>Where each client keeps the logs of its sessions.</summary>
static class SessionPlaces
{
    /// <exception cref="SkillException">The client has no place of its own that is known.</exception>
    public static string Of(SessionClient client, ClientEnvironment environment)
    {
        var home = environment.Home;
        return client switch
        {
            SessionClient.Claude => environment.Join(environment.Variable("CLAUDE_CONFIG_DIR") ?? environment.Join(home, ".claude"), "projects"),
            SessionClient.Codex => environment.Join(environment.Variable("CODEX_HOME") ?? environment.Join(home, ".codex"), "sessions"),
            SessionClient.Gemini => environment.Join(home, ".gemini", "tmp"),
            SessionClient.Copilot =>
                environment.Join(environment.Variable("COPILOT_HOME") ?? environment.Join(home, ".copilot"), "session-state"),
            SessionClient.Qwen => environment.Join(home, ".qwen", "projects"),
            SessionClient.Opencode => environment.Join(
                environment.Variable("XDG_DATA_HOME") ?? environment.Join(home, ".local", "share"), "opencode", "opencode.db"),
            _ => throw new SkillException($"{EnumName.Of(client)} has no folder of its own for sessions: name the files."),
        };
    }
}
