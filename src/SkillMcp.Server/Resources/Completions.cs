using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Resources;

/// <summary>Completes skill names and categories, wherever a prompt or an address asks for one.</summary>
sealed class Completions(SkillMemory memory, McpServerPrimitiveCollection<McpServerPrompt> prompts, McpServerResourceCollection resources)
{
    // The most that the protocol allows.
    const int Most = 100;

    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancel)
    {
        var asked = request.Params;
        var (of, arguments) = Asked(asked.Ref);
        if (!arguments.Contains(asked.Argument.Name))
        {
            throw Mistake($"{of} has no argument '{asked.Argument.Name}'{(arguments.Count == 0 ? "" : $": it has {string.Join(", ", arguments)}")}.");
        }
        var completed = await CompletedAsync(asked, cancel);
        return new CompleteResult { Completion = new Completion { Values = [.. completed.First], Total = completed.Total, HasMore = completed.Total > completed.First.Count } };
    }

    /// <summary>What an argument may be; nothing where it is free text, such as a task.</summary>
    async Task<Names> CompletedAsync(CompleteRequestParams asked, CancellationToken cancel) => asked.Argument.Name switch
    {
        "name" => await memory.NamesAsync(asked.Argument.Value, asked.Context?.Arguments?.TryGetValue("task", out var task) is true ? task : "", Most, cancel),
        "category" => await memory.CategoriesAsync(asked.Argument.Value, Most, cancel),
        _ => new Names([], 0),
    };

    /// <summary>What is to be completed, and the arguments that it has.</summary>
    (string Of, IReadOnlyList<string> Arguments) Asked(Reference asked) => asked switch
    {
        PromptReference { Name: var name } => prompts.TryGetPrimitive(name, out var prompt)
            ? ($"The prompt {name}", [.. (prompt.ProtocolPrompt.Arguments ?? []).Select(argument => argument.Name)])
            : throw Mistake($"There is no prompt '{name}'. There are {string.Join(", ", prompts.Select(known => known.ProtocolPrompt.Name))}."),
        // Every template of ours is about one skill.
        ResourceTemplateReference { Uri: var uri } => resources.FirstOrDefault(resource => resource.ProtocolResourceTemplate.UriTemplate == uri) is { } template
            ? (uri!, template.IsTemplated ? ["name"] : [])
            : throw Mistake($"There is no resource template '{uri}'. There are {string.Join(", ", resources.Where(known => known.IsTemplated).Select(known => known.ProtocolResourceTemplate.UriTemplate))}."),
        _ => throw Mistake("Only an argument of a prompt (ref/prompt) or of a resource template (ref/resource) can be completed."),
    };

    static McpProtocolException Mistake(string message) => new(VisibleText.Line(Excerpt.Of(message, 1_000)), McpErrorCode.InvalidParams);
}
