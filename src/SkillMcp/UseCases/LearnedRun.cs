using SkillMcp.Admissions;
using SkillMcp.Checks;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>A run, and what follows from it alone, before the memory is read.</summary>
/// <param name="Request">The request, with secrets redacted.</param>
/// <param name="Trajectory">The run, its success corrected by the evidence.</param>
/// <param name="Assessed">How the run ended, and how that is known.</param>
/// <param name="Draft">The generalized procedure that the run followed.</param>
/// <param name="Admission">The admission of the run.</param>
/// <param name="Retrieved">The retrieval that the run followed; null if none is given, or it is unknown or no longer kept.</param>
sealed record LearnedRun(
    LearnRequest Request,
    Trajectory Trajectory,
    AssessedOutcome Assessed,
    Procedure Draft,
    Admission Admission,
    PastRetrieval? Retrieved)
{
    /// <summary>Whether the run was submitted with a name, rather than named after its task.</summary>
    public bool IsNamed => Trajectory.Name.Length > 0;

    /// <summary>What it is compared with the known skills by.</summary>
    public ComparisonFeatures Features { get; } = ComparisonFeatures.Of(Draft, Trajectory.Task);

    /// <summary>The parameters that were declared with an example which stands in no step.</summary>
    public IReadOnlyList<Parameter> Unbound { get; private init; } = [];

    /// <summary>What it was proved by, as a condition that is a check; null if that reads as none.</summary>
    public string? Proof { get; private init; }

    /// <summary>
    /// How its success is known, as far as that lets it take the place of what is known: what was only read from a log, or done before and
    /// remembered, stands beside it.
    /// </summary>
    public EvidenceLevel Authority => Request.IsFromLog || At is not null ? EvidenceLevel.SelfReported : Assessed.Level;

    /// <summary>
    /// The skill that was withheld from the task, which was so done without it: how that went says nothing of the skill. Null for none.
    /// </summary>
    public Guid? Withheld { get; init; }

    /// <summary>The fields of the draft that a chat model wrote.</summary>
    public IReadOnlyList<DraftedField> DraftedByModel { get; init; } = [];

    /// <summary>When it ended; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The reason of the first version: people who read it later see which words are a model's.</summary>
    public string HistoryOf(string reason) => DraftedByModel.Count == 0
        ? reason
        : $"{reason}; a chat model wrote its {string.Join(", ", DraftedByModel.Select(EnumName.Of))}";

    /// <exception cref="SkillException">The procedure cannot be stored; the message names everything that is wrong with it.</exception>
    public static LearnedRun Of(LearnRequest request, Admission admission, PastRetrieval? retrieved)
    {
        var claimed = request.Trajectory.Success ? Outcome.Success : Outcome.Failure;
        var assessed = AssessedOutcome.Of(claimed, request.Trajectory.Evidence, confirmed: admission.Actor.Author == Author.Person);
        var run = request.Trajectory with { Success = assessed.Outcome == Outcome.Success };
        // A procedure that cannot be stored is refused before the work of generalizing it.
        var proof = run.Success ? LearnedCheck.ConditionOf(run.Evidence) : null;
        var draft = LearnedCheck.Proved(Drafter.Draft(run), proof).Checked();
        var secrets = draft.Parameters
            .Where(parameter => parameter.Example == Parameter.Secret)
            .Select(parameter => parameter.Name)
            .ToList();
        // A draft has the parameters of placeholders alone: those that are declared by an example are bound to it now.
        var declared = run.Parameters.Where(parameter => parameter.Example.Length > 0 && !secrets.Contains(parameter.Name)
            && !draft.Parameters.Any(other => other.Name == parameter.Name)).ToList();
        var general = Generalizer.Generalize(draft with { Parameters = [.. draft.Parameters, .. declared] }, run.Task, secrets);
        return new LearnedRun(request, run, assessed, Drafter.Reworded(general, run), admission, retrieved)
        {
            Proof = proof,
            Unbound = [.. declared.Where(parameter => !general.Parameters.Any(other => other.Name == parameter.Name))],
        };
    }
}
