using System.Runtime.CompilerServices;
using SkillMcp.Admissions;
using SkillMcp.Formation;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>
/// Writes changes. Each is admitted and applied with its actor and time; a change that lost a race is decided again on the new state.
/// </summary>
/// <param name="store">Where it writes.</param>
/// <param name="project">The project that it writes for.</param>
/// <param name="time">The clock.</param>
/// <param name="lookup">Finds the skills to change.</param>
/// <param name="scope">What may be changed.</param>
/// <param name="embeddings">What embeds the texts that were written; null if there is no embedding model.</param>
sealed class ChangeWriter(
    IMemoryStore store, Project project, TimeProvider time, SkillLookup lookup, ProjectScope scope, EmbeddingSearch? embeddings = null)
{
    /// <summary>How often a change is decided again after a conflict with a concurrent write.</summary>
    public const int MaxAttempts = 100;

    // The entries of one skill that are looked through for a refusal of the same text.
    const int MaxLooked = 1_000;

    /// <summary>The admission, if it is not refused. A refusal is written to the audit log.</summary>
    /// <param name="admission">The admission.</param>
    /// <param name="skill">The name of the skill.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <param name="hash">The hash of a text that comes again and again, whose refusal is written once; else empty.</param>
    /// <exception cref="SkillException">The submission is refused.</exception>
    public async Task<Admission<T>> RequireAsync<T>(Admission<T> admission, string skill, CancellationToken cancel, string hash = "") =>
        admission.Refusal is null ? admission : throw await RefusedAsync(admission, admission.Refusal, skill, hash, cancel);

    /// <summary>Admits and applies a change once, without a retry. A refusal is written to the audit log.</summary>
    /// <exception cref="SkillException">A text of the change is refused, or a skill of it is everybody's and not to be changed.</exception>
    public async Task<WriteResult> TryAsync(MemoryChange change, Admission submission, CancellationToken cancel)
    {
        var admission = AdmissionControl.Admit(change, submission);
        if (admission.Refusal is { } refusal)
        {
            throw await RefusedAsync(submission, refusal, change.Audit is [var note, ..] ? note.Skill : "", hash: "", cancel);
        }
        return admission.Change is { } admitted
            ? new WriteResult(await ApplyAsync(admitted, submission, cancel), admitted.Change) { Doubts = admission.Doubts }
            : new WriteResult(null, change) { QuarantineReason = admission.QuarantineReason, Doubts = admission.Doubts };
    }

    async Task<ApplyResult> ApplyAsync(AdmittedChange admitted, Admission submission, CancellationToken cancel)
    {
        var changed = admitted.Change.Skills.Where(skill => skill.ChangesSkill).Select(skill => skill.Before!);
        if (changed.FirstOrDefault(skill => scope.Protects(skill, submission.Actor)) is { } foreign)
        {
            throw scope.Refusal(foreign);
        }
        var result = await store.ApplyAsync(project, admitted, ContextOf(submission), cancel);
        if (result == ApplyResult.Applied)
        {
            embeddings?.Embed(admitted.Change.Skills.Select(skill => skill.After).OfType<Skill>().Select(skill => skill.Id));
        }
        return result;
    }

    /// <summary>Adds a skill under its own name or, if another procedure has that name, under the first free numbered one.</summary>
    /// <param name="skill">The skill to add.</param>
    /// <param name="changeOf">The change that adds the skill under the name it is given.</param>
    /// <param name="submission">The admission of what the skill was made from.</param>
    /// <param name="isSame">Whether the holder of a taken name already is the skill to add.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <returns>The skill as it is stored, and whether it was stored before the call.</returns>
    public async Task<(Skill Skill, bool WasThere)> AddAsync(
        Skill skill, Func<Skill, MemoryChange> changeOf, Admission submission, Func<Skill, Task<bool>> isSame, CancellationToken cancel)
    {
        await foreach (var name in NamesAsync(skill, cancel))
        {
            var change = changeOf(skill with { Name = name });
            var written = await TryAsync(change, submission, cancel);
            if (written.Result == ApplyResult.Applied)
            {
                return (written.Change.Skills[0].After!, false);
            }
            if (await store.FindAsync(project, name, cancel) is { } holder)
            {
                if (await isSame(holder))
                {
                    return (holder, true);
                }
                if (await TryInPlaceOfAsync(holder, written.Change, change, submission, cancel) is { } added)
                {
                    return (added, false);
                }
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    /// <summary>
    /// The names to try for a new skill until one is free: its own, then one that says what it does and the holder of its own does not.
    /// </summary>
    public async IAsyncEnumerable<SkillName> NamesAsync(Skill skill, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return skill.Name;
        var holder = await store.FindAsync(project, skill.Name, cancel);
        var telling = holder is null || !Drafter.HasDraftedName(skill) ? skill.Name : Drafter.NameBeside(skill, holder);
        foreach (var name in telling.AndNumbered().Where(name => name != skill.Name))
        {
            yield return name;
        }
    }

    /// <summary>
    /// Whether the holder of a name gives it up to a skill that need not wait: it was learned from a run, and waits for a person or was
    /// rejected.
    /// </summary>
    public bool GivesUpName(Skill holder, Skill added, Actor actor) => added.IsActive
        && holder.Project == added.Project
        && holder is { Source: Source.Learned, Lifecycle: { Left: null } lifecycle }
        && (lifecycle.Status == Status.Quarantined && lifecycle.ReasonCode is Lifecycle.Screened or Lifecycle.Unapproved
            || lifecycle is { Status: Status.Archived, ReasonCode: Lifecycle.Rejected })
        && !scope.Protects(holder, actor);

    /// <summary>Adds a skill under the name of one that gives it up and gets another one.</summary>
    /// <returns>The skill as it is stored; null if the holder does not give it up, or was changed meanwhile.</returns>
    async Task<Skill?> TryInPlaceOfAsync(
        Skill holder, MemoryChange refused, MemoryChange change, Admission submission, CancellationToken cancel)
    {
        if (refused.Skills is not [{ After: { } added }] || added.Name != holder.Name || !GivesUpName(holder, added, submission.Actor))
        {
            return null;
        }
        foreach (var name in Drafter.NameBeside(holder, added).AndNumbered().Where(name => name != holder.Name))
        {
            var renamed = SkillChanges.Change(holder, holder with { Name = name });
            var both = change with { Skills = [.. renamed.Skills, .. change.Skills], Audit = [.. renamed.Audit, .. change.Audit] };
            var written = await TryAsync(both, submission, cancel);
            if (written.Result != ApplyResult.NameTaken)
            {
                return written.Result == ApplyResult.Applied ? written.Change.Skills[^1].After : null;
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    /// <summary>Adds a skill that is made of a remembered run, under its own name or under the first free numbered one.</summary>
    /// <param name="skill">The skill to add.</param>
    /// <param name="changeOf">The change that adds the skill under the name it is given, and deletes the remembered run.</param>
    /// <param name="submission">The admission of what the skill was made from.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <returns>The skill as it is stored; null if another program has made something of the run since it was read.</returns>
    public async Task<Skill?> PromoteAsync(
        Skill skill, Func<Skill, MemoryChange> changeOf, Admission submission, CancellationToken cancel)
    {
        await foreach (var name in NamesAsync(skill, cancel))
        {
            var change = changeOf(skill with { Name = name });
            var written = await TryAsync(change, submission, cancel);
            if (written.Result != ApplyResult.NameTaken)
            {
                return written.Result == ApplyResult.Applied ? written.Change.Skills[0].After : null;
            }
            if (await store.FindAsync(project, name, cancel) is { } holder
                && await TryInPlaceOfAsync(holder, written.Change, change, submission, cancel) is { } added)
            {
                return added;
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    /// <summary>
    /// Reads a skill, decides on a change and writes it; repeats all three after a conflict with a concurrent write.
    /// A text that needs a person's approval is stored as a proposal beside the skill.
    /// </summary>
    /// <param name="name">The skill to change.</param>
    /// <param name="decide">Returns the change to the skill as it was read, or null to write nothing. May be called several times.</param>
    /// <param name="submission">The admission of what the change was made from.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <exception cref="SkillException">There is no such skill, a text is refused, or every attempt ended in a conflict.</exception>
    public Task<ChangedSkill> ChangeAsync(
        SkillName name, Func<Skill, Task<MemoryChange?>> decide, Admission submission, CancellationToken cancel) =>
        ChangeAsync(name, () => lookup.GetAsync(name, cancel), isNameOfOurs: false, decide, submission, cancel);

    /// <summary>Changes a skill that was found by what it does, under whatever name it has by now.</summary>
    /// <param name="known">The skill to change.</param>
    /// <param name="decide">Returns the change to the skill as it was read, or null to write nothing. May be called several times.</param>
    /// <param name="submission">The admission of what the change was made from.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <exception cref="SkillException">The skill is gone, a text is refused, or every attempt ended in a conflict.</exception>
    public Task<ChangedSkill> ChangeAsync(
        Skill known, Func<Skill, Task<MemoryChange?>> decide, Admission submission, CancellationToken cancel)
    {
        return ChangeAsync(known.Name, ReadAsync, isNameOfOurs: true, decide, submission, cancel);

        async Task<Skill> ReadAsync() =>
            (await store.GetAsync(project, [known.Id], cancel)).SingleOrDefault() ?? await lookup.GetAsync(known.Name, cancel);
    }

    // A new name that this program made itself is no mistake of the caller's where it is taken: the change is decided again.
    async Task<ChangedSkill> ChangeAsync(
        SkillName name,
        Func<Task<Skill>> readAsync,
        bool isNameOfOurs,
        Func<Skill, Task<MemoryChange?>> decide,
        Admission submission,
        CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var read = await readAsync();
            if (await decide(read) is not { } change)
            {
                return new ChangedSkill(read, read);
            }
            var written = await TryAsync(change, submission, cancel);
            if (written.QuarantineReason.Length > 0)
            {
                var proposal = await ProposeAsync(read, change.Skills[0], written.QuarantineReason, submission, cancel);
                return new ChangedSkill(read, read) { Proposal = proposal };
            }
            var after = change.Skills[0].After!.Name;
            if (written.Result == ApplyResult.NameTaken && !isNameOfOurs)
            {
                throw Taken(after);
            }
            if (written.Result == ApplyResult.Applied)
            {
                return new ChangedSkill(read, await lookup.GetAsync(after, cancel));
            }
        }
        throw Contended(name);
    }

    /// <summary>What a caller is told who gives a skill the name of another one.</summary>
    public static SkillException Taken(SkillName name) => new($"Another skill is called '{name}': choose another name.");

    /// <summary>What a caller is told if every attempt met a change by somebody else.</summary>
    public static SkillException Contended(SkillName name) => new($"'{name}' keeps being changed by others: try again in a moment.");

    /// <summary>Stores a change that needs approval as a quarantined skill of its own, beside the one that it would change.</summary>
    /// <returns>The proposal, or the quarantined skill that already proposes the same procedure.</returns>
    public async Task<Skill> ProposeAsync(
        Skill target, SkillChange change, string quarantineReason, Admission submission, CancellationToken cancel)
    {
        var added = change.AddedVersions is [var version, ..] ? version : null;
        var reason = added?.Reason ?? $"back to version {change.After!.Version}";
        var proposal = ProposalFor(target, added?.Procedure ?? change.After!.Procedure, quarantineReason) with
        {
            Provenance = added?.Provenance ?? Provenance.Of(submission.Actor),
        };
        var hash = proposal.Procedure.ContentHash();
        var shown = NameScreen.OrNeutral(target.Name, proposal.Procedure);
        foreach (var name in shown.AndNumbered().Skip(shown == target.Name ? 1 : 0))
        {
            var written = await TryAsync(SkillChanges.Propose(proposal with { Name = name }, target, reason), submission, cancel);
            if (written.Result == ApplyResult.Applied)
            {
                return await lookup.GetAsync(name, cancel);
            }
            if (await store.FindAsync(project, name, cancel) is { Lifecycle.Status: Status.Quarantined } holder
                && holder.Procedure.ContentHash() == hash)
            {
                return holder;
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    Skill ProposalFor(Skill target, Procedure procedure, string quarantineReason)
    {
        var now = time.GetUtcNow();
        return new Skill
        {
            Id = Guid.CreateVersion7(now),
            Project = project,
            Name = target.Name,
            Procedure = procedure,
            Lifecycle = Lifecycle.Quarantined(quarantineReason),
            Confidence = target.Confidence,
            Source = target.Source,
            Provenance = target.Provenance,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    async Task<SkillException> RefusedAsync(
        Admission submission, Safety.ScreeningResult refusal, string skill, string hash, CancellationToken cancel)
    {
        // The name of what was refused was not screened before.
        var change = SkillChanges.Refuse(project, NameScreen.IsDoubtful(skill) ? "" : skill, refusal.Summary, hash);
        if (hash.Length == 0 || !await IsOnRecordAsync(change.Audit[0], cancel))
        {
            var onRecord = AdmissionControl.Admit(change, AdmissionControl.Admit(submission.Actor));
            await store.ApplyAsync(project, onRecord.Change!, ContextOf(submission), cancel);
        }
        var byHand = submission.Actor.Author == Author.Person
            ? "If it may be used, a person can admit it: skillmcp add FILE --admit."
            : "What the screen refuses, only the user can add, by hand: skillmcp add FILE --admit.";
        return new SkillException(
            $"Nothing was stored: {refusal.Summary}. {refusal.Findings[0].Reason} "
            + $"Say it openly, in plain text, or leave it out.{(IsTooLong(refusal) ? "" : " " + byHand)}",
            new ScreenRefusal(refusal));
    }

    async Task<bool> IsOnRecordAsync(AuditNote note, CancellationToken cancel) =>
        (await store.AuditAsync(project, note.Skill, MaxLooked, cancel))
            .Any(entry => (entry.Act, entry.Project, entry.Detail, entry.Reason) == (note.Act, note.Project, note.Detail, note.Reason));

    // Nobody can admit what cannot be read.
    static bool IsTooLong(Safety.ScreeningResult refusal) => refusal.Findings[0].Rule == "too-long";

    AuditContext ContextOf(Admission submission) => new(submission.Actor, time.GetUtcNow());
}
