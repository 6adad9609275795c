using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>
/// Lets the model say that a run is a procedure, and what it is called. It writes nothing: the run is learned when the turn is over, with
/// the steps that the calls of the turn show.
/// </summary>
sealed class StoreTrajectoryFunction() : MemoryFunction(Called, Purpose, Schema)
{
    public const string Called = "store_trajectory";

    public const int MaxNotes = 8_000;

    const string Purpose = "Stores how a task was done: no procedure fitted, and 3 or more steps worked.";

    const string Schema = """
        {
          "type": "object",
          "properties": {
            "task": { "type": "string" },
            "steps": { "type": "array", "items": { "type": "string" }, "description": "Only what worked." },
            "success": { "type": "boolean", "description": "Checked." },
            "name": { "type": "string", "description": "If needed again: deploy-api" },
            "description": { "type": "string", "description": "When to use it." },
            "notes": { "type": "string", "description": "What failed, and what helped." }
          },
          "required": ["task", "steps", "success"]
        }
        """;

    protected override ValueTask<string> AnswerAsync(FunctionArguments arguments, CancellationToken cancel)
    {
        _ = RunOf(arguments);
        return ValueTask.FromResult("It is learned when this turn is over, from what your calls showed.");
    }

    /// <summary>The run that a call tells; null if it tells none that can be read.</summary>
    public static Trajectory? RunOf(FunctionCallContent call)
    {
        try
        {
            return call.Name == Called ? RunOf(new FunctionArguments(call.Arguments)) : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static Trajectory RunOf(FunctionArguments arguments) => new()
    {
        Task = arguments.Text("task", MaxTask) is { Length: > 0 } task
            ? task
            : throw new SkillException("No task is given: say in 'task' what was to be done."),
        Steps = [.. arguments.Texts("steps").Take(Trajectory.MaxSteps).Select(Step.Parse)],
        Success = arguments.Flag("success"),
        Name = arguments.Text("name", Procedure.MaxTitleLength),
        Description = arguments.Text("description", Procedure.MaxDescriptionLength),
        Notes = arguments.Text("notes", MaxNotes),
    };
}
