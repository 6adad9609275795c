using SkillMcp.Admissions;
using SkillMcp.Fields;

namespace SkillMcp.UseCases;

/// <summary>
/// Takes skills in from elsewhere, with all that comes with them. Nothing is merged, and nothing that is here is lost: a skill whose name
/// another procedure has is stored beside it under a number, unless it is what the same place said before and nothing was changed since;
/// then it is that skill's next version.
/// </summary>
sealed class Importing(
    IMemoryStore store, Project project, TimeProvider time, AdmissionControl control, SkillLookup lookup, CompositeLayout layout, ChangeWriter writer)
{
    const int MaxReasonLength = 2_000;
    const int MaxStatusReasonLength = 500;
    const int MaxClientLength = 500;
    const int MaxTaskLength = 4_000;

    public async Task<Imported> ImportAsync(PortableSkill brought, string place, ImportBatch batch, Actor actor, CancellationToken cancel)
    {
        var whole = (place.Length == 0 ? brought : Placed(brought, place)).With(batch.Referring);
        // A text that is here already was admitted when it came.
        if (await UnchangedAsync(whole, batch, cancel) is { } known)
        {
            batch.Add(brought.Skill.Id, brought.Skill.Name, known.Skill);
            return known;
        }
        var (admitted, admission) = await AdmitAsync(whole, actor, cancel);
        var (imported, standsFor) = await StoreAsync(admitted, isPlaced: place.Length > 0, admission, batch, cancel);
        batch.Add(brought.Skill.Id, brought.Skill.Name, standsFor);
        return imported;
    }

    static PortableSkill Placed(PortableSkill whole, string place) =>
        whole with { Versions = [.. whole.Versions.Select(version => version with { Reason = $"imported from {place}" })] };

    /// <returns>What became of it, and the skill here that stands for it.</returns>
    async Task<(Imported Imported, Skill StandsFor)> StoreAsync(PortableSkill whole, bool isPlaced, Admission admission, ImportBatch batch, CancellationToken cancel)
    {
        var name = whole.Skill.Name;
        for (var attempt = 0; attempt < ChangeWriter.MaxAttempts; attempt++)
        {
            if (await UnchangedAsync(whole, batch, cancel) is { } same)
            {
                return (same, same.Skill);
            }
            var holders = await HoldersAsync(whole.Skill, batch, cancel);
            if (isPlaced && await ContinuedAsync(whole, holders, batch, cancel) is { } before)
            {
                if (await ReplaceAsync(before, whole, admission, cancel) is { } after)
                {
                    batch.Forget(name);
                    return (after, after.Result == ImportResult.Quarantined && after.Skill.Id != before.Id ? before : after.Skill);
                }
            }
            else if (await SaidByAsync(holders, whole.Skill.Procedure.ContentHash(), batch, cancel) is { } past)
            {
                return (past, past.Skill);
            }
            else if (await AddAsync(whole with { Skill = whole.Skill with { Name = batch.FreeName(name) } }, admission, cancel) is { } stored)
            {
                batch.Holders(name)!.Add(NameHolder.Of(stored));
                var result = stored.Lifecycle.Status == Status.Quarantined ? ImportResult.Quarantined : ImportResult.Stored;
                return (new Imported(result, stored, stored.Name == name ? "" : $"the name {name} is another procedure's"), stored);
            }
            batch.Forget(name);
        }
        throw new SkillException($"'{name}' is being changed by others all the time: try again in a moment.");
    }

    /// <summary>The skill that says the same already, with all its files; null where none does.</summary>
    async Task<Imported?> UnchangedAsync(PortableSkill whole, ImportBatch batch, CancellationToken cancel)
    {
        var hash = whole.Skill.Procedure.ContentHash();
        var holder = (await HoldersAsync(whole.Skill, batch, cancel)).Find(holder => holder.Hash == hash);
        if (holder is null || await store.GetAsync(project, [holder.Id], cancel) is not [var same])
        {
            return null;
        }
        await RestoreFilesAsync(same, whole, cancel);
        var (own, came) = (same.Record.Total, whole.Skill.Record.Total);
        string[] notes =
        [
            .. same.IsActive ? Array.Empty<string>() : [$"it is {EnumName.Of(same.Lifecycle.Status)} ({same.Lifecycle.Reason})"],
            .. came == 0 || came == own ? Array.Empty<string>() : [$"it keeps its own record of {own} executions, and not the {came} that came"],
        ];
        return new Imported(ImportResult.Unchanged, same, string.Join("; ", notes));
    }

    /// <summary>Writes files anew that something else damaged: what comes has the digest of what was admitted.</summary>
    async Task RestoreFilesAsync(Skill same, PortableSkill whole, CancellationToken cancel)
    {
        var lost = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in same.Procedure.Files.Where(file => whole.Contents.ContainsKey(file.Digest)))
        {
            if (await store.ContentAsync(project, file.Digest, cancel) is null)
            {
                lost[file.Digest] = whole.Contents[file.Digest];
            }
        }
        if (lost.Count > 0)
        {
            var files = control.Admit(new SkillSubmission(same.Procedure, lost), new Actor(Author.Person), cancel);
            await writer.TryAsync(new MemoryChange { FilesFor = same.Project }, files, cancel);
        }
    }

    /// <summary>The skills of the project that have its id, its name or its name with a number.</summary>
    async Task<List<NameHolder>> HoldersAsync(Skill skill, ImportBatch batch, CancellationToken cancel)
    {
        var known = (await store.GetAsync(project, [skill.Id], cancel)).Where(known => known.Project == project).Select(NameHolder.Of);
        if (batch.Holders(skill.Name) is not { } named)
        {
            named = batch.Meet(skill.Name);
            while (await store.FindAsync(project, batch.FreeName(skill.Name), cancel) is { } holder && holder.Project == project)
            {
                named.Add(NameHolder.Of(holder));
            }
        }
        return [.. known, .. named];
    }

    /// <summary>The skill that the same place said before, which was not changed since; null where there is none.</summary>
    async Task<Skill?> ContinuedAsync(PortableSkill whole, List<NameHolder> holders, ImportBatch batch, CancellationToken cancel)
    {
        foreach (var holder in holders.Where(holder => holder.CanBeContinued && !batch.Met.Contains(holder.Id)))
        {
            var versions = await store.VersionsAsync(project, holder.Id, cancel);
            if (await store.GetAsync(project, [holder.Id], cancel) is [{ Pinned: false } skill]
                && versions.FirstOrDefault(version => version.Number == skill.Version) is { Provenance.Author: Author.Person } current
                && current.Reason == whole.Current.Reason)
            {
                return skill;
            }
        }
        return null;
    }

    /// <summary>The next version of a skill, or the earlier one that said the same; null where somebody else changed it meanwhile.</summary>
    async Task<Imported?> ReplaceAsync(Skill before, PortableSkill whole, Admission admission, CancellationToken cancel)
    {
        var hash = whole.Skill.Procedure.ContentHash();
        var versions = await store.VersionsAsync(project, before.Id, cancel);
        var earlier = versions.FirstOrDefault(version => version.Reason == whole.Current.Reason && version.Procedure.ContentHash() == hash);
        var text = new WrittenText(earlier?.Number ?? 0, earlier?.Procedure ?? whole.Skill.Procedure, IsBeside: false, whole.Current.Reason);
        var (after, version) = text.In(before, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        var change = SkillChanges.Change(before, after, version);
        var written = await writer.TryAsync(change, admission, cancel);
        if (written.QuarantineReason.Length > 0)
        {
            var proposal = await writer.ProposeAsync(before, Described(change.Skills[0], whole), written.QuarantineReason, admission, cancel);
            return new Imported(ImportResult.Quarantined, proposal, $"what it says now is to change {before.Name}");
        }
        if (written.Result != ApplyResult.Applied)
        {
            return null;
        }
        var direction = version is null ? "back to version" : "version";
        var status = before.IsActive ? "" : $"; it is {EnumName.Of(before.Lifecycle.Status)} ({before.Lifecycle.Reason})";
        return new Imported(
            before.Lifecycle.Status == Status.Quarantined ? ImportResult.Quarantined : ImportResult.Stored,
            await lookup.GetAsync(before.Name, cancel),
            $"{direction} {after.Version}{status}");
    }

    /// <summary>A proposal says where it came from, even where the text is an earlier version's.</summary>
    static SkillChange Described(SkillChange change, PortableSkill whole) => change.AddedVersions.Count > 0
        ? change
        : change with { AddedVersions = [whole.Current with { Provenance = new Provenance(Author.Person) }] };

    /// <summary>The skill that has said, or keeps beside it, what is brought; null where there is none.</summary>
    async Task<Imported?> SaidByAsync(List<NameHolder> holders, string hash, ImportBatch batch, CancellationToken cancel)
    {
        // What came just now has said nothing else yet.
        foreach (var holder in holders.Where(holder => !batch.Met.Contains(holder.Id)))
        {
            var versions = await store.VersionsAsync(project, holder.Id, cancel);
            if (versions.FirstOrDefault(version => version.Procedure.ContentHash() == hash) is { } said && await store.GetAsync(project, [holder.Id], cancel) is [var skill])
            {
                var where = said.IsAlternative
                    ? $"it is kept there as alternative {said.Number}"
                    : $"it is version {said.Number} there, and {skill.Version} is in place";
                return new Imported(ImportResult.Consolidated, skill, where);
            }
        }
        return null;
    }

    /// <summary>The skill as it is stored; null where somebody else took its name meanwhile.</summary>
    async Task<Skill?> AddAsync(PortableSkill whole, Admission admission, CancellationToken cancel)
    {
        var laidOut = whole.Skill is { IsActive: true, Procedure.IsComposite: true } composite ? await layout.LayOutApprovedAsync(composite, cancel) : null;
        var written = await writer.TryAsync(Change(whole), admission, cancel);
        if (written.Result == ApplyResult.Conflict)
        {
            written = await writer.TryAsync(Change(whole.Anew(time.GetUtcNow())), admission, cancel);
        }
        return written.Result == ApplyResult.Applied ? written.Change.Skills[0].After : null;

        // Parts that are harmless by themselves need not be so together.
        MemoryChange Change(PortableSkill skill)
        {
            var change = SkillChanges.Import(skill);
            return laidOut is null ? change : change with { Skills = [change.Skills[0] with { LaidOut = laidOut }] };
        }
    }

    /// <summary>A skill of somewhere else without its secrets, screened and in its place: every text of it that can be handed out was looked at here.</summary>
    /// <exception cref="SkillException">A part is malformed or refused.</exception>
    async Task<(PortableSkill Whole, Admission Admission)> AdmitAsync(PortableSkill whole, Actor actor, CancellationToken cancel)
    {
        var name = whole.Skill.Name.Value;
        var skill = whole.Skill;
        var header = await AdmitAsync(new ImportedHeader(Truncate.To(skill.Lifecycle.Reason, MaxStatusReasonLength), Bounded(skill.Provenance)), actor, name, cancel);
        Admission admission = header;
        var versions = new List<SkillVersion>();
        foreach (var version in whole.Versions)
        {
            new SkillSubmission(version.Procedure, whole.Contents).Checked();
            var bounded = version with { Reason = Truncate.To(version.Reason, MaxReasonLength), Provenance = Bounded(version.Provenance) };
            var contents = whole.Contents.Where(content => version.Procedure.Files.Any(file => file.Digest == content.Key)).ToDictionary(StringComparer.Ordinal);
            var admitted = await AdmitAsync(new ImportedVersion(bounded, contents), actor, name, cancel);
            var procedure = RedactedDocument.Reread(version.Procedure, admitted.Value.Version.Procedure).WithParametersOfSteps().Checked();
            versions.Add(admitted.Value.Version with { Procedure = procedure });
            admission = admission.And(admitted);
        }
        var executions = new List<Execution>();
        foreach (var execution in whole.Executions)
        {
            var admitted = HasText(execution) ? await AdmitAsync(execution, actor, name, cancel) : null;
            executions.Add(admitted?.Value ?? execution);
            admission = admitted is null ? admission : admission.And(admitted);
        }
        var current = versions.First(version => version.Number == skill.Version).Procedure;
        return (whole with
        {
            Skill = skill with
            {
                Project = project,
                Provenance = header.Value.Provenance,
                Procedure = current,
                Lifecycle = skill.Lifecycle with { Reason = header.Value.StatusReason },
            },
            Versions = versions,
            Executions = executions,
        }, admission);
    }

    async Task<Admission<T>> AdmitAsync<T>(T part, Actor actor, string skill, CancellationToken cancel) where T : ITextual<T> =>
        await writer.RequireAsync(control.Admit(part, actor, cancel), skill, cancel);

    static bool HasText(Execution execution) => TextEntry.AllOf(execution).Any(entry => entry.Text.Length > 0);

    static Provenance Bounded(Provenance provenance) =>
        provenance with { Client = Truncate.To(provenance.Client, MaxClientLength), Task = Truncate.To(provenance.Task, MaxTaskLength) };
}
