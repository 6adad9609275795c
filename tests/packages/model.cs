// A chat model on loopback that speaks OpenAI's protocol: it builds, pushes and rolls out, and says whether it was shown how.
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

using var listener = new HttpListener();
listener.Prefixes.Add($"http://127.0.0.1:{args[0]}/");
listener.Start();
string[] steps = ["build", "push", "roll_out"];
while (true)
{
    var context = await listener.GetContextAsync();
    var request = JsonNode.Parse(await new StreamReader(context.Request.InputStream).ReadToEndAsync())!;
    var messages = request["messages"]!.AsArray();
    var asked = messages.Last(message => (string?)message!["role"] == "user")!;
    var done = messages.Skip(messages.IndexOf(asked)).Count(message => (string?)message!["role"] == "tool");
    var isShown = asked.ToJsonString().Contains("skillmcp-recall");
    var message = new JsonObject { ["role"] = "assistant" };
    if (done < steps.Length)
    {
        message["tool_calls"] = new JsonArray(new JsonObject
        {
            ["id"] = $"call_{Guid.NewGuid():N}",
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = steps[done], ["arguments"] = "{\"service\":\"cart\"}" },
        });
    }
    else
    {
        message["content"] = isShown ? "Done, as I remembered." : "Done, after I worked it out.";
    }
    var answer = new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1,
        ["model"] = "scripted",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0, ["message"] = message, ["finish_reason"] = done < steps.Length ? "tool_calls" : "stop",
        }),
    };
    context.Response.ContentType = "application/json";
    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
    context.Response.Close();
}
