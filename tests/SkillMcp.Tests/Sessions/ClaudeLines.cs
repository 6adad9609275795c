using System.Text.Json;

namespace SkillMcp.Tests.Sessions;

/// <summary>Lines as Claude Code 2.1.197 writes them, without what no reader looks at.</summary>
static class ClaudeLines
{
    public static string Person(string text, string more = "", string session = "s1") =>
        $$"""{"type":"user","message":{"role":"user","content":{{Json(text)}}}"""
            + $$""","timestamp":"2026-11-28T05:02:21Z","cwd":"/w/app","sessionId":"{{session}}"{{more}}}""";

    public static string Says(string text, string more = "", string session = "s1") =>
        Block($$"""{"type":"text","text":{{Json(text)}}}""", more, session);

    public static string Bash(string id, string command, string more = "", string session = "s1") =>
        Calls(id, "Bash", $$"""{"command":{{Json(command)}},"description":"run"}""", more, session);

    public static string Calls(string id, string tool, string input, string more = "", string session = "s1") =>
        Block($$"""{"type":"tool_use","id":"{{id}}","name":"{{tool}}","input":{{input}}}""", more, session);

    public static string Done(string id, string output, string more = "", string session = "s1") =>
        Result(id, output, false, $$"""{"stdout":{{Json(output)}},"stderr":"","interrupted":false{{more}}}""", session);

    public static string Failed(string id, string text, string session = "s1") => Result(id, text, true, Json($"Error: {text}"), session);

    public static string Result(string id, string content, bool isError, string details, string session = "s1") =>
        """{"type":"user","message":{"role":"user","content":"""
            + $$$"""[{"tool_use_id":"{{{id}}}","type":"tool_result","content":{{{Json(content)}}}"""
            + $$$""","is_error":{{{(isError ? "true" : "false")}}}}]},"toolUseResult":{{{details}}}"""
            + $$$""","timestamp":"2026-11-28T05:02:23Z","cwd":"/w/app","sessionId":"{{{session}}}"}""";

    public static string Json(string text) => JsonSerializer.Serialize(text);

    static string Block(string block, string more, string session) =>
        $$"""{"type":"assistant","message":{"id":"m1","role":"assistant","model":"claude","content":[{{block}}]}"""
            + $$""","timestamp":"2026-11-28T05:02:22Z","cwd":"/w/app","sessionId":"{{session}}"{{more}}}""";
}
