using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>A run with what can be told of it before anything is looked up.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Told">The run, with its success as its evidence has it.</param>
/// <param name="Assessed">How it ended.</param>
/// <param name="Draft">The procedure that it shows.</param>
/// <param name="Admission">Who tells it, and under which reservation.</param>
sealed record LearnedRun(LearnRequest Request, Trajectory Told, AssessedOutcome Assessed, Procedure Draft, Admission Admission)
{
    /// <summary>Whether its author gave it its name.</summary>
    public bool IsNamed => Told.Name.Length > 0;

    public static LearnedRun Of(LearnRequest request, Admission admission)
    {
        var claimed = request.Trajectory.Success ? Outcome.Success : Outcome.Failure;
        var assessed = AssessedOutcome.Of(claimed, request.Trajectory.Evidence, confirmed: admission.Actor.Author == Author.Person);
        var told = request.Trajectory with { Success = assessed.Outcome == Outcome.Success };
        // What cannot be stored is refused before anything else is made of it.
        var draft = Drafter.Draft(told).Checked();
        var secrets = draft.Parameters.Where(parameter => parameter.Example == Parameter.Secret).Select(parameter => parameter.Name).ToList();
        return new LearnedRun(request, told, assessed, Generalizer.Generalize(draft, secrets), admission);
    }
}
