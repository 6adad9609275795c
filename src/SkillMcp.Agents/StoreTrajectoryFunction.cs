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

    const string Purpose = "Stores how a task was done when no procedure fitted and three or more steps worked.";

    const string Schema = """
        {
          "type": "object",
          "properties": {
            "task": { "type": "string", "description": "What was to be done, in the user's words." },
            "steps": { "type": "array", "items": { "type": "string" }, "description": "What was done, one each, only what worked." },
            "success": { "type": "boolean", "description": "True only if checked." },
            "name": { "type": "string", "description": "If it will be needed again: deploy-api." },
            "description": { "type": "string", "description": "When to use it." },
            "category": { "type": "string", "description": "deployment, debugging, setup, ..." },
            "notes": { "type": "string", "description": "What went wrong and how it was solved." }
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
        Task = arguments.Text("task") is { Length: > 0 } task
            ? Cut.To(task, MemoryFunction.MaxTask)
            : throw new SkillException("No task is given: say in 'task' what was to be done."),
        Steps = [.. arguments.Texts("steps").Take(Trajectory.MaxSteps).Select(Step.Parse)],
        Success = arguments.Flag("success"),
        Name = Cut.To(arguments.Text("name"), Procedure.MaxTitleLength),
        Description = Cut.To(arguments.Text("description"), Procedure.MaxDescriptionLength),
        Category = arguments.Text("category") is { Length: > 0 } category
            ? Cut.To(category, Procedure.MaxTagLength)
            : Procedure.General,
        Notes = Cut.To(arguments.Text("notes"), MaxNotes),
    };
}
