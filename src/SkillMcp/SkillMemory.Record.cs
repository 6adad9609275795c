using SkillMcp.Formation;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Records how an execution ended, and does what follows from it.</summary>
    /// <exception cref="SkillException">No skill has the name, the retrieval did not return it, or the step or component is not there.</exception>
    async Task<Recorded> RecordAdmittedAsync(Report report, CancellationToken cancel)
    {
        var skill = await GetAsync(report.Skill, cancel);
        var composition = await LayOutAsync(skill, cancel);
        CheckStep(report.FailedStep, composition.Procedure);
        var components = await ComponentsAsync(composition, report, cancel);
        var (task, version) = await FollowedAsync(skill, report.Retrieval, cancel);
        var finding = Finding.Of(report.Outcome, report.Evidence, report.Confirmed);

        // The number of a step in a composite moves whenever a component changes: a pitfall names its phase instead.
        var (phase, step) = Within(composition, report.FailedStep);
        var pitfall = phase is null ? report.Notes : $"{phase}, step {step}: {(report.Notes.Length > 0 ? report.Notes : "failed")}";
        var execution = Executed(skill, version, finding, phase is null ? step : 0, pitfall, report.Evidence);
        var counted = await store.RecordAsync(project, execution with { Retrieval = report.Retrieval, Task = task, Notes = report.Notes }, cancel);
        List<string> followed = [.. Judged(report, finding, counted)];
        foreach (var component in components)
        {
            followed.AddRange(await RecordComponentAsync(composition, component.Skill, component.Outcome, report, cancel));
        }
        var (now, retired) = await RetireAsync(skill.Name, cancel);
        return new Recorded { Skill = now, Counted = counted == Counted.New, Followed = [.. followed, .. retired] };
    }

    /// <summary>Counts a component's outcome for it. What was observed of the whole says nothing about a part, and what was asked of the whole does not find it.</summary>
    async Task<IReadOnlyList<string>> RecordComponentAsync(Composition composition, Skill component, Outcome outcome, Report report, CancellationToken cancel)
    {
        var (phase, step) = Within(composition, report.FailedStep);
        var isItsOwn = phase == component.Name;
        var finding = Finding.Of(outcome, evidence: null, report.Confirmed);
        var execution = Executed(component, component.Version, finding, isItsOwn ? step : 0, isItsOwn || phase is null ? report.Notes : "", evidence: null);
        var counted = await store.RecordAsync(project, execution with { Retrieval = report.Retrieval }, cancel);
        var (_, retired) = await RetireAsync(component.Name, cancel);
        return counted == Counted.Unchanged ? retired : [$"{Word.Of(outcome)} counted for {component.Name}", .. retired];
    }

    /// <summary>The phase that a step of a composite is in, and which step it is there; no phase for a skill that is none, or where no step failed.</summary>
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

    /// <summary>An execution that ended just now.</summary>
    Execution Executed(Skill skill, int version, Finding finding, int failedStep, string notes, Evidence? evidence)
    {
        var now = time.GetUtcNow();
        return new Execution
        {
            Id = Guid.CreateVersion7(now),
            Skill = skill.Id,
            Version = version,
            Outcome = finding.Outcome,
            Grade = finding.Grade,
            At = now,
            Notes = notes,
            Evidence = evidence,
            // A pitfall is handed out, and nothing doubtful is.
            Pitfall = finding.Outcome is Outcome.Failure or Outcome.Partial && Acting.Now.By.Doubt.Length == 0 ? LessonOf(skill, version, notes, evidence, failedStep) : null,
        };
    }

    /// <summary>What went wrong with a version; what is known of another says nothing of its steps.</summary>
    static Pitfall? LessonOf(Skill skill, int version, string notes, Evidence? evidence, int failedStep) =>
        version == skill.Version ? PitfallExtraction.Of(notes, evidence, failedStep, skill.Procedure.Steps, skill.Pitfalls) : PitfallExtraction.Of(notes, evidence, failedStep, [], []);

    /// <summary>What the caller has to hear about what was counted.</summary>
    static IEnumerable<string> Judged(Report report, Finding finding, Counted counted)
    {
        if (finding.Contradicted)
        {
            yield return $"counted as {Word.Of(finding.Outcome)}: the evidence contradicts the claim of {Word.Of(report.Outcome)}";
        }
        if (counted == Counted.Corrected)
        {
            yield return "corrected";
        }
    }

    /// <summary>What the retrieval was for, and in which version it handed the skill out; the version of today where it is not known (any more).</summary>
    async Task<(string Task, int Version)> FollowedAsync(Skill skill, Guid? retrieval, CancellationToken cancel)
    {
        if (retrieval is not { } id)
        {
            return ("", skill.Version);
        }
        await FlushAsync(cancel);
        if (await store.FindRetrievalAsync(project, id, cancel) is not { } past)
        {
            return ("", skill.Version);
        }
        if (past.Skills.FirstOrDefault(returned => returned.Skill == skill.Id) is { } returned)
        {
            return (past.Task, returned.Version);
        }
        var names = (await store.GetAsync(project, [.. past.Skills.Select(s => s.Skill)], cancel)).Select(s => s.Name);
        throw new SkillException($"Retrieval {id} did not return '{skill.Name}'. It returned: {string.Join(", ", names)}. Report one of these, or leave retrieval_id out.");
    }

    async Task<IReadOnlyList<(Skill Skill, Outcome Outcome)>> ComponentsAsync(Composition composition, Report report, CancellationToken cancel)
    {
        var known = composition.Phases.Select(phase => phase.Skill).Distinct().ToList();
        if (report.Components.Keys.Where(name => !known.Contains(name)).ToList() is { Count: > 0 } unknown)
        {
            throw new SkillException(known.Count == 0
                ? $"'{report.Skill}' is no composite: leave components out."
                : $"'{report.Skill}' has no component {string.Join(", ", unknown)}. Its components: {string.Join(", ", known)}.");
        }
        var components = new List<(Skill, Outcome)>();
        foreach (var (name, outcome) in report.Components)
        {
            components.Add((await GetAsync(name, cancel), outcome));
        }
        return components;
    }

    /// <summary>Does what the record of a skill demands, and says what that was.</summary>
    async Task<(Skill Skill, IReadOnlyList<string> Followed)> RetireAsync(SkillName name, CancellationToken cancel)
    {
        var before = Lifecycle.Active;
        SkillVersion? better = null;
        var worse = 0;
        var skill = await ChangeAsync(name, async read =>
        {
            before = read.Lifecycle;
            var lately = await store.ExecutionsAsync(project, read.Id, Retirement.RecentExecutions, cancel);
            better = read.Version > 1 && lately is [{ Outcome: not Outcome.Success }, ..] ? await BetterBeforeAsync(read, cancel) : null;
            if (better is not null)
            {
                worse = read.Version;
                return (read with { Version = better.Number, Procedure = better.Procedure, UpdatedAt = time.GetUtcNow() }, null);
            }
            var after = Retirement.After(read, lately, options);
            return after == before ? null : (read with { Lifecycle = after }, null);
        }, cancel);
        return (better, skill.Lifecycle == before) switch
        {
            ({ } back, _) => (skill, [$"rolled back to version {back.Number}: version {worse} does worse"]),
            (_, true) => (skill, []),
            _ => (skill, await ConsequencesAsync(skill, cancel)),
        };
    }

    /// <summary>
    /// The version before that of today that does better and keeps a run as safe: a check makes failures visible, and is not to blame for them.
    /// Null where there is none.
    /// </summary>
    async Task<SkillVersion?> BetterBeforeAsync(Skill skill, CancellationToken cancel)
    {
        var executions = await store.ExecutionsAsync(project, skill.Id, Regression.RecentExecutions, cancel);
        var judging = Regression.Since(skill, executions).Where(execution => execution.Outcome != Outcome.Failure || !PitfallExtraction.IsTransient(execution.Notes, execution.Evidence));
        return Regression.BetterBefore(skill, judging, await store.VersionsAsync(project, skill.Id, cancel))
            .FirstOrDefault(version => Safeguards.LostBetween(skill.Procedure.Steps, version.Procedure.Steps) is []);
    }

    /// <summary>What the state that a skill has come into means, for itself and for the composites that it is part of.</summary>
    async Task<IReadOnlyList<string>> ConsequencesAsync(Skill skill, CancellationToken cancel)
    {
        var own = skill.Lifecycle switch
        {
            { Status: Status.Archived } archived => $"archived as {archived.Word}",
            { Reason: Lifecycle.Disputed } => "disputed: failures that nobody verified speak against it, and a verified success for it",
            _ => "active again",
        };
        var composites = skill.IsActive ? [] : await store.CompositesOfAsync(project, skill.Id, cancel);
        return [own, .. composites.Where(composite => composite.IsActive).Select(composite => $"{composite.Name} is degraded: it has {skill.Name} as a component")];
    }

    static void CheckStep(int failedStep, Procedure procedure)
    {
        var steps = procedure.Steps.Count(step => !step.IsHeading);
        if (failedStep < 0 || failedStep > steps)
        {
            throw new SkillException($"failed_step is {failedStep}, and the steps are 1 to {steps} (0 or nothing where no step failed).");
        }
    }
}

/// <summary>How an execution of a skill ended.</summary>
public sealed record Report
{
    public required SkillName Skill { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Who tells it.</summary>
    public Provenance By { get; init; } = new(Author.Agent);

    /// <summary>Whether a person saw it.</summary>
    public bool Confirmed { get; init; }

    public Guid? Retrieval { get; init; }

    public Evidence? Evidence { get; init; }

    /// <summary>The step that failed, as shown, from 1; 0 where none did or nobody knows.</summary>
    public int FailedStep { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>For a composite, how components of it ended; these count there too.</summary>
    public IReadOnlyDictionary<SkillName, Outcome> Components { get; init; } = new Dictionary<SkillName, Outcome>();
}

/// <summary>The answer to a <see cref="Report"/>.</summary>
public sealed record Recorded
{
    /// <summary>The skill as it is now.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Whether the execution is new.</summary>
    public required bool Counted { get; init; }

    /// <summary>What followed, such as "archived as unreliable"; a sentence each.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];
}
