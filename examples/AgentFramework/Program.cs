using System.ClientModel;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using SkillMcp;
using SkillMcp.Examples;

var service = new OpenAIClientOptions
{
    Endpoint = new Uri(Environment.GetEnvironmentVariable("OPENAI_BASE_URL") ?? "https://api.openai.com/v1"),
};
var key = new ApiKeyCredential(
    Environment.GetEnvironmentVariable("OPENAI_API_KEY") ?? throw new InvalidOperationException("Set OPENAI_API_KEY."));
using var model = new ChatClient("gpt-5", key, service).AsIChatClient();

await using var memory = await SkillMemory.OpenAsync("memory.db");
string[] functions = ["build", "push", "roll_out"];
var agent = new ChatClientAgent(model, new ChatClientAgentOptions
{
    Name = "Operator",
    ChatOptions = new()
    {
        Tools = [.. functions.Select(name => AIFunctionFactory.Create((string service) => $"{name} {service}: ok", name))],
    },
    AIContextProviders = [new ProceduralMemoryProvider(memory)],
});
Console.WriteLine(await agent.RunAsync(args is [var words, ..] ? words : "Deploy the cart service to production"));
