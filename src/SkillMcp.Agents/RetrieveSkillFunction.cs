using SkillMcp.Answers;

namespace SkillMcp.Agents;

/// <summary>Lets the model ask the memory in its own words, or for a skill by name.</summary>
sealed class RetrieveSkillFunction(SkillMemory memory) : MemoryFunction(Called, Purpose, Schema)
{
    public const string Called = "retrieve_skill";

    const string Purpose = "Finds a procedure that worked before. Call it before multi-step work for which none was shown.";

    const string Schema = """
        {
          "type": "object",
          "properties": {
            "task": { "type": "string", "description": "What you are about to do, in the user's words." },
            "also": { "type": "array", "items": { "type": "string" }, "description": "6-12 other words: products, commands, synonyms." },
            "skill": { "type": "string", "description": "Instead: the exact name of one that was shown." }
          }
        }
        """;

    protected override async ValueTask<string> AnswerAsync(FunctionArguments arguments, CancellationToken cancel)
    {
        var skill = arguments.Text("skill");
        var also = arguments.Texts("also").Where(word => !string.IsNullOrWhiteSpace(word));
        return ContextText.Of(await memory.RetrieveAsync(new RetrieveRequest
        {
            Task = Cut.To(arguments.Text("task"), MemoryFunction.MaxTask),
            Also = [.. also.Select(word => Cut.To(word, RetrieveRequest.MaxAlsoLength)).Take(RetrieveRequest.MaxAlso)],
            Skill = skill.Length == 0 ? null : SkillName.Parse(skill),
        }, cancel));
    }
}
