using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Resources;

/// <summary>Completes names, categories and paths of files, wherever a prompt or an address asks for one.</summary>
sealed class Completions(SkillMemory memory, McpServerPrimitiveCollection<McpServerPrompt> prompts, McpServerResourceCollection resources)
{
    // The limit of the protocol.
    const int MaxValues = 100;

    static readonly Names Nothing = new([], 0);

    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancel)
    {
        var asked = request.Params;
        if (ArgumentsOf(asked.Ref) is { } arguments && !arguments.Contains(asked.Argument.Name))
        {
            var known = arguments.Count == 0 ? "" : $": there are {string.Join(", ", arguments)}";
            throw Mistake($"There is no argument '{asked.Argument.Name}'{known}.");
        }
        var completed = ArgumentsOf(asked.Ref) is null ? Nothing : await CompletedAsync(asked, cancel);
        var completion = new Completion
        {
            Values = [.. completed.First],
            Total = completed.Total,
            HasMore = completed.Total > completed.First.Count,
        };
        return new CompleteResult { Completion = completion };
    }

    /// <summary>What an argument may be; nothing where it is free text, such as a task.</summary>
    async Task<Names> CompletedAsync(CompleteRequestParams asked, CancellationToken cancel) => asked.Argument.Name switch
    {
        "name" => await memory.NamesAsync(asked.Argument.Value, Given(asked, "task"), MaxValues, cancel),
        "category" => await memory.CategoriesAsync(asked.Argument.Value, MaxValues, cancel),
        "path" => await PathsAsync(SkillName.From(Given(asked, "name")), asked.Argument.Value, cancel),
        _ => Nothing,
    };

    /// <summary>The files of a skill that begin with what is typed.</summary>
    async Task<Names> PathsAsync(SkillName? name, string typed, CancellationToken cancel)
    {
        if (name is null || await memory.FindAsync(name.Value, cancel) is not { IsActive: true } skill)
        {
            return Nothing;
        }
        var folder = await memory.FolderAsync(skill, cancel);
        var paths = folder.Files.Select(file => file.Path)
            .Where(path => path.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return new Names([.. paths.Take(MaxValues)], paths.Count);
    }

    /// <summary>
    /// The arguments of a prompt or template; null for one that is not ours. Of those nothing is completed, and no error is sent
    /// while the user types.
    /// </summary>
    IReadOnlyList<string>? ArgumentsOf(Reference asked)
    {
        switch (asked)
        {
            case PromptReference { Name: var name } when prompts.TryGetPrimitive(name, out var prompt):
                return [.. (prompt.ProtocolPrompt.Arguments ?? []).Select(argument => argument.Name)];
            case ResourceTemplateReference { Uri: SkillUri.File }:
                return ["name", "path"];
            case ResourceTemplateReference { Uri: var uri }:
                var template = resources.FirstOrDefault(resource => resource.ProtocolResourceTemplate.UriTemplate == uri);
                return template is null ? null : ArgumentsOf(template);
            default:
                return null;
        }
    }

    static IReadOnlyList<string> ArgumentsOf(McpServerResource template) => template.IsTemplated ? ["name"] : [];

    static string Given(CompleteRequestParams asked, string argument) =>
        asked.Context?.Arguments?.TryGetValue(argument, out var given) is true ? given : "";

    static McpProtocolException Mistake(string message) => new(VisibleText.Line(Truncate.To(message, 1_000)), McpErrorCode.InvalidParams);
}
