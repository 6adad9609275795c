using Microsoft.Extensions.AI;

namespace SkillMcp.Tests.Agents;

/// <summary>What a model was asked.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Options">The options.</param>
/// <param name="Number">How often it was asked, this time too.</param>
sealed record ModelRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, int Number)
{
    /// <summary>All that the model reads.</summary>
    public string Text => string.Join('\n', Messages.SelectMany(message => message.Contents).Select(content => content switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => $"[{call.Name}]",
        FunctionResultContent result => $"{result.Result}",
        _ => "",
    }));

    /// <summary>The names of the functions that it may call.</summary>
    public IReadOnlyList<string> Functions => [.. (Options?.Tools ?? []).Select(tool => tool.Name)];
}
