using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>
/// Lets the model say how following a skill ended. It writes nothing: what was said is read with the calls of the turn when that is over,
/// because what the calls show outweighs it.
/// </summary>
sealed class RecordOutcomeFunction() : MemoryFunction(Called, Purpose, Schema)
{
    public const string Called = "record_outcome";

    const string Purpose = "Says how following a procedure ended, once per run. Success only if checked.";

    const string Schema = """
        {
          "type": "object",
          "properties": {
            "skill": { "type": "string" },
            "outcome": { "type": "string", "enum": ["success", "partial", "failure", "not_used"] },
            "failed_step": { "type": "integer" },
            "notes": { "type": "string", "description": "What failed or helps." }
          },
          "required": ["skill", "outcome"]
        }
        """;

    protected override ValueTask<string> AnswerAsync(FunctionArguments arguments, CancellationToken cancel)
    {
        _ = ReportOf(arguments);
        return ValueTask.FromResult("It is recorded when this turn is over, with what your calls showed.");
    }

    /// <summary>What a call reports; null if it reports nothing that can be read.</summary>
    public static Report? ReportOf(FunctionCallContent call)
    {
        try
        {
            return call.Name == Called ? ReportOf(new FunctionArguments(call.Arguments)) : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static Report ReportOf(FunctionArguments arguments) => new()
    {
        Skill = SkillName.Parse(arguments.Text("skill")),
        Outcome = arguments.Text("outcome").ToLowerInvariant() switch
        {
            "success" => Outcome.Success,
            "partial" => Outcome.Partial,
            "failure" => Outcome.Failure,
            "not_used" => Outcome.NotUsed,
            _ => throw new SkillException("No outcome is given that can be read: say success, partial, failure or not_used."),
        },
        FailedStep = Math.Max(arguments.Number("failed_step"), 0),
        Notes = arguments.Text("notes", StoreTrajectoryFunction.MaxNotes),
    };
}
