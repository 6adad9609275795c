using System.CommandLine;
using SkillMcp.Agents.Drafting;
using SkillMcp.Server.Models;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>Which chat model writes the words of learned skills. None does unless it is named.</summary>
static class ChatSelection
{
    const string KeyVariable = "SKILLMCP_CHAT_KEY";

    public static Option<string?> Chat { get; } = new("--chat")
    {
        Description = "A chat model that names and describes what is learned: the address of its API. It is sent the task and the steps "
            + $"of new runs, without secrets. Its key, if it needs one, is in {KeyVariable}.",
        HelpName = "URL",
    };

    public static Option<string?> Model { get; } = new("--model")
    {
        Description = "With --chat: the name of the model.",
        HelpName = "NAME",
    };

    public static Option<string?> Api { get; } = new Option<string?>("--chat-api")
    {
        Description = "With --chat: the API that is spoken there. Default: by the address; openai where that does not tell.",
    }.AcceptOnlyFromAmong("openai", "anthropic", "ollama");

    /// <summary>The client of the model; null where none was named.</summary>
    /// <exception cref="SkillException">The address or the name of the model is missing or wrong.</exception>
    public static ApiChatClient? ClientFrom(ParseResult typed)
    {
        if (typed.GetValue(Chat) is not { } address)
        {
            var alone = new Option[] { Model, Api }.FirstOrDefault(option => typed.GetResult(option) is not null);
            return alone is null ? null : throw new SkillException($"{alone.Name} is about a chat model: write --chat too.");
        }
        var api = EnumName.Find<ModelApi>(typed.GetValue(Api));
        var endpoint = ModelEndpoint.Parse(Chat.Name, address, typed.GetValue(Model) ?? "", api);
        return ApiChatClient.For(endpoint, new ModelHttp(endpoint, KeyVariable, ChatDrafter.DefaultLimit));
    }
}
