using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>What only people do: approve and reject what waits, and purge. Each takes the skill as it was shown.</summary>
sealed class Approving(IMemoryStore store, Project project, TimeProvider time, SkillLookup lookup, ChangeWriter writer, Curating curating)
{
    public async Task<Curated> ApproveAsync(Skill shown, Actor actor, CancellationToken cancel)
    {
        RequirePerson(actor);
        if (shown.Lifecycle.Status != Status.Quarantined)
        {
            throw new SkillException($"'{shown.Name}' is {EnumName.Of(shown.Lifecycle.Status)}: only a quarantined skill waits for approval.");
        }
        var target = await TargetAsync(shown, cancel);
        var change = target is null ? SkillChanges.Approve(shown) : await AdoptAsync(shown, target, cancel);
        return (await writer.TryAsync(change, new Admission(actor), cancel)).Result == ApplyResult.Applied
            ? new Curated(await lookup.GetAsync(target?.Name ?? shown.Name, cancel), Changed: true, target is null ? [] : SaidNow(target, shown))
            : throw new SkillException($"'{shown.Name}' was changed while you looked at it: look again, and approve what it says now.");
    }

    public async Task<Curated> RejectAsync(Skill shown, Actor actor, CancellationToken cancel)
    {
        RequirePerson(actor);
        if (shown.Lifecycle.Status != Status.Quarantined)
        {
            throw new SkillException($"'{shown.Name}' is {EnumName.Of(shown.Lifecycle.Status)}: only a quarantined skill can be rejected.");
        }
        return await curating.CurateAsync(new CurateRequest { Skill = shown.Name, Action = CurateAction.Archive, Reason = Lifecycle.Rejected }, actor, cancel);
    }

    public async Task<Curated> PurgeAsync(Skill shown, Actor actor, CancellationToken cancel)
    {
        RequirePerson(actor);
        var composites = await store.CompositesOfAsync(project, shown.Id, cancel);
        return (await writer.TryAsync(SkillChanges.Purge(shown), new Admission(actor), cancel)).Result == ApplyResult.Applied
            ? new Curated(shown, Changed: true, [.. composites.Select(composite => $"{composite.Name} is degraded: it had {shown.Name} as a component")])
            : throw new SkillException($"'{shown.Name}' was changed while you looked at it: look again, and purge it if it may still go.");
    }

    /// <summary>The skill that a quarantined one would change; null where it would change none, or that is gone.</summary>
    public async Task<Skill?> TargetAsync(Skill proposal, CancellationToken cancel) =>
        await store.ProposalAsync(project, proposal.Id, cancel) is { } proposed ? (await store.GetAsync(project, [proposed.Target], cancel)).FirstOrDefault() : null;

    /// <exception cref="SkillException">The target has another text by now, which the proposal would take back unseen.</exception>
    async Task<MemoryChange> AdoptAsync(Skill proposal, Skill target, CancellationToken cancel)
    {
        var proposed = await store.ProposalAsync(project, proposal.Id, cancel);
        if (proposed!.BaseVersion != target.Version)
        {
            throw new SkillException(
                $"'{target.Name}' was changed since '{proposal.Name}' was proposed: it was version {proposed.BaseVersion} and is version {target.Version}. "
                + $"Look at what it says now, make the change to that, and reject '{proposal.Name}'.");
        }
        var reason = (await store.VersionsAsync(project, proposal.Id, cancel)).Last().Reason;
        return SkillChanges.Adopt(proposal, target, await store.VersionsAsync(project, target.Id, cancel), reason, time.GetUtcNow());
    }

    static IReadOnlyList<string> SaidNow(Skill target, Skill proposal)
    {
        var said = $"{target.Name} says now what {proposal.Name} proposed";
        return target.IsActive ? [said] : [said, $"{target.Name} is {target.Lifecycle.Described} and stays so"];
    }

    static void RequirePerson(Actor actor)
    {
        if (actor.Author != Author.Person)
        {
            throw new SkillException("Only a person can do this: it takes a person's consent.");
        }
    }
}
