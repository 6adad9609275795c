using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using SkillMcp;
using SkillMcp.Examples;

if (Environment.GetEnvironmentVariable("OPENAI_API_KEY") is not { Length: > 0 } key)
{
    Console.Error.WriteLine("Set OPENAI_API_KEY, and OPENAI_MODEL and OPENAI_BASE_URL for another model or service.");
    return 2;
}
var service = new OpenAIClientOptions();
if (Environment.GetEnvironmentVariable("OPENAI_BASE_URL") is { Length: > 0 } address)
{
    service.Endpoint = new Uri(address);
}
var name = Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-5";
using var model = new ChatClient(name, new ApiKeyCredential(key), service).AsIChatClient();

var folder = Directory.CreateTempSubdirectory("procedural-agent");
await using (var memory = await SkillMemory.OpenAsync(Path.Combine(folder.FullName, "memory.db")))
{
    await Demonstration.RunAsync(model, memory, Console.Out);
}
folder.Delete(recursive: true);
return 0;
