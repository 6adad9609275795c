using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>
/// Writes what was decided: every change is admitted, applied with its actor and time, and decided anew where somebody else was faster.
/// </summary>
sealed class ChangeWriter(IMemoryStore store, Project project, TimeProvider time, SkillLookup lookup)
{
    /// <summary>How often a change is decided anew when somebody else changed the same skill meanwhile.</summary>
    public const int MaxAttempts = 100;

    /// <summary>A submission that may be worked with.</summary>
    /// <exception cref="SkillException">It is refused, which is on record now.</exception>
    public async Task<Admission<T>> RequireAsync<T>(Admission<T> admission, string skill, CancellationToken cancel) =>
        admission.Refusal is null ? admission : throw await RefusedAsync(admission, admission.Refusal, skill, cancel);

    /// <summary>Admits and applies a change once.</summary>
    /// <exception cref="SkillException">Its text is refused, which is on record now.</exception>
    public async Task<WriteResult> TryAsync(MemoryChange change, Admission submission, CancellationToken cancel)
    {
        var admission = AdmissionControl.Admit(change, submission);
        if (admission.Refusal is { } refusal)
        {
            throw await RefusedAsync(submission, refusal, change.Audit is [var note, ..] ? note.Skill : "", cancel);
        }
        return admission.Change is { } admitted
            ? new WriteResult(await store.ApplyAsync(project, admitted, ContextOf(submission), cancel), admitted.Change)
            : new WriteResult(null, change) { QuarantineReason = admission.QuarantineReason };
    }

    /// <summary>Adds a skill under its own name or, where another procedure has that, under the first number that is free.</summary>
    /// <param name="skill">What is to be added.</param>
    /// <param name="changeOf">What adding it under some name comes to.</param>
    /// <param name="submission">What it was made from.</param>
    /// <param name="isSame">Whether the skill that has the name already is the one that was to be added.</param>
    /// <param name="cancel">Cancels the writing.</param>
    /// <returns>The skill as it is stored, and whether it was there already.</returns>
    public async Task<(Skill Skill, bool WasThere)> AddAsync(
        Skill skill, Func<Skill, MemoryChange> changeOf, Admission submission, Func<Skill, Task<bool>> isSame, CancellationToken cancel)
    {
        foreach (var name in skill.Name.AndNumbered())
        {
            var written = await TryAsync(changeOf(skill with { Name = name }), submission, cancel);
            if (written.Result == ApplyResult.Applied)
            {
                return (written.Change.Skills[0].After!, false);
            }
            if (await store.FindAsync(project, name, cancel) is { } holder && await isSame(holder))
            {
                return (holder, true);
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    /// <summary>
    /// Reads a skill, decides, and writes; where somebody else changed it meanwhile, all three again. Null where nothing is to be written.
    /// A text that a person has to approve first is stored as a proposal beside the skill.
    /// </summary>
    public async Task<ChangedSkill> ChangeAsync(SkillName name, Func<Skill, Task<MemoryChange?>> decide, Admission submission, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var read = await lookup.GetAsync(name, cancel);
            if (await decide(read) is not { } change)
            {
                return new ChangedSkill(read, read);
            }
            var written = await TryAsync(change, submission, cancel);
            if (written.QuarantineReason.Length > 0)
            {
                return new ChangedSkill(read, read) { Proposal = await ProposeAsync(read, change.Skills[0], written.QuarantineReason, submission, cancel) };
            }
            if (written.Result == ApplyResult.Applied)
            {
                return new ChangedSkill(read, await lookup.GetAsync(name, cancel));
            }
        }
        throw new SkillException($"'{name}' is being changed by others all the time: try again in a moment.");
    }

    /// <summary>Stores a change that has to be approved as a quarantined skill of its own, beside the one that it would change.</summary>
    public async Task<Skill> ProposeAsync(Skill target, SkillChange change, string quarantineReason, Admission submission, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var added = change.AddedVersions is [var version, ..] ? version : null;
        var (procedure, reason) = (added?.Procedure ?? change.After!.Procedure, added?.Reason ?? $"back to version {change.After!.Version}");
        var proposal = new Skill
        {
            Id = Guid.CreateVersion7(now),
            Project = project,
            Name = target.Name,
            Procedure = procedure,
            Lifecycle = Lifecycle.Quarantined(quarantineReason),
            Confidence = target.Confidence,
            Source = target.Source,
            Provenance = added?.Provenance ?? Provenance.Of(submission.Actor),
            CreatedAt = now,
            UpdatedAt = now,
        };
        foreach (var name in target.Name.AndNumbered().Skip(1))
        {
            var written = await TryAsync(SkillChanges.Propose(proposal with { Name = name }, target, reason), submission, cancel);
            if (written.Result == ApplyResult.Applied)
            {
                return await lookup.GetAsync(name, cancel);
            }
            if (await store.FindAsync(project, name, cancel) is { Lifecycle.Status: Status.Quarantined } same && same.Procedure.ContentHash() == procedure.ContentHash())
            {
                return same;
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    async Task<SkillException> RefusedAsync(Admission submission, Safety.ScreeningResult refusal, string skill, CancellationToken cancel)
    {
        var onRecord = AdmissionControl.Admit(SkillChanges.Refuse(project, skill, refusal.Summary), new Admission(submission.Actor));
        await store.ApplyAsync(project, onRecord.Change!, ContextOf(submission), cancel);
        return new SkillException($"Nothing was stored: {refusal.Summary}. {refusal.Findings[0].Reason} Say it openly, in plain text, or leave it out.");
    }

    AuditContext ContextOf(Admission submission) => new(submission.Actor, time.GetUtcNow());
}
