using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Hooks;

/// <summary>What a hook prints to add a text to what the model reads, in the form of its client.</summary>
static class HookAnswer
{
    // Marks and quotes as they are: it is read by a client and never a part of a page.
    static readonly HookJson Relaxed = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    public static byte[] Of(SessionClient client, string name, string text)
    {
        var isOfEvent = client is SessionClient.Claude or SessionClient.Codex or SessionClient.Gemini or SessionClient.Qwen;
        var answer = isOfEvent
            ? new HookOutput(HookSpecificOutput: new SpecificOutput(name, text))
            : new HookOutput(AdditionalContext: text);
        return JsonSerializer.SerializeToUtf8Bytes(answer, Relaxed.HookOutput);
    }
}

sealed record HookOutput(
    [property: JsonPropertyName("hookSpecificOutput")] SpecificOutput? HookSpecificOutput = null,
    [property: JsonPropertyName("additionalContext")] string? AdditionalContext = null);

sealed record SpecificOutput(
    [property: JsonPropertyName("hookEventName")] string HookEventName,
    [property: JsonPropertyName("additionalContext")] string AdditionalContext);

[JsonSerializable(typeof(HookOutput))]
sealed partial class HookJson : JsonSerializerContext;
