using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Adds and edits skills that are written as a whole rather than learned from a run.</summary>
sealed class Authoring(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    AdmissionControl control,
    SkillLookup lookup,
    ChangeWriter writer)
{
    public async Task<Skill> AddAsync(
        Procedure procedure,
        ExecutionCounts record,
        Actor actor,
        Source source,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents,
        bool overridesScreen,
        CancellationToken cancel)
    {
        if (record is { Successes: < 0 } or { Partials: < 0 } or { Failures: < 0 })
        {
            throw new SkillException("A track record counts executions: none of its numbers can be below 0.");
        }
        var admission = await AdmitAsync(new SkillSubmission(procedure, contents), actor, "", overridesScreen, cancel);
        var level = actor.Author == Author.Person ? EvidenceLevel.Verified : EvidenceLevel.SelfReported;
        var skill = NewSkill.Of(admission.Value.Procedure, source, Provenance.Of(admission.Actor), project, time.GetUtcNow()) with
        {
            Record = TrackRecord.Of(record, level),
        };
        skill = skill with { Name = admission.Shown(SkillName.Of(skill.Procedure), skill.Procedure) };
        var hash = skill.Procedure.ContentHash();
        var (added, _) = await writer.AddAsync(
            skill,
            named => SkillChanges.Add(named, "added"),
            admission,
            holder => Task.FromResult(holder.Procedure.ContentHash() == hash),
            cancel);
        return added;
    }

    public async Task<Skill> EditAsync(
        Skill read,
        Procedure procedure,
        string reason,
        Actor actor,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents,
        CancellationToken cancel)
    {
        var submitted = new SkillSubmission(procedure, contents, reason);
        var admission = await AdmitAsync(submitted, actor, read.Name.Value, overridesScreen: false, cancel);
        var written = admission.Value.Procedure.WithParametersOfSteps().Checked();
        if (written.ContentHash() == read.Procedure.ContentHash())
        {
            return read;
        }
        var versions = await store.VersionsAsync(project, read.Id, cancel);
        if (versions.Count == 0)
        {
            // Purged since, or another project's.
            throw Changed(read);
        }
        var text = new WrittenText(Number: 0, written, IsBeside: false, admission.Value.Reason);
        var (after, version) = text.In(read, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        var name = NameScreen.NameOf(read, written);
        var isPersons = admission.Actor.Author == Author.Person;
        var change = SkillChanges.Change(read, after with { Name = name }, version, isPersons) with { FilesFor = read.Project };
        var result = await writer.TryAsync(change, admission, cancel);
        return result.Result switch
        {
            null => await writer.ProposeAsync(read, change.Skills[0], result.QuarantineReason, admission, cancel),
            ApplyResult.Applied => await lookup.GetAsync(name, cancel),
            ApplyResult.NameTaken => throw ChangeWriter.Taken(name),
            _ => throw Changed(read),
        };
    }

    /// <summary>
    /// Proposes an edit that a person made elsewhere. A newer edit from the same place of the same version is the next version of the
    /// proposal; of another version, it is a proposal of its own, and the earlier one is superseded.
    /// </summary>
    public async Task<Skill> ProposeAsync(
        Skill read,
        Procedure procedure,
        string reason,
        Actor actor,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents,
        Skill? earlier,
        CancellationToken cancel)
    {
        var admission = await AdmitAsync(
            new SkillSubmission(procedure, contents, reason), actor, read.Name.Value, overridesScreen: false, cancel);
        var written = admission.Value.Procedure.WithParametersOfSteps().Checked();
        if (written.ContentHash() == read.Procedure.ContentHash())
        {
            return read;
        }
        var lifecycle = Lifecycle.Quarantined(
            admission.QuarantineReason.Length > 0 ? admission.QuarantineReason : $"{Lifecycle.Unapproved}: {admission.Value.Reason}");
        var before = earlier is null ? null : await store.ProposalAsync(project, earlier.Id, cancel);
        if (before == new ProposedChange(read.Id, read.Version))
        {
            return await ReplaceAsync(earlier!, written, lifecycle, admission, cancel);
        }
        var versions = await store.VersionsAsync(project, read.Id, cancel);
        var text = new WrittenText(Number: 0, written, IsBeside: false, admission.Value.Reason);
        var (after, version) = text.In(read, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        var proposal = await writer.ProposeAsync(
            read, SkillChanges.Change(read, after, version).Skills[0], lifecycle.Reason, admission, cancel);
        if (before is not null && proposal.Id != earlier!.Id)
        {
            var superseded = SkillChanges.Change(earlier, earlier with { Lifecycle = Lifecycle.Archived(Lifecycle.Rejected) });
            await writer.TryAsync(superseded, AdmissionControl.Admit(admission.Actor), cancel);
        }
        return proposal;
    }

    /// <summary>Makes a text the next version of a proposal, which keeps its name.</summary>
    async Task<Skill> ReplaceAsync(
        Skill proposal, Procedure text, Lifecycle lifecycle, Admission<SkillSubmission> admission, CancellationToken cancel)
    {
        if (text.ContentHash() == proposal.Procedure.ContentHash())
        {
            return proposal;
        }
        var versions = await store.VersionsAsync(project, proposal.Id, cancel);
        var written = new WrittenText(Number: 0, text, IsBeside: false, admission.Value.Reason);
        var (after, version) = written.In(proposal, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        var change = SkillChanges.Change(proposal, after with { Lifecycle = lifecycle }, version, isPersons: true);
        var result = await writer.TryAsync(change with { FilesFor = proposal.Project }, admission, cancel);
        return result.Result == ApplyResult.Applied ? await lookup.GetAsync(proposal.Name, cancel) : throw Changed(proposal);
    }

    static SkillException Changed(Skill read) => new($"'{read.Name}' was changed meanwhile: read it again and repeat the edit.");

    async Task<Admission<SkillSubmission>> AdmitAsync(
        SkillSubmission submitted, Actor actor, string skill, bool overridesScreen, CancellationToken cancel)
    {
        var admission = await writer.RequireAsync(control.Admit(submitted.Checked(), actor, overridesScreen, cancel), skill, cancel);
        var read = RedactedDocument.Reread(submitted.Procedure, admission.Value.Procedure);
        // Checked again: two file paths that differ only in a secret are the same once it is redacted.
        return admission with { Value = (admission.Value with { Procedure = read }).Checked() };
    }
}
