using SkillMcp.Formation;
using SkillMcp.Safety;

namespace SkillMcp;

/// <summary>
/// The door that everything which is written comes through, whatever verb it asks for: secrets are taken out, the rest is screened as it is,
/// and what it becomes (a draft, a merge, a composite) is screened again before it is stored.
/// </summary>
public sealed partial class SkillMemory
{
    /// <summary>Decides whether a run is worth remembering, as what, and remembers it. The run itself is the first execution.</summary>
    /// <exception cref="SkillException">The run is malformed or refused, or <see cref="LearnRequest.MergeInto"/> cannot take it.</exception>
    public Task<Learned> LearnAsync(LearnRequest request, Provenance by, CancellationToken cancel = default) =>
        LearnAsync(request, by, (told, isKnown) => FormationPolicy.Judge(told, options.MinSteps, isKnown), cancel);

    /// <summary>The same past the formation policy: everything is worth remembering. For measuring what is the same and what is not.</summary>
    internal Task<Learned> RememberAsync(LearnRequest request, Provenance by, CancellationToken cancel = default) =>
        LearnAsync(request, by, (_, _) => new Verdict(true, "asked_for"), cancel);

    async Task<Learned> LearnAsync(LearnRequest request, Provenance by, Func<Trajectory, bool, Verdict> judge, CancellationToken cancel)
    {
        if (request.Trajectory.Steps.Count > Trajectory.MostSteps)
        {
            throw new SkillException($"This skill cannot be stored: there are {request.Trajectory.Steps.Count} steps and must be 1-{Trajectory.MostSteps}.");
        }
        await MeasureAsync(by, request.MergeInto?.Value ?? "", [.. DraftOf(request.Trajectory), new("task", request.Trajectory.Task), new("notes", request.Trajectory.Notes), .. Passages(request.Trajectory.Evidence)], cancel);
        var run = Cleaned(request.Trajectory);
        by = Acting.As(await AdmitAsync(by, request.MergeInto?.Value ?? "", DraftOf(run), [new("task", run.Task), new("notes", run.Notes), .. Passages(run.Evidence)], cancel), time.GetUtcNow());
        try
        {
            var learned = await LearnAdmittedAsync(request with { Trajectory = run }, by, judge, cancel);
            return learned.Decision == Decision.Quarantined ? learned with { Reason = learned.Skill!.Lifecycle.Reason } : learned;
        }
        catch (HeldBack held)
        {
            return new Learned { Decision = Decision.Quarantined, Reason = held.Lifecycle.Reason, Skill = request.DryRun ? held.Skill : await HoldAsync(held, cancel), Version = 1 };
        }
    }

    /// <summary>Gives a skill other steps, because a run showed that they work.</summary>
    /// <exception cref="SkillException">The run did not succeed or is refused, nothing changed, or the skill is a composite or not active.</exception>
    public async Task<Refined> RefineAsync(RefineRequest request, Provenance by, CancellationToken cancel = default)
    {
        await MeasureAsync(by, request.Skill.Value, [.. Passages(request.Steps), new("reason", request.Reason), .. Passages(request.Evidence)], cancel);
        var redactor = new SecretRedactor();
        for (var pass = 0; pass < 2; pass++)
        {
            request = request with { Steps = Cleaned(request.Steps, redactor), Reason = redactor.Redact(request.Reason), Evidence = Cleaned(request.Evidence, redactor) };
        }
        by = Acting.As(await AdmitAsync(by, request.Skill.Value, Passages(request.Steps), [new("reason", request.Reason), .. Passages(request.Evidence)], cancel), time.GetUtcNow());
        try
        {
            return await RefineAdmittedAsync(request, by, cancel);
        }
        catch (HeldBack held)
        {
            return new Refined { Decision = Decision.Quarantined, Skill = await HoldAsync(held, cancel), Version = 1, Reason = held.Lifecycle.Reason };
        }
    }

    /// <summary>Joins skills into one that refers to them.</summary>
    /// <exception cref="SkillException">Fewer than two skills, one that is not there or not active, a cycle, a binding to nothing, or a text that is refused.</exception>
    public async Task<Composed> ComposeAsync(ComposeRequest request, Provenance by, CancellationToken cancel = default)
    {
        var redactor = new SecretRedactor();
        request = request with
        {
            Name = redactor.Redact(request.Name),
            Description = redactor.Redact(request.Description),
            Tags = redactor.Redact(request.Tags),
            Bindings = request.Bindings.ToDictionary(part => part.Key, part => (IReadOnlyDictionary<string, string>)part.Value.ToDictionary(bound => bound.Key, bound => redactor.Redact(bound.Value))),
        };
        IEnumerable<Passage> said = [new("name", request.Name), new("description", request.Description), .. request.Tags.Select(tag => new Passage("tags", tag)),
            .. request.Bindings.Values.SelectMany(bound => bound.Values).Select(text => new Passage("bindings", text))];
        by = Acting.As(await AdmitAsync(by, "", said, [], cancel), time.GetUtcNow());
        return await ComposeAdmittedAsync(request, by, cancel);
    }

    /// <summary>Records how an execution ended, and does what follows from it.</summary>
    /// <exception cref="SkillException">No skill has the name, the retrieval did not return it, the step or component is not there, or a text is refused.</exception>
    public async Task<Recorded> RecordAsync(Report report, CancellationToken cancel = default)
    {
        await MeasureAsync(report.By, report.Skill.Value, [new("notes", report.Notes), .. Passages(report.Evidence)], cancel);
        var redactor = new SecretRedactor();
        for (var pass = 0; pass < 2; pass++)
        {
            report = report with { Notes = redactor.Redact(report.Notes), Evidence = Cleaned(report.Evidence, redactor) };
        }
        var by = Acting.As(await AdmitAsync(report.By, report.Skill.Value, [], [new("notes", report.Notes), .. Passages(report.Evidence)], cancel), time.GetUtcNow());
        var recorded = await RecordAdmittedAsync(report, cancel);
        return by.Doubt.Length > 0 && (report.Notes.Length > 0 || report.Evidence is not null)
            ? recorded with { Followed = [.. recorded.Followed, $"what was said of it warns nobody before a person has read it ({by.Doubt})"] }
            : recorded;
    }

    /// <summary>Archives, restores, pins, unpins or rolls back a skill. What is so already stays, and the answer says so.</summary>
    /// <exception cref="SkillException">No skill has the name, it cannot be done in its state, or the reason is refused.</exception>
    public async Task<Curated> CurateAsync(CurateRequest request, CancellationToken cancel = default)
    {
        request = request with { Reason = new SecretRedactor().Redact(request.Reason) };
        var by = await AdmitAsync(request.By, request.Skill.Value, [], [new("reason", request.Reason)], cancel);
        // The reason of a lifecycle is not handed out, and a change without a text has nothing to approve.
        Acting.As(by with { Doubt = "" }, time.GetUtcNow());
        try
        {
            return await CurateAdmittedAsync(request, cancel);
        }
        catch (HeldBack held)
        {
            var proposal = await HoldAsync(held, cancel);
            return new Curated(held.Skill, Changed: false, [$"what it said then waits for a person's approval as {proposal.Name} ({held.Lifecycle.Reason})"]);
        }
    }

    /// <summary>Adds a skill that a person wrote (or imports), with the record that it comes with; a person's record counts as verified.</summary>
    /// <param name="procedure">What it says.</param>
    /// <param name="record">How it fared so far.</param>
    /// <param name="by">Who.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="contents">What its files hold, by digest.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The skill as stored: with <c>-2</c> behind its name where the name is taken by another procedure; an equal one is returned as it is; quarantined where a person has to approve it.</returns>
    /// <exception cref="SkillException">The procedure is malformed or refused.</exception>
    public async Task<Skill> AddAsync(
        Procedure procedure, Executions record, Provenance by, Source source = Source.Manual, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents = null, CancellationToken cancel = default)
    {
        await MeasureAsync(by, "", [.. PassagesOf(procedure)], cancel);
        (var brought, by) = await ReceivedAsync(new Brought(procedure, contents ?? NoContents), by, "", cancel);
        by = Acting.As(await AdmitAsync(by, "", PassagesOf(brought.Procedure), [], cancel), time.GetUtcNow());
        await KeepAsync(project, brought.Procedure.WithParametersOfSteps().Checked(), brought.Contents, cancel);
        return await AddAdmittedAsync(brought.Procedure, record, by, source, cancel);
    }

    /// <summary>Replaces what a skill says; the new text is a new version, or waits apart for approval as a skill of its own.</summary>
    /// <param name="read">The skill as it was when the editing began.</param>
    /// <param name="procedure">What it is to say; another title renames it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="contents">What its files hold, by digest; those that are kept already may be left out.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SkillException">Somebody else changed it meanwhile, the new name is taken, or the procedure is malformed or refused.</exception>
    public async Task<Skill> EditAsync(
        Skill read, Procedure procedure, string reason, Provenance by, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents = null, CancellationToken cancel = default)
    {
        await MeasureAsync(by, read.Name.Value, [.. PassagesOf(procedure), new("reason", reason)], cancel);
        (var brought, by) = await ReceivedAsync(new Brought(procedure, contents ?? NoContents), by, read.Name.Value, cancel);
        reason = new SecretRedactor().Redact(reason);
        by = Acting.As(await AdmitAsync(by, read.Name.Value, PassagesOf(brought.Procedure), [new("reason", reason)], cancel), time.GetUtcNow());
        await KeepAsync(read.Project, brought.Procedure, brought.Contents, cancel);
        try
        {
            return await EditAdmittedAsync(read, brought.Procedure, reason, by, cancel);
        }
        catch (HeldBack held)
        {
            return await HoldAsync(held, cancel);
        }
    }

    /// <summary>Puts a quarantined skill away, as it was shown. For people alone.</summary>
    /// <exception cref="SkillException">It is not quarantined.</exception>
    public async Task<Curated> RejectAsync(Skill read, CancellationToken cancel = default)
    {
        if (read.Lifecycle.Status != Status.Quarantined)
        {
            throw new SkillException($"'{read.Name}' is {Word.Of(read.Lifecycle.Status)}: only a quarantined skill can be rejected.");
        }
        return await CurateAsync(new CurateRequest { Skill = read.Name, Action = CurateAction.Archive, Reason = Lifecycle.Rejected, By = new Provenance(Author.Person) }, cancel);
    }

    /// <summary>The skill that a quarantined one would change; null where it would change none.</summary>
    public Task<Skill?> TargetAsync(Skill proposal, CancellationToken cancel = default) => store.TargetAsync(project, proposal.Id, cancel);

    /// <summary>The record of changes, newest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(string skill = "", int limit = 50, CancellationToken cancel = default) => store.AuditAsync(project, skill, limit, cancel);

    static RetrieveRequest Admitted(RetrieveRequest request)
    {
        var redactor = new SecretRedactor();
        return request with { Task = redactor.Redact(request.Task), Done = redactor.Redact(request.Done) };
    }

    /// <summary>A task as it is written down: what the screen would keep apart, a skill is not found by later.</summary>
    static string Kept(string task) => ContentScreen.Of([new Passage("task", task)]).Verdict == ScreeningVerdict.Pass ? task : "";

    /// <summary>Screens what somebody says: what is to be a skill, and by itself what is told of it.</summary>
    /// <returns>Who says it, with the doubt that there is of it.</returns>
    /// <exception cref="SkillException">A part is refused, which is on record now.</exception>
    async Task<Provenance> AdmitAsync(Provenance by, string skill, IEnumerable<Passage> said, IEnumerable<Passage> told, CancellationToken cancel)
    {
        var doubt = options.QuarantineAgents && by.Author == Author.Agent ? $"{Lifecycle.Unapproved}: an agent wrote it" : by.Doubt;
        foreach (var part in new[] { said, told.Append(new Passage("client", by.Client)) })
        {
            var screening = ContentScreen.Of(part);
            if (screening.Verdict == ScreeningVerdict.Refuse)
            {
                throw await RefusedAsync(by, skill, screening, cancel);
            }
            doubt = screening.Verdict == ScreeningVerdict.Quarantine ? $"{Lifecycle.Screened}: {screening.Summary}" : doubt;
        }
        return by with { Client = new SecretRedactor().Redact(by.Client), Doubt = doubt };
    }

    /// <summary>Refuses what is too long before it is searched for secrets, which would take its time.</summary>
    /// <exception cref="SkillException">It is too long, which is on record now.</exception>
    async Task MeasureAsync(Provenance by, string skill, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        if (ContentScreen.OfLength(passages) is { } tooLong)
        {
            throw await RefusedAsync(by, skill, tooLong, cancel);
        }
    }

    async Task<SkillException> RefusedAsync(Provenance by, string skill, ScreeningResult screening, CancellationToken cancel)
    {
        Acting.As(by, time.GetUtcNow());
        await store.AppendAsync(project, AuditEntry.Of(AuditedAct.Refused, project, skill, reason: screening.Summary), cancel);
        return Refusal(screening);
    }

    /// <summary>What becomes of a text that somebody wrote, once it is what would be stored.</summary>
    /// <exception cref="SkillException">It is refused, which nobody could see in its parts.</exception>
    static Lifecycle LifecycleOf(Procedure procedure, Provenance by)
    {
        var screening = ContentScreen.Of(PassagesOf(procedure));
        return screening.Verdict switch
        {
            ScreeningVerdict.Refuse => throw Refusal(screening),
            ScreeningVerdict.Quarantine => Lifecycle.Quarantined($"{Lifecycle.Screened}: {screening.Summary}"),
            _ => by.Doubt.Length > 0 ? Lifecycle.Quarantined(by.Doubt) : Lifecycle.Active,
        };
    }

    static SkillException Refusal(ScreeningResult screening)
    {
        var gravest = screening.Findings[0];
        return new SkillException($"Nothing was stored: {screening.Summary}. {gravest.Reason} Say it openly, in plain text, or leave it out.");
    }

    /// <summary>Stores a change that has to be approved as a quarantined skill of its own, beside the one that it would change.</summary>
    async Task<Skill> HoldAsync(HeldBack held, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await CarryAsync(held.Skill.Project, project, held.Procedure, cancel);
        for (var number = 2; ; number++)
        {
            var proposal = held.Skill with
            {
                Id = Guid.CreateVersion7(now),
                Project = project,
                Name = held.Skill.Name.Numbered(number),
                Procedure = held.Procedure,
                Version = 1,
                Revision = 1,
                Lifecycle = held.Lifecycle,
                Pinned = false,
                Record = TrackRecord.Empty,
                Provenance = held.By,
                Pitfalls = [],
                CreatedAt = now,
                UpdatedAt = now,
                LastUsedAt = null,
                LastSucceededAt = null,
            };
            if (await store.ProposeAsync(project, proposal, held.Skill, held.Reason, cancel) == Saved.Done)
            {
                return await GetAsync(proposal.Name, cancel);
            }
            if (await store.FindAsync(project, proposal.Name, cancel) is { Lifecycle.Status: Status.Quarantined } same && same.Procedure.ContentHash() == held.Procedure.ContentHash())
            {
                return same;
            }
        }
    }

    static Trajectory Cleaned(Trajectory run)
    {
        var redactor = new SecretRedactor();
        return Cleaned(Cleaned(run, redactor), redactor);
    }

    static Trajectory Cleaned(Trajectory run, SecretRedactor redactor)
    {
        return run with
        {
            Task = redactor.Redact(run.Task),
            Steps = Cleaned(run.Steps, redactor),
            Name = redactor.Redact(run.Name),
            Description = redactor.Redact(run.Description),
            Category = redactor.Redact(run.Category),
            Tags = redactor.Redact(run.Tags),
            Preconditions = redactor.Redact(run.Preconditions),
            Postconditions = redactor.Redact(run.Postconditions),
            Parameters = Cleaned(run.Parameters, redactor),
            Notes = redactor.Redact(run.Notes),
            Evidence = Cleaned(run.Evidence, redactor),
        };
    }

    static Procedure Cleaned(Procedure procedure, SecretRedactor redactor)
    {
        return procedure with
        {
            Title = redactor.Redact(procedure.Title),
            Description = redactor.Redact(procedure.Description),
            Category = redactor.Redact(procedure.Category),
            Tags = redactor.Redact(procedure.Tags),
            Preconditions = redactor.Redact(procedure.Preconditions),
            Steps = Cleaned(procedure.Steps, redactor),
            Postconditions = redactor.Redact(procedure.Postconditions),
            Parameters = Cleaned(procedure.Parameters, redactor),
        };
    }

    static IReadOnlyList<Step> Cleaned(IReadOnlyList<Step> steps, SecretRedactor redactor) =>
        [.. steps.Select(step => redactor.Redact(step.Text) is var clean && clean == step.Text ? step : Step.Parse(clean))];

    static IReadOnlyList<Parameter> Cleaned(IReadOnlyList<Parameter> parameters, SecretRedactor redactor) =>
        [.. parameters.Select(parameter => parameter with
        {
            Description = redactor.Redact(parameter.Description),
            Example = redactor.IsSecret(parameter.Name, parameter.Example) ? Parameter.Secret : parameter.Example,
            Default = parameter.Default is { } value && redactor.IsSecret(parameter.Name, value) ? null : parameter.Default,
        })];

    static Evidence? Cleaned(Evidence? evidence, SecretRedactor redactor) => evidence is null ? null : evidence with
    {
        Observed = redactor.Redact(evidence.Observed),
        Expected = redactor.Redact(evidence.Expected),
        Check = redactor.Redact(evidence.Check),
    };

    static IEnumerable<Passage> DraftOf(Trajectory run) =>
    [
        new("name", run.Name), new("description", run.Description), new("category", run.Category), .. run.Tags.Select(tag => new Passage("tags", tag)),
        .. Numbered("precondition", run.Preconditions), .. Passages(run.Steps), .. Numbered("postcondition", run.Postconditions), .. Passages(run.Parameters),
    ];

    static IEnumerable<Passage> PassagesOf(Procedure procedure) =>
    [
        new("name", procedure.Title), new("description", procedure.Description), new("category", procedure.Category), .. procedure.Tags.Select(tag => new Passage("tags", tag)),
        .. Numbered("precondition", procedure.Preconditions), .. Passages(procedure.Steps), .. Numbered("postcondition", procedure.Postconditions), .. Passages(procedure.Parameters),
    ];

    static IEnumerable<Passage> Passages(IReadOnlyList<Step> steps) => Numbered("step", [.. steps.Select(step => step.Text)]);

    static IEnumerable<Passage> Numbered(string what, IReadOnlyList<string> texts) => texts.Select((text, at) => new Passage($"{what} {at + 1}", text));

    // What we wrote in place of a secret is not somebody's word.
    static IEnumerable<Passage> Passages(IReadOnlyList<Parameter> parameters) =>
        parameters.SelectMany((parameter, at) => new[] { parameter.Name, parameter.Description, parameter.Example == Parameter.Secret ? "" : parameter.Example, parameter.Default ?? "", parameter.Pattern ?? "" }
            .Select(text => new Passage($"parameter {at + 1}", text)));

    static IEnumerable<Passage> Passages(Evidence? evidence) =>
        evidence is null ? [] : [new("evidence", evidence.Observed), new("evidence", evidence.Expected), new("evidence", evidence.Check)];

    /// <summary>
    /// A change that must not touch the text it would change before a person has read it. It is thrown where versions are made, so that
    /// no verb can forget, and caught at the door.
    /// </summary>
    sealed class HeldBack(Skill skill, Procedure procedure, string reason, Provenance by, Lifecycle lifecycle) : Exception
    {
        public Skill Skill => skill;

        public Procedure Procedure => procedure;

        public string Reason => reason;

        public Provenance By => by;

        public Lifecycle Lifecycle => lifecycle;
    }
}
