using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Archives, restores, pins, unpins and rolls back skills. A request that changes nothing is answered with that.</summary>
sealed class Curating(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    AdmissionControl control,
    ChangeWriter writer,
    Retiring retiring)
{
    const int MaxReasonLength = 500;

    public async Task<Curated> CurateAsync(CurateRequest submitted, Actor actor, CancellationToken cancel)
    {
        var admission = await writer.RequireAsync(control.Admit(submitted, actor, cancel), submitted.Skill.Value, cancel);
        var request = admission.Value;
        // The quarantine of the submission is not carried over: the reason is not shown to models, and there is no text to approve.
        var changed = await writer.ChangeAsync(request.Skill, async read =>
        {
            var after = await ApplyAsync(request, read, admission.Actor, cancel);
            return after == read ? null : SkillChanges.Change(read, after, added: null, isPersons: admission.Actor.Author == Author.Person);
        }, AdmissionControl.Admit(admission.Actor), cancel);
        if (changed.Proposal is { } proposal)
        {
            var remark = "the text of that version needs a person's approval: "
                + $"stored as proposal {proposal.Name} ({proposal.Lifecycle.Reason})";
            return new Curated(changed.Skill, Changed: false, [remark]);
        }
        var isChanged = changed.Skill.Revision != changed.Before.Revision;
        var hasNewStatus = changed.Before.Lifecycle.Status != changed.Skill.Lifecycle.Status;
        return new Curated(changed.Skill, isChanged, hasNewStatus ? await retiring.ConsequencesAsync(changed.Skill, cancel) : []);
    }

    /// <summary>Lets other ways of a skill than the current one be tried, or not.</summary>
    public async Task<Curated> SetTrialsAsync(SkillName name, bool areTried, Actor actor, CancellationToken cancel)
    {
        var changed = await writer.ChangeAsync(
            name,
            read => Task.FromResult<MemoryChange?>(
                read.HasTrials == areTried ? null : SkillChanges.Change(read, read with { HasTrials = areTried })),
            AdmissionControl.Admit(actor),
            cancel);
        return new Curated(changed.Skill, changed.Skill.Revision != changed.Before.Revision, []);
    }

    async Task<Skill> ApplyAsync(CurateRequest request, Skill skill, Actor actor, CancellationToken cancel) => request.Action switch
    {
        CurateAction.Archive => Archive(skill, request.Reason, actor),
        CurateAction.Restore => Restore(skill),
        CurateAction.Pin => skill with { Pinned = true },
        CurateAction.Unpin => skill with { Pinned = false },
        CurateAction.Rollback => await RollBackAsync(skill, request.Version, cancel),
        _ => throw new InvalidOperationException(
            $"To {EnumName.Of(request.Action)} a skill takes the skill as a person was shown it."),
    };

    static Skill Archive(Skill skill, string reason, Actor actor) => skill.Lifecycle.Status switch
    {
        Status.Archived => skill,
        // An agent could otherwise approve a quarantined skill by archiving and restoring it.
        Status.Quarantined when actor.Author != Author.Person =>
            throw new SkillException(
                $"'{skill.Name}' is {skill.Lifecycle.Described}: a person approves or rejects it, with 'skillmcp review'."),
        Status.Quarantined => skill with { Lifecycle = Lifecycle.Archived(Lifecycle.Rejected) },
        _ => skill with { Lifecycle = Lifecycle.Archived(ReasonFor(reason)) },
    };

    static Skill Restore(Skill skill) => skill.Lifecycle.Status switch
    {
        Status.Archived when skill.Lifecycle.ReasonCode == Lifecycle.Rejected =>
            skill with { Lifecycle = Lifecycle.Quarantined($"{Lifecycle.Rejected}: restored, and not approved") },
        Status.Archived => skill with { Lifecycle = Lifecycle.Active },
        Status.Quarantined => throw new SkillException(
            $"'{skill.Name}' is {skill.Lifecycle.Described}: a person approves it, with 'skillmcp approve {skill.Name}'."),
        _ => skill,
    };

    /// <summary>The skill with an earlier version or an alternative as its current one. The replaced text stays a version.</summary>
    /// <exception cref="SkillException">The skill is pinned, has no such version, or another program changed that.</exception>
    async Task<Skill> RollBackAsync(Skill skill, int number, CancellationToken cancel)
    {
        if (skill.Pinned)
        {
            throw new SkillException($"'{skill.Name}' is pinned and stays as it is: unpin it first.");
        }
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        var to = number == 0
            ? versions.LastOrDefault(version => version.Number < skill.Version && !version.IsAlternative)
            : versions.FirstOrDefault(version => version.Number == number);
        return to switch
        {
            { } found when found.Number == skill.Version => skill,
            { IsChangedOutside: true } changed => throw new SkillException(
                $"Version {changed.Number} of '{skill.Name}' was changed outside skillmcp, so '{skill.Name}' does not go back to it. "
                + $"A person reads it (skillmcp diff {skill.Name}@{changed.Number} {skill.Name}) and accepts it, if it is right as it is: "
                + $"skillmcp doctor --accept {skill.Name}"),
            { } found => SkillChanges.WithVersion(skill, found, time.GetUtcNow()),
            null when number == 0 => throw new SkillException($"'{skill.Name}' has no version before {skill.Version} to go back to."),
            null => throw new SkillException(
                $"'{skill.Name}' has no version {number}. Its versions: {string.Join(", ", versions.Select(v => v.Number))}."),
        };
    }

    static string ReasonFor(string reason) => reason.Trim() switch
    {
        Lifecycle.Unreliable or Lifecycle.Outdated or Lifecycle.Superseded or Lifecycle.Withdrawn => reason.Trim(),
        "" => Lifecycle.Withdrawn,
        var other => Truncate.To($"{Lifecycle.Withdrawn}: {other}", MaxReasonLength),
    };
}
