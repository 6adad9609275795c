using SkillMcp.Admissions;
using SkillMcp.Fields;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>
/// Lets a drafter write the words of a skill that a run becomes. It sees only runs that passed the screen, and of what it writes a field
/// is used only if its author left it out, the run bears it out and the screen finds nothing in it.
/// </summary>
/// <param name="drafter">The drafter; null for none.</param>
/// <param name="control">Screens what was written.</param>
sealed class Drafting(IDrafter? drafter, AdmissionControl control)
{
    /// <summary>A run with the draft that the drafter wrote. How the run is compared with others does not change.</summary>
    public async Task<LearnedRun> WordedAsync(LearnedRun run, CancellationToken cancel)
    {
        // A text that is doubtful could be an order to the drafter.
        var isDoubtful = run.Admission.QuarantineReason.StartsWith(Lifecycle.Screened, StringComparison.Ordinal);
        if (drafter is null || isDoubtful || run.Admission.Refusal is not null)
        {
            return run;
        }
        var grounding = new Grounding(run.Trajectory, run.Draft);
        var words = await AskAsync(drafter, run.Trajectory, grounding.Values, cancel);
        return words is null ? run : Worded(run, words, grounding, cancel);
    }

    static async Task<DraftedWords?> AskAsync(
        IDrafter drafter, Trajectory run, IReadOnlyList<string> values, CancellationToken cancel)
    {
        try
        {
            return await drafter.DraftAsync(run, values, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // A drafter can fail in any way, and the run alone gives a draft too.
            return null;
        }
    }

    LearnedRun Worded(LearnedRun run, DraftedWords words, Grounding grounding, CancellationToken cancel)
    {
        var worded = run;
        foreach (var (field, written) in Offered(run.Trajectory, words, grounding))
        {
            var wanted = written(worded.Trajectory);
            // Each field is screened with those before it: an instruction can be spread over several.
            if (Passes(wanted, run.Admission.Actor, cancel)
                && TryDraft(run, wanted) is { } redrafted
                && (field != DraftedField.Parameters || HasParameterOf(wanted, redrafted.Draft)))
            {
                worded = redrafted with { DraftedByModel = [.. worded.DraftedByModel, field] };
            }
        }
        return run with { Draft = worded.Draft, DraftedByModel = worded.DraftedByModel };
    }

    /// <summary>The fields that the author left out and the run bears out.</summary>
    static IEnumerable<(DraftedField Field, Func<Trajectory, Trajectory> Written)> Offered(
        Trajectory told, DraftedWords words, Grounding grounding)
    {
        List<Parameter> parameters =
        [
            .. words.Parameters.Where(grounding.AllowsParameter)
                .DistinctBy(parameter => parameter.Name)
                .DistinctBy(parameter => parameter.Example.Length > 0 ? parameter.Example : parameter.Name),
        ];
        if (told.Parameters.Count == 0 && parameters.Count > 0)
        {
            yield return (DraftedField.Parameters, run => run with { Parameters = parameters });
        }
        if (told.Name.Length == 0 && grounding.AllowsName(words.Name))
        {
            yield return (DraftedField.Name, run => run with { Name = words.Name });
        }
        if (told.Description.Length == 0 && grounding.AllowsDescription(words.Description))
        {
            yield return (DraftedField.Description, run => run with { Description = words.Description });
        }
        if (told.Preconditions.Count == 0 && Allowed(words.Preconditions) is { Count: > 0 } preconditions)
        {
            yield return (DraftedField.Preconditions, run => run with { Preconditions = preconditions });
        }
        if (told.Postconditions.Count == 0 && Allowed(words.Postconditions) is { Count: > 0 } postconditions)
        {
            yield return (DraftedField.Postconditions, run => run with { Postconditions = postconditions });
        }

        List<string> Allowed(IReadOnlyList<string> conditions) =>
            [.. conditions.Where(grounding.AllowsCondition).Distinct().Take(DraftedWords.MaxConditions)];
    }

    static bool HasParameterOf(Trajectory written, Procedure draft) =>
        draft.Parameters.Any(parameter => written.Parameters.Any(other => other.Name == parameter.Name));

    /// <summary>Whether the screen finds nothing in a text, and no secret.</summary>
    bool Passes(Trajectory written, Actor actor, CancellationToken cancel)
    {
        var admission = control.Admit(written, actor, cancel);
        return admission.Doubts.Count == 0 && TextEntry.AllOf(admission.Value).SequenceEqual(TextEntry.AllOf(written));
    }

    static LearnedRun? TryDraft(LearnedRun run, Trajectory written)
    {
        try
        {
            return LearnedRun.Of(run.Request with { Trajectory = written }, run.Admission, run.Retrieved);
        }
        catch (SkillException)
        {
            // It is too long as a whole.
            return null;
        }
    }
}
