using System.Text;
using System.Text.Json.Nodes;

namespace SkillMcp.Benchmarks.Hooks;

/// <summary>
/// The payloads of clients as they were recorded, with other words of the person, and cut, broken, huge or of another client.
/// </summary>
/// <param name="folder">Where they are, a folder for each client.</param>
/// <param name="prompts">What a person may say.</param>
sealed class PayloadVariations(string folder, IReadOnlyList<string> prompts)
{
    // The same on every run.
    readonly Random random = new(17);

    static readonly string[] PromptEvents = ["UserPromptSubmit", "BeforeAgent", "userPromptSubmitted"];

    /// <summary>As many as are wanted: each payload as it is first, then its variations in turns.</summary>
    public IEnumerable<ReplayedPayload> Take(int count)
    {
        var recorded = Recorded().ToList();
        var prompting = recorded.Where(payload => PromptEvents.Contains(payload.Event)).ToList();
        var kinds = new Func<ReplayedPayload, ReplayedPayload>[] { Cut, Broken, Huge, Foreign, OtherTypes, Binary };
        return recorded.Concat(Endless()).Take(count);

        IEnumerable<ReplayedPayload> Endless()
        {
            for (var number = 0; ; number++)
            {
                // Half of them are prompts, which take longest.
                yield return number % 2 == 0
                    ? WithPrompt(prompting[number / 2 % prompting.Count], number)
                    : kinds[number / 2 % kinds.Length](recorded[random.Next(recorded.Count)]);
            }
        }
    }

    IEnumerable<ReplayedPayload> Recorded()
    {
        foreach (var file in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var recorded = JsonNode.Parse(File.ReadAllText(file))!;
            var client = Path.GetFileName(Path.GetDirectoryName(file))!;
            yield return new ReplayedPayload(
                client, (string)recorded["event"]!, "as it was", Encoding.UTF8.GetBytes(recorded["stdin"]!.ToJsonString()));
        }
    }

    ReplayedPayload WithPrompt(ReplayedPayload payload, int number)
    {
        var json = JsonNode.Parse(payload.Bytes)!;
        var isOffTopic = number % 4 == 0;
        json["prompt"] = isOffTopic ? OffTopic.Prompts[random.Next(OffTopic.Prompts.Count)] : prompts[random.Next(prompts.Count)];
        json[payload.Client == "copilot" ? "sessionId" : "session_id"] = $"replayed-{number}";
        return payload with
        {
            Kind = isOffTopic ? "prompt that asks for nothing stored" : "prompt for a skill",
            Bytes = Encoding.UTF8.GetBytes(json.ToJsonString()),
        };
    }

    ReplayedPayload Cut(ReplayedPayload payload) =>
        payload with { Kind = "cut", Bytes = payload.Bytes[..random.Next(payload.Bytes.Length)] };

    ReplayedPayload Broken(ReplayedPayload payload)
    {
        byte[] bytes = [.. payload.Bytes];
        for (var times = 0; times < 5; times++)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
        return payload with { Kind = "broken", Bytes = bytes };
    }

    ReplayedPayload Huge(ReplayedPayload payload)
    {
        var json = JsonNode.Parse(payload.Bytes)!;
        foreach (var member in (string[])["tool_response", "toolResult", "prompt"])
        {
            json[member] = new string('x', random.Next(50_000, 1_500_000));
        }
        return payload with { Kind = "huge", Bytes = Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }

    /// <summary>What another client says, at an event of this one.</summary>
    ReplayedPayload Foreign(ReplayedPayload payload)
    {
        string[] others = ["claude", "codex", "gemini", "copilot", "qwen", "opencode", "another"];
        return payload with { Kind = "foreign", Client = others[random.Next(others.Length)] };
    }

    ReplayedPayload OtherTypes(ReplayedPayload payload)
    {
        var json = JsonNode.Parse(payload.Bytes)!.AsObject();
        JsonNode?[] others = [null, 17, true, new JsonArray(1, "2"), new JsonObject { ["a"] = new JsonArray() }, ""];
        foreach (var key in json.Select(member => member.Key).Where(key => key != "hook_event_name").ToList())
        {
            json[key] = random.Next(2) == 0 ? json[key]!.DeepClone() : others[random.Next(others.Length)]?.DeepClone();
        }
        return payload with { Kind = "of other types", Bytes = Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }

    ReplayedPayload Binary(ReplayedPayload payload)
    {
        var bytes = new byte[random.Next(2_000)];
        random.NextBytes(bytes);
        return payload with { Kind = "bytes", Bytes = bytes };
    }
}
