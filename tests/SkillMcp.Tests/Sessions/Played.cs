using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

/// <summary>Sessions that a test plays: what was asked, what was run and what came of it.</summary>
static class Played
{
    public const string Folder = "/home/dev/shop";

    public static Session Session(params SessionEvent[] events) => Of("s1", events);

    public static Session Of(string id, params SessionEvent[] events) =>
        new() { Client = SessionClient.Claude, Id = id, Folder = Folder, Events = events };

    public static PersonRequest Asks(string text) => new(text);

    public static AgentMessage Says(string text) => new(text);

    public static ToolCall Runs(string command, int exit = 0, string output = "") => new()
    {
        Tool = "Bash",
        Kind = ToolKind.Command,
        Command = command,
        ExitCode = exit,
        State = exit == 0 ? CallState.Completed : CallState.Failed,
        Output = output,
    };

    public static ToolCall Runs(string command, CallState state, string output = "") => new()
    {
        Tool = "Bash",
        Kind = ToolKind.Command,
        Command = command,
        State = state,
        Output = output,
    };

    public static ToolCall Edits(string file, string change) =>
        new() { Tool = "Edit", Kind = ToolKind.Edit, Path = $"{Folder}/{file}", State = CallState.Completed, Change = change };

    public static ToolCall Reads(string file) =>
        new() { Tool = "Read", Kind = ToolKind.Look, Path = $"{Folder}/{file}", State = CallState.Completed };

    public static ToolCall Retrieves(Guid retrieval) => new()
    {
        Tool = "mcp__skillmcp__retrieve_skill",
        Kind = ToolKind.Memory,
        State = CallState.Completed,
        Output = $$"""{"retrieval_id":"{{retrieval}}","skills":[]}""",
    };

    public static ToolCall Records(string skill, Guid retrieval) => new()
    {
        Tool = "mcp__skillmcp__record_outcome",
        Kind = ToolKind.Memory,
        State = CallState.Completed,
        Arguments = $$"""{"skill":"{{skill}}","outcome":"success","retrieval_id":"{{retrieval}}"}""",
    };

    public static TaskPath PathOf(params SessionEvent[] events) => Assert.Single(TaskPaths.Of(Session([Asks("Ship the shop"), .. events])));
}
