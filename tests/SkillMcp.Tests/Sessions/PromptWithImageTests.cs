using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

/// <summary>A prompt beside which a person pasted an image is a request, in the form of each client.</summary>
public sealed class PromptWithImageTests
{
    const string Claude = """
        {"type":"user","message":{"role":"user","content":[{"type":"text","text":"[Image #1] Ship it as drawn"},{"type":"image",
            "source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},"timestamp":"2026-11-28T05:02:21Z","cwd":"/w/app",
            "sessionId":"s1"}
        {"type":"user","isMeta":true,"message":{"role":"user","content":[{"type":"text","text":"[Image: source: /w/app/x.png]"}]},
            "cwd":"/w/app","sessionId":"s1"}
        """;

    const string ClaudeInEditor = """
        {"type":"user","message":{"role":"user","content":[{"type":"text",
            "text":"<ide_opened_file>The user opened /w/app/x.ts</ide_opened_file>"},{"type":"text","text":"Ship it as drawn"}]},
            "timestamp":"2026-11-28T05:02:21Z","cwd":"/w/app","sessionId":"s1"}
        """;

    const string Codex = """
        {"timestamp":"2026-11-28T05:00:00Z","type":"session_meta","payload":{"id":"x1","cwd":"/w/app"}}
        {"timestamp":"2026-11-28T05:00:01Z","type":"response_item","payload":{"type":"message","role":"user",
            "content":[{"type":"input_text","text":"<image name=[Image #1]>"},{"type":"input_image",
            "image_url":"data:image/png;base64,AAAA"},{"type":"input_text","text":"</image>"},{"type":"input_text",
            "text":"[Image #1] Ship it as drawn"}]}}
        """;

    const string CodexWithKinds = """
        {"timestamp":"2026-11-28T05:00:00Z","type":"session_meta","payload":{"id":"x1","cwd":"/w/app"}}
        {"timestamp":"2026-11-28T05:00:01Z","type":"response_item","payload":{"type":"message","role":"user",
            "internal_chat_message_metadata_passthrough":{"content_item_kinds":["user.image","user.text"]},
            "content":[{"type":"input_image","image_url":"data:image/png;base64,AAAA"},{"type":"input_text",
            "text":"Ship it as drawn"}]}}
        {"timestamp":"2026-11-28T05:00:01Z","type":"event_msg","payload":{"type":"user_message","message":"Ship it as drawn",
            "images":["data:image/png;base64,AAAA"]}}
        """;

    const string Gemini = """
        {"sessionId":"g1","projectHash":"h","startTime":"2026-11-28T05:00:00Z","kind":"main"}
        {"id":"u","timestamp":"2026-11-28T05:00:01Z","type":"user","content":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}},
            {"text":"Ship it as drawn"}]}
        """;

    const string Qwen = """
        {"uuid":"u","sessionId":"q1","type":"user","timestamp":"2026-11-28T05:00:00Z","cwd":"/w/app","version":"0.15.10",
            "message":{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}},{"text":"Ship it as drawn"},
            {"text":"What a hook added"}]}}
        """;

    const string Copilot = """
        {"type":"session.start","data":{"sessionId":"c1","context":{"cwd":"/w/app"}},"timestamp":"2026-11-28T05:00:00Z"}
        {"type":"user.message","data":{"content":[{"type":"text","text":"Ship it as drawn"},{"type":"image","data":"AAAA"}],
            "attachments":[{"type":"file","path":"/w/app/x.png"}]},"timestamp":"2026-11-28T05:00:00Z"}
        """;

    const string Opencode = """
        {"info":{"id":"o1","directory":"/w/app"},"messages":[{"info":{"role":"user","time":{"created":1795844468221}},
            "parts":[{"type":"file","mime":"image/png","filename":"x.png","url":"data:image/png;base64,AAAA"},{"type":"text",
            "text":"[Image 1] Ship it as drawn"},{"type":"text","synthetic":true,"text":"Called the Read tool"}]}]}
        """;

    [Theory]
    [InlineData(nameof(SessionClient.Claude), Claude)]
    [InlineData(nameof(SessionClient.Claude), ClaudeInEditor)]
    [InlineData(nameof(SessionClient.Codex), Codex)]
    [InlineData(nameof(SessionClient.Codex), CodexWithKinds)]
    [InlineData(nameof(SessionClient.Gemini), Gemini)]
    [InlineData(nameof(SessionClient.Qwen), Qwen)]
    [InlineData(nameof(SessionClient.Copilot), Copilot)]
    [InlineData(nameof(SessionClient.Opencode), Opencode)]
    public async Task The_words_beside_it_are_the_request(string client, string log)
    {
        var session = await Reading.OfLinesAsync(Reading.Joined(log).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(client, session.Client.ToString());
        Assert.Equal(["Ship it as drawn"], session.Requests());
    }
}
