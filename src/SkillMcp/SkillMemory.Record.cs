using SkillMcp.Formation;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Records how an execution ended, and does what follows from it.</summary>
    /// <exception cref="SkillException">No skill has the name, the retrieval did not return it, or the step or component is not there.</exception>
    public async Task<Recorded> RecordAsync(Report report, CancellationToken cancel = default)
    {
        var skill = await GetAsync(report.Skill, cancel);
        var composition = await LayOutAsync(skill, cancel);
        CheckStep(report.FailedStep, composition.Procedure);
        var components = await ComponentsAsync(composition, report, cancel);
        var (task, version) = await FollowedAsync(skill, report.Retrieval, cancel);
        var finding = Finding.Of(report.Outcome, report.Evidence, report.Confirmed);

        var counted = await CountAsync(skill, version, task, report, finding, report.FailedStep, cancel);
        var followed = new List<string>();
        if (finding.Contradicted)
        {
            followed.Add($"counted as {Wire(finding.Outcome)}: the evidence contradicts the claim of {Wire(report.Outcome)}");
        }
        if (counted == Counted.Corrected)
        {
            followed.Add("corrected");
        }
        foreach (var (component, outcome) in components)
        {
            await CountAsync(component, component.Version, task, report, new Finding(outcome, finding.Grade, false), failedStep: 0, cancel);
            followed.Add($"{Wire(outcome)} counted for {component.Name}");
            followed.AddRange((await RetireAsync(component.Name, cancel)).Followed);
        }
        var (now, retired) = await RetireAsync(skill.Name, cancel);
        return new Recorded { Skill = now, Counted = counted == Counted.New, Followed = [.. followed, .. retired] };
    }

    Task<Counted> CountAsync(Skill skill, int version, string task, Report report, Finding finding, int failedStep, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return store.RecordAsync(project, new Execution
        {
            Id = Guid.CreateVersion7(now),
            Skill = skill.Id,
            Version = version,
            Outcome = finding.Outcome,
            Grade = finding.Grade,
            At = now,
            Retrieval = report.Retrieval,
            Task = task,
            Notes = report.Notes,
            Evidence = report.Evidence,
            Pitfall = finding.Outcome is Outcome.Failure or Outcome.Partial ? Pitfall.From(report.Notes, report.Evidence, failedStep) : null,
        }, cancel);
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
        var skill = await ChangeAsync(name, async read =>
        {
            before = read.Lifecycle;
            var lately = await store.ExecutionsAsync(project, read.Id, Retirement.Lately, cancel);
            var after = Retirement.After(read, lately, options);
            return after == before ? null : (read with { Lifecycle = after }, null);
        }, cancel);
        return skill.Lifecycle == before ? (skill, []) : (skill, await ConsequencesAsync(skill, cancel));
    }

    /// <summary>What the state that a skill has come into means, for itself and for the composites that it is part of.</summary>
    async Task<IReadOnlyList<string>> ConsequencesAsync(Skill skill, CancellationToken cancel)
    {
        var own = skill.Lifecycle switch
        {
            { Status: Status.Archived, Reason: var reason } => $"archived as {reason}",
            { Reason: Lifecycle.Disputed } => "disputed: failures that nobody verified speak against it, and a verified success for it",
            _ => "active again",
        };
        var composites = skill.IsActive ? [] : await store.CompositesOfAsync(project, skill.Id, cancel);
        return [own, .. composites.Where(composite => composite.IsActive).Select(composite => $"{composite.Name} is degraded: it has {skill.Name} as a component")];
    }

    static void CheckStep(int failedStep, Procedure procedure)
    {
        var steps = procedure.Steps.Count(step => !Composer.IsHeading(step));
        if (failedStep < 0 || failedStep > steps)
        {
            throw new SkillException($"failed_step is {failedStep}, and the steps are 1 to {steps} (0 or nothing where no step failed).");
        }
    }

    static string Wire(Outcome outcome) => outcome is Outcome.NotUsed ? "not_used" : outcome.ToString().ToLowerInvariant();
}

/// <summary>How an execution of a skill ended.</summary>
public sealed record Report
{
    public required SkillName Skill { get; init; }

    public required Outcome Outcome { get; init; }

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
