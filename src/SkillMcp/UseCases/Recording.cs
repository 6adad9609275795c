using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Records how an execution ended, and promotes another way or archives the skill if the record requires that.</summary>
sealed class Recording(
    TimeProvider time,
    AdmissionControl control,
    SkillLookup lookup,
    CompositeLayout layout,
    FollowedRetrieval followed,
    WayLookup ways,
    ChangeWriter writer,
    Counting counting,
    ComponentEvidence evidence,
    UsedArguments arguments,
    Retiring retiring,
    SeenVersions seen,
    Measuring measuring)
{
    const string OfMisuse = "counted as not_used: the notes say that it was the wrong procedure; if it is the right one and failed, "
        + "report the failure again with what failed in the notes";

    public async Task<Recorded> RecordAsync(Report submitted, Actor actor, CancellationToken cancel)
    {
        if (!Enum.IsDefined(submitted.Outcome))
        {
            throw new SkillException($"There is no outcome {(int)submitted.Outcome}: it is success, failure, partial or not_used.");
        }
        var admission = await writer.RequireAsync(control.Admit(submitted, actor, cancel), submitted.Skill.Value, cancel);
        admission = admission with
        {
            Value = admission.Value with { Retrieval = await followed.OwnAsync(admission.Value.Retrieval, cancel) },
        };
        var report = admission.Value;
        var skill = Reportable(await lookup.GetAsync(report.Skill, cancel));
        var returned = await followed.OfAsync(skill, report.Retrieval, cancel);
        var handed = await ways.HandedAsync(skill, returned.Version, cancel);
        var composition = await layout.LayOutAsync(handed, cancel);
        CheckStep(report.FailedStep, composition.Procedure);
        var claimed = AssessedOutcome.Of(report.Outcome, report.Evidence, IsConfirmed(admission));
        // Whoever says what failed has followed the procedure.
        var isMisuse = claimed.Outcome == Outcome.Failure && report is { FailedStep: 0, Evidence: null } && Misuse.IsSaidIn(report.Notes);
        var assessed = isMisuse ? AssessedOutcome.Of(Outcome.NotUsed, evidence: null, IsConfirmed(admission)) : claimed;
        var components = await ComponentsAsync(composition, report, assessed, cancel);
        var isCurrent = returned.Version == handed.Version;
        (report, var unused) = UsedArguments.Usable(submitted, report, composition.Procedure, isCurrent);
        admission = admission with { Value = report };

        var isRecurring = assessed.Outcome == Outcome.Failure && await ways.KeepsFailingAsync(skill.Id, handed.Way, cancel);
        var execution = ExecutionOf(handed, returned.Version, composition, assessed, isRecurring, admission) with
        {
            Task = returned.Task,
            Also = returned.Also,
            IsBound = returned.IsKnown,
            Versions = seen.Of(report.Versions, admission, report.Evidence, report.Notes),
        };
        if (assessed.Outcome == Outcome.NotUsed)
        {
            execution = WithNotFor(execution, Misuse.NotForIn(report.Notes, returned.Task), admission.QuarantineReason);
        }
        var counted = await counting.CountAsync(skill.Name, execution, admission, cancel);
        var asked = submitted.Retrieval ?? await measuring.RetrievalOfAsync(skill, submitted.Session, cancel);
        await measuring.EndAsync(asked, assessed.Outcome, isRead: false, cancel);
        List<string> consequences = [.. unused, .. isMisuse ? [OfMisuse] : Array.Empty<string>(), .. Remarks(report, assessed, counted)];
        if (assessed.Outcome == Outcome.Success && counted != Counted.Outweighed && handed.Way == skill.Way)
        {
            consequences.AddRange(await arguments.TeachAsync(admission, returned.Task, cancel));
        }
        foreach (var component in components)
        {
            var outcome = component.Outcome;
            consequences.AddRange(await RecordComponentAsync(composition, component.Skill, outcome, returned.IsKnown, admission, cancel));
        }
        await evidence.CountAsync(handed, NamedIn(report, composition), execution, counted, admission, cancel);
        var (current, retired) = await retiring.AfterReportAsync(skill.Name, admission.Actor, cancel);
        return new Recorded
        {
            Skill = current,
            Counted = counted == Counted.New,
            Consequences = [.. consequences, .. retired, .. Doubts(admission)],
        };
    }

    /// <summary>
    /// The reported execution. In a composite, a pitfall names the phase of the failed step, because the number of the step changes
    /// whenever a component does.
    /// </summary>
    Execution ExecutionOf(
        Skill skill, int version, Composition composition, AssessedOutcome assessed, bool isRecurring, Admission<Report> admission)
    {
        var report = admission.Value;
        var (phase, step) = Within(composition, report.FailedStep);
        var execution = phase is { } name
            ? InPhase(skill, version, name, step, assessed, admission)
            : New(skill, version, assessed, step, report.Notes, report.Evidence, admission, isRecurring);
        // The phase is only for the pitfall; the execution keeps the notes as they were reported. What failed in a component is believed
        // of that, and not of what it is a part of.
        var isOfComponent = phase is not null && assessed.Outcome is (Outcome.Failure or Outcome.Partial);
        return execution with { Retrieval = report.Retrieval, Notes = report.Notes, Weight = isOfComponent ? 0 : null };
    }

    /// <summary>The execution with what it says that the skill is not for, which waits for a person where there is a doubt.</summary>
    static Execution WithNotFor(Execution execution, string notFor, string doubt) => (notFor.Length, doubt.Length) switch
    {
        (0, _) => execution,
        (_, 0) => execution with { NotFor = notFor },
        _ => execution with { Withheld = new WithheldPitfall(new Pitfall { Text = notFor }, doubt) { IsNotFor = true } },
    };

    /// <summary>The execution of a composite that failed in a phase. Its pitfall is compared with those of the same step alone.</summary>
    Execution InPhase(Skill skill, int version, SkillName phase, int step, AssessedOutcome assessed, Admission<Report> admission)
    {
        var report = admission.Value;
        var ofStep = skill with { Pitfalls = PhasePitfalls.At(skill.Pitfalls, phase, step) };
        var failure = report.Notes.Length > 0 ? report.Notes : PitfallExtraction.WithoutCause;
        var execution = New(ofStep, version, assessed, failedStep: 0, failure, report.Evidence, admission);
        return execution.WithPitfall(
            pitfall => pitfall with { Text = Truncate.To(PhasePitfalls.TextOf(phase, step, pitfall.Text), Pitfall.MaxLength) });
    }

    /// <summary>
    /// Counts the outcome of a component. The evidence and the task of the report belong to the composite, so the component gets neither.
    /// </summary>
    /// <returns>What to tell the caller; a sentence each.</returns>
    async Task<IReadOnlyList<string>> RecordComponentAsync(
        Composition composition,
        Skill component,
        Outcome outcome,
        bool isBound,
        Admission<Report> admission,
        CancellationToken cancel)
    {
        var report = admission.Value;
        var (phase, step) = Within(composition, report.FailedStep);
        var failedHere = phase == component.Name;
        var assessed = AssessedOutcome.Of(outcome, evidence: null, IsConfirmed(admission));
        var notes = failedHere || phase is null ? report.Notes : "";
        var failedStep = failedHere ? step : 0;
        var execution = New(component, component.Version, assessed, failedStep, notes, evidence: null, admission) with
        {
            Retrieval = report.Retrieval,
            IsBound = isBound,
        };
        // The notes are of the composite: a component that went well takes from them only a tip of a step of its own.
        if (outcome == Outcome.Success)
        {
            execution = execution.WithPitfall(tip => report.Outcome != Outcome.Success || tip.Step == 0 ? null : tip);
        }
        var counted = await counting.CountAsync(component.Name, execution, admission, cancel);
        var (_, retired) = await retiring.AfterReportAsync(component.Name, admission.Actor, cancel);
        return counted is Counted.New or Counted.Corrected
            ? [$"{EnumName.Of(outcome)} counted for {component.Name}", .. retired]
            : retired;
    }

    Execution New(
        Skill skill,
        int version,
        AssessedOutcome assessed,
        int failedStep,
        string notes,
        Evidence? evidence,
        Admission admission,
        bool isRecurring = false)
    {
        var (doubt, now) = (admission.QuarantineReason, time.GetUtcNow());
        var execution = NewExecution.Of(skill, version, assessed, failedStep, notes, evidence, doubt, now, isRecurring);
        return execution with { Principal = admission.Actor.Principal };
    }

    /// <summary>
    /// The phase of a composite that the failed step is in, and the number of the step within it.
    /// The phase is null if the skill is not a composite or no step failed; the number is then unchanged.
    /// </summary>
    static (SkillName? Phase, int Step) Within(Composition composition, int failedStep)
    {
        var before = 0;
        foreach (var phase in composition.Phases)
        {
            if (failedStep > before && failedStep <= before + phase.Steps)
            {
                return (phase.Skill, failedStep - before);
            }
            before += phase.Steps;
        }
        return (null, failedStep);
    }

    /// <summary>How the count differs from what the caller reported; a sentence each.</summary>
    static IEnumerable<string> Remarks(Report report, AssessedOutcome assessed, Counted counted)
    {
        if (assessed.Contradicted)
        {
            var correction = report.Retrieval is null
                ? ""
                : "; if that is wrong, report again with the same retrieval_id and with evidence that agrees";
            yield return $"counted as {EnumName.Of(assessed.Outcome)}: the evidence contradicts the claim of "
                + $"{EnumName.Of(report.Outcome)}{correction}";
        }
        if (counted == Counted.Corrected)
        {
            yield return "corrected";
        }
        if (counted == Counted.Outweighed)
        {
            yield return $"not corrected: the earlier report has evidence; to replace it, give evidence of {EnumName.Of(assessed.Outcome)}";
        }
    }

    static IEnumerable<string> Doubts(Admission<Report> admission)
    {
        if (admission.QuarantineReason.Length > 0 && (admission.Value.Notes.Length > 0 || admission.Value.Evidence is not null))
        {
            yield return $"no pitfall or tip is made from the notes ({admission.QuarantineReason}) "
                + "unless a person admits it: skillmcp review";
        }
    }

    async Task<IReadOnlyList<(Skill Skill, Outcome Outcome)>> ComponentsAsync(
        Composition composition, Report report, AssessedOutcome assessed, CancellationToken cancel)
    {
        var known = composition.Phases.Select(phase => phase.Skill).Distinct().ToList();
        if (report.Components.Keys.Where(name => !known.Contains(name)).ToList() is { Count: > 0 } unknown)
        {
            throw new SkillException(known.Count == 0
                ? $"'{report.Skill}' is not a composite: leave components out."
                : $"'{report.Skill}' has no component {string.Join(", ", unknown)}. Its components: {string.Join(", ", known)}.");
        }
        var components = new List<(Skill, Outcome)>();
        foreach (var (name, outcome) in report.Components)
        {
            components.Add((await lookup.GetAsync(name, cancel), outcome));
        }
        // What failed in a phase failed in its component.
        if (assessed.Outcome is (Outcome.Failure or Outcome.Partial) && Within(composition, report.FailedStep).Phase is { } failed
            && !report.Components.ContainsKey(failed))
        {
            components.Add((await lookup.GetAsync(failed, cancel), assessed.Outcome));
        }
        return components;
    }

    /// <summary>The components that a report names, with how they ended; one with a failed step did not end well.</summary>
    static IReadOnlyDictionary<SkillName, Outcome> NamedIn(Report report, Composition composition)
    {
        var named = new Dictionary<SkillName, Outcome>(report.Components);
        if (Within(composition, report.FailedStep).Phase is { } failed)
        {
            named.TryAdd(failed, Outcome.Failure);
        }
        return named;
    }

    /// <exception cref="SkillException">The skill waits for approval: what is reported until then could make it look proved.</exception>
    static Skill Reportable(Skill skill) => skill.Lifecycle.Status == Status.Quarantined
        ? throw new SkillException($"'{skill.Name}' is {skill.Lifecycle.Described}: nothing is recorded of it before a person approves it.")
        : skill;

    static void CheckStep(int failedStep, Procedure procedure)
    {
        var steps = procedure.Steps.Count(step => !step.IsHeading);
        if (failedStep < 0 || failedStep > steps)
        {
            throw new SkillException($"failed_step is {failedStep}, and the steps are 1 to {steps} (0 or nothing where no step failed).");
        }
    }

    /// <summary>Whether a person reports, who saw it, or this program did.</summary>
    static bool IsConfirmed(Admission<Report> admission) => admission.Actor.Author == Author.Person || admission.Value.IsVerified;
}
