using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Resources;

/// <summary>Completes skill names, wherever a prompt or an address asks for one.</summary>
sealed class Completions(SkillMemory memory)
{
    // The most that the protocol allows.
    const int Most = 100;

    public async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancel)
    {
        var names = IsSkillName(request.Params) ? await memory.NamesAsync(request.Params.Argument.Value, Most + 1, cancel) : [];
        return new CompleteResult { Completion = new Completion { Values = [.. names.Take(Most)], HasMore = names.Count > Most } };
    }

    static bool IsSkillName(CompleteRequestParams asked) => (asked.Ref, asked.Argument.Name) switch
    {
        (PromptReference { Name: "use_skill" }, "name") => true,
        (ResourceTemplateReference { Uri: SkillUri.Markdown or SkillUri.Record }, "name") => true,
        _ => false,
    };
}
