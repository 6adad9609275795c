using SkillMcp.Answers;

namespace SkillMcp.Agents;

/// <summary>Lets the model ask the memory in its own words, or for a skill by name.</summary>
sealed class RetrieveSkillFunction(SkillMemory memory) : MemoryFunction(Called, Purpose, Schema)
{
    public const string Called = "retrieve_skill";

    const string Purpose = "Finds a procedure that worked before. Call before multi-step work for which none was shown.";

    const string Schema = """
        {
          "type": "object",
          "properties": {
            "task": { "type": "string", "description": "The user's words." },
            "also": { "type": "array", "items": { "type": "string" }, "description": "6-12 products, commands, synonyms." },
            "skill": { "type": "string", "description": "Instead: the name of one that was shown." }
          }
        }
        """;

    protected override async ValueTask<string> AnswerAsync(FunctionArguments arguments, CancellationToken cancel)
    {
        var skill = arguments.Text("skill");
        var also = arguments.Texts("also")
            .Where(word => !string.IsNullOrWhiteSpace(word) && word.Length <= RetrieveRequest.MaxAlsoLength);
        return ContextText.Of(await memory.RetrieveAsync(new RetrieveRequest
        {
            Task = arguments.Text("task", MaxTask),
            Also = [.. also.Take(RetrieveRequest.MaxAlso)],
            Skill = skill.Length == 0 ? null : SkillName.Parse(skill),
        }, cancel));
    }
}
