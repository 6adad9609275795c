using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>
/// Approves, rejects and purges skills, which agents may not do. Each operation takes the skill as the person was shown it, and
/// fails if it was changed since. An approval may come through a client that asked its user; the other two are a person's at this machine.
/// </summary>
sealed class Approving(IMemoryStore store, Project project, TimeProvider time, SkillLookup lookup, ChangeWriter writer, Curating curating)
{
    // Most lines about a skill are reports, and the last change of its status is among its last lines.
    const int MaxRecord = 10_000;

    public async Task<Curated> ApproveAsync(Skill shown, Actor actor, CancellationToken cancel)
    {
        Require(actor.MayApprove);
        if (shown.Lifecycle.Status != Status.Quarantined)
        {
            throw new SkillException(
                $"'{shown.Name}' is {EnumName.Of(shown.Lifecycle.Status)}: only a quarantined skill waits for approval.");
        }
        var target = await TargetAsync(shown, cancel);
        var change = target is null
            ? SkillChanges.Approve(shown, SkillChanges.ApprovedNameOf(shown))
            : await AdoptAsync(shown, target, cancel);
        var written = await writer.TryAsync(change, AdmissionControl.Admit(actor), cancel);
        if (written.Result == ApplyResult.NameTaken && target is null)
        {
            change = SkillChanges.Approve(shown, shown.Name);
            written = await writer.TryAsync(change, AdmissionControl.Admit(actor), cancel);
        }
        var name = change.Skills[0].After!.Name;
        if (written.Result == ApplyResult.NameTaken)
        {
            throw new SkillException(
                $"'{shown.Name}' would rename '{target!.Name}' to '{name}', and another skill is called that: reject it.");
        }
        if (written.Result != ApplyResult.Applied)
        {
            throw new SkillException($"'{shown.Name}' was changed after you read it: read it again first.");
        }
        var approved = await lookup.GetAsync(name, cancel);
        return new Curated(approved, Changed: true, target is null ? RemarksOnName(approved, shown) : RemarksOnAdopted(approved, shown));
    }

    public async Task<Curated> RejectAsync(Skill shown, Actor actor, CancellationToken cancel)
    {
        Require(actor.Author == Author.Person);
        if (shown.Lifecycle.Status != Status.Quarantined)
        {
            throw new SkillException($"'{shown.Name}' is {EnumName.Of(shown.Lifecycle.Status)}: only a quarantined skill can be rejected.");
        }
        if (shown.Lifecycle.Left is not null)
        {
            // Read again it would still be one that another program changed.
            await TryAsync(shown, SkillChanges.RejectChanged(shown), actor, cancel);
            return new Curated(await lookup.GetAsync(shown.Name, cancel), Changed: true, []);
        }
        var archive = new CurateRequest { Skill = shown.Name, Action = CurateAction.Archive, Reason = Lifecycle.Rejected };
        return await curating.CurateAsync(archive, actor, cancel);
    }

    /// <summary>
    /// Why a skill that another program changed was not active before, as the file or the record of changes says; empty if it was.
    /// </summary>
    public async Task<string> WhyKeptApartAsync(Skill changed, CancellationToken cancel)
    {
        if (changed.Lifecycle.Left is not { } left)
        {
            return "";
        }
        if (left.Status != Status.Active || left.Reason is not ("" or Lifecycle.Disputed))
        {
            return left.Reason.Length > 0 ? left.Reason : EnumName.Of(left.Status);
        }
        var record = await store.AuditAsync(project, changed.Name.Value, MaxRecord, cancel);
        return record.FirstOrDefault(entry => entry.DecidesStatus) is { Act: not AuditedAct.Approved } last ? last.Reason : "";
    }

    /// <summary>Puts on record that a client accepted a skill without what proves that a person agreed.</summary>
    public Task RefuseAcceptAsync(Skill shown, Actor actor, CancellationToken cancel) =>
        writer.TryAsync(SkillChanges.RefuseAccept(shown), AdmissionControl.Admit(actor), cancel);

    public async Task<Curated> PurgeAsync(Skill shown, Actor actor, CancellationToken cancel)
    {
        Require(actor.Author == Author.Person);
        var composites = await store.CompositesOfAsync(project, shown.Id, cancel);
        await TryAsync(shown, SkillChanges.Purge(shown), actor, cancel);
        var degraded = composites.Select(composite => $"{composite.Name} is degraded: it had {shown.Name} as a component");
        return new Curated(shown, Changed: true, [.. degraded]);
    }

    /// <exception cref="SkillException">The skill was changed since it was shown.</exception>
    async Task TryAsync(Skill shown, MemoryChange change, Actor actor, CancellationToken cancel)
    {
        if ((await writer.TryAsync(change, AdmissionControl.Admit(actor), cancel)).Result != ApplyResult.Applied)
        {
            throw new SkillException($"'{shown.Name}' was changed after you read it: read it again first.");
        }
    }

    /// <summary>The skill that a quarantined one would change; null if it proposes no change, or its target was purged.</summary>
    public async Task<Skill?> TargetAsync(Skill proposal, CancellationToken cancel)
    {
        var proposed = await store.ProposalAsync(project, proposal.Id, cancel);
        return proposed is null ? null : (await store.GetAsync(project, [proposed.Target], cancel)).FirstOrDefault();
    }

    /// <exception cref="SkillException">The target was changed since, and the proposal would silently undo that change.</exception>
    async Task<MemoryChange> AdoptAsync(Skill proposal, Skill target, CancellationToken cancel)
    {
        var proposed = await store.ProposalAsync(project, proposal.Id, cancel);
        if (proposed!.BaseVersion != target.Version)
        {
            throw new SkillException(
                $"'{target.Name}' was changed since '{proposal.Name}' was proposed: "
                + $"it was version {proposed.BaseVersion} and is version {target.Version}. "
                + $"Read its current text, make the change there, and reject '{proposal.Name}'.");
        }
        var reason = (await store.VersionsAsync(project, proposal.Id, cancel)).Last().Reason;
        return SkillChanges.Adopt(proposal, target, await store.VersionsAsync(project, target.Id, cancel), reason, time.GetUtcNow());
    }

    static IReadOnlyList<string> RemarksOnName(Skill approved, Skill shown)
    {
        if (approved.Name != shown.Name)
        {
            return [$"it was {shown.Name} while it waited"];
        }
        var own = SkillChanges.ApprovedNameOf(shown);
        return own == shown.Name ? [] : [$"it keeps this name: another skill is called {own}"];
    }

    static IReadOnlyList<string> RemarksOnAdopted(Skill target, Skill proposal)
    {
        var adopted = $"{target.Name} now has the text that {proposal.Name} proposed";
        return target.IsActive ? [adopted] : [adopted, $"{target.Name} is still {target.Lifecycle.Described}"];
    }

    static void Require(bool hasConsent)
    {
        if (!hasConsent)
        {
            throw new SkillException("Only a person can do this: it takes a person's consent.");
        }
    }
}
