using System.Runtime.CompilerServices;
using SkillMcp.Admissions;
using SkillMcp.Fields;
using SkillMcp.Packaging;
using SkillMcp.Safety;

namespace SkillMcp.UseCases;

/// <summary>
/// Imports skills with their versions, executions and files. Nothing is merged and nothing stored is overwritten.
/// A skill whose name is taken by another procedure is stored under a numbered name. If the name is held by an earlier import from
/// the same place that was not changed since, it becomes the next version of that skill.
/// </summary>
sealed class Importing(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    AdmissionControl control,
    SkillLookup lookup,
    CompositeLayout layout,
    ChangeWriter writer,
    KnownSources sources)
{
    const int MaxReasonLength = 5_000;
    const int MaxStatusReasonLength = 2_000;
    const int MaxClientLength = 500;
    const int MaxTaskLength = 4_000;

    // What was imported before a batch, which is the same for all of it.
    readonly ConditionalWeakTable<ImportBatch, EarlierImports> earlier = [];

    public async Task<Imported> ImportAsync(
        PortableSkill submitted, string place, ImportBatch batch, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        try
        {
            var imported = await ImportReadAsync(submitted, place, batch, actor, overridesScreen, cancel);
            // What differs from the skill that it belongs to is told each time.
            if (imported.Result != ImportResult.Consolidated)
            {
                await sources.KeepAsync(submitted, place, imported.Skill, cancel);
            }
            return imported;
        }
        catch (SkillException refused) when (refused.InnerException is ScreenRefusal)
        {
            await sources.KeepAsync(submitted, place, refused, (ScreenRefusal)refused.InnerException, cancel);
            throw;
        }
    }

    async Task<Imported> ImportReadAsync(
        PortableSkill submitted, string place, ImportBatch batch, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        var reason = place.Length == 0 ? null : ImportPlace.Reason + Redaction.OfText(place);
        var incoming = Reasoned(submitted, reason).With(batch.WithLocalIds);
        // A stored text was admitted when it was written.
        var unchanged = await UnchangedAsync(incoming, batch, actor, overridesScreen, cancel)
            ?? await UnchangedOnceRedactedAsync(incoming, batch, actor, overridesScreen, cancel);
        if (unchanged is { } known)
        {
            batch.Add(submitted.Skill.Id, submitted.Skill.Name, known.Skill);
            return known;
        }
        // No author answers for the folder that a skill lies in, which is not screened as its text.
        var (admitted, admission) = await AdmitAsync(reason is null ? incoming : Reasoned(incoming, ""), actor, overridesScreen, cancel);
        var (imported, local) = await StoreAsync(Reasoned(admitted, reason), isPlaced: place.Length > 0, admission, batch, cancel);
        batch.Add(submitted.Skill.Id, submitted.Skill.Name, local);
        return imported;
    }

    static PortableSkill Reasoned(PortableSkill incoming, string? reason) => reason is null
        ? incoming
        : incoming with { Versions = [.. incoming.Versions.Select(version => version with { Reason = reason })] };

    /// <returns>The result of the import, and the skill of this memory that the imported one maps to.</returns>
    async Task<(Imported Imported, Skill Local)> StoreAsync(
        PortableSkill incoming, bool isPlaced, Admission admission, ImportBatch batch, CancellationToken cancel)
    {
        var name = incoming.Skill.Name;
        for (var attempt = 0; attempt < ChangeWriter.MaxAttempts; attempt++)
        {
            if (await TryStoreAsync(incoming, isPlaced, admission, batch, cancel) is { } stored)
            {
                return stored;
            }
            batch.DropHolders(name);
            earlier.Remove(batch);
        }
        throw ChangeWriter.Contended(name);
    }

    /// <returns>As for <see cref="StoreAsync"/>; null if a concurrent write took the name or changed the skill.</returns>
    async Task<(Imported Imported, Skill Local)?> TryStoreAsync(
        PortableSkill incoming, bool isPlaced, Admission admission, ImportBatch batch, CancellationToken cancel)
    {
        if (await UnchangedAsync(incoming, batch, admission.Actor, admission.OverridesScreen, cancel) is { } same)
        {
            return (same, same.Skill);
        }
        var holders = await HoldersAsync(incoming, batch, cancel);
        if (isPlaced && await FindPreviousImportAsync(incoming, holders, batch, cancel) is { } before)
        {
            return await ContinueAsync(before, incoming, admission, batch, cancel);
        }
        if (await FindVersionWithTextAsync(holders, incoming.Skill.Procedure.ContentHash(), batch, cancel) is { } past)
        {
            return (past, past.Skill);
        }
        if (isPlaced && await FindRenamedAsync(incoming, batch, cancel) is { } renamed)
        {
            return await ContinueAsync(renamed, incoming, admission, batch, cancel);
        }
        return await AddUnderFreeNameAsync(incoming, admission, batch, cancel);
    }

    /// <summary>The skill that an incoming one was before it was renamed or moved; null if it is new.</summary>
    async Task<Skill?> FindRenamedAsync(PortableSkill incoming, ImportBatch batch, CancellationToken cancel)
    {
        var before = await EarlierAsync(batch, cancel);
        var candidates = before.CandidatesFor(incoming).Where(id => !batch.ImportedIds.Contains(id)).ToList();
        return candidates.Count == 0 ? null : before.MostLike(incoming, await store.GetAsync(project, candidates, cancel));
    }

    async Task<EarlierImports> EarlierAsync(ImportBatch batch, CancellationToken cancel)
    {
        if (!earlier.TryGetValue(batch, out var before))
        {
            before = new EarlierImports(await store.ImportedAsync(project, cancel), batch.IsGone);
            earlier.AddOrUpdate(batch, before);
        }
        return before;
    }

    async Task<(Imported Imported, Skill Local)?> ContinueAsync(
        Skill before, PortableSkill incoming, Admission admission, ImportBatch batch, CancellationToken cancel)
    {
        // The folder around it may have been named before, which gave it another name.
        if (before.Procedure.ContentHash() == incoming.Skill.Procedure.ContentHash())
        {
            await RestoreFilesAsync(before, incoming.Contents, admission.Actor, admission.OverridesScreen, cancel);
            return (Unchanged(before, incoming.Skill.Record.Total), before);
        }
        if (await ReplaceAsync(before, incoming, admission, cancel) is not { } replaced)
        {
            return null;
        }
        batch.DropHolders(incoming.Skill.Name);
        batch.DropHolders(before.Name);
        var isProposal = replaced.Result == ImportResult.Quarantined && replaced.Skill.Id != before.Id;
        return (replaced, isProposal ? before : replaced.Skill);
    }

    async Task<(Imported Imported, Skill Local)?> AddUnderFreeNameAsync(
        PortableSkill incoming, Admission admission, ImportBatch batch, CancellationToken cancel)
    {
        var name = incoming.Skill.Name;
        var apart = batch.Holders(name)!.Count > 0 ? batch.ApartName(incoming, ApartName) ?? name : name;
        var named = incoming with { Skill = incoming.Skill with { Name = batch.FreeName(apart) } };
        if (await AddAsync(named, admission, cancel) is not var (stored, doubts))
        {
            batch.DropHolders(apart);
            return null;
        }
        batch.Holders(apart)!.Add(NameHolder.Of(stored));
        var result = stored.Lifecycle.Status == Status.Quarantined ? ImportResult.Quarantined : ImportResult.Stored;
        var remark = stored.Name == name ? "" : $"the name {name} is another procedure's";
        return (new Imported(result, stored, remark) { Doubts = doubts }, stored);
    }

    /// <summary>The stored skill with the same procedure, with its damaged files restored; null if there is none.</summary>
    async Task<Imported?> UnchangedAsync(
        PortableSkill incoming, ImportBatch batch, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        var hash = incoming.Skill.Procedure.ContentHash();
        var holders = await HoldersAsync(incoming, batch, cancel);
        var holder = holders.Find(holder => holder.Hash == hash) ?? await ExportedAsync(holders, incoming.Skill, cancel);
        if (holder is null || await store.GetAsync(project, [holder.Id], cancel) is not [var same])
        {
            return null;
        }
        await RestoreFilesAsync(same, incoming.Contents, actor, overridesScreen, cancel);
        return Unchanged(same, incoming.Skill.Record.Total);
    }

    /// <summary>The stored skill that says the same once the secrets of the incoming one are redacted; null if there is none.</summary>
    async Task<Imported?> UnchangedOnceRedactedAsync(
        PortableSkill incoming, ImportBatch batch, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        var holders = await HoldersAsync(incoming, batch, cancel);
        var submitted = new ImportedVersion(incoming.Current, incoming.Contents);
        if (holders.Count == 0 || AdmissionControl.OfLength(submitted) is not null)
        {
            return null;
        }
        var redacted = Redaction.ToFixedPoint(submitted);
        var procedure = RedactedDocument.Reread(incoming.Current.Procedure, redacted.Version.Procedure).WithParametersOfSteps();
        var hash = procedure.ContentHash();
        if (!holders.Exists(holder => holder.Hash == hash))
        {
            return null;
        }
        var same = incoming.With(_ => procedure) with { Contents = redacted.Contents };
        return await UnchangedAsync(same, batch, actor, overridesScreen, cancel);
    }

    /// <summary>The skill that the same text and files became before; null if they have to be read to know.</summary>
    /// <exception cref="SkillException">They were refused, and nobody overrides the screen.</exception>
    public async Task<Imported?> UnchangedAsync(
        UnreadSkill unread, string place, ImportBatch batch, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        var source = await sources.FindAsync(unread, place, batch, cancel);
        if (source is { Skill: null } refused)
        {
            return overridesScreen ? null : throw KnownSources.RefusalOf(refused);
        }
        var found = source is null
            ? await FindWithLinksAsync(unread, place, batch, cancel)
            : (await store.GetAsync(project, [source.Skill.Value], cancel)).FirstOrDefault();
        if (found is not { } same || source is not null && source.Content != same.Procedure.ContentHash())
        {
            return null;
        }
        var name = source is null ? SkillName.From(same.Procedure.Title) ?? same.Name : SkillName.Parse(source.Name);
        batch.Add(same.Id, name, same);
        await RestoreFilesAsync(same, unread.Contents, actor, overridesScreen: false, cancel);
        return Unchanged(same, incomingExecutions: 0);
    }

    /// <summary>
    /// The skill that was imported from a place, if nothing has changed but that some links are not followed now; null otherwise.
    /// </summary>
    async Task<Skill?> FindWithLinksAsync(UnreadSkill unread, string place, ImportBatch batch, CancellationToken cancel)
    {
        if (unread.Unfollowed.Count == 0)
        {
            return null;
        }
        var before = await EarlierAsync(batch, cancel);
        return before.OnlyAt(ImportPlace.Reason + Redaction.OfText(place)) is { } id
            && !batch.ImportedIds.Contains(id)
            && await store.GetAsync(project, [id], cancel) is [var same]
            && unread.Is(same) ? same : null;
    }

    /// <summary>Keeps what was read of the places of the skills that were imported so far.</summary>
    public Task FinishAsync(CancellationToken cancel) => sources.FlushAsync(cancel);

    /// <summary>
    /// The skill that is exported as the text that comes; null if there is none. What was learned of a skill is written into that,
    /// and not into the document that it keeps.
    /// </summary>
    async Task<NameHolder?> ExportedAsync(List<NameHolder> holders, Skill incoming, CancellationToken cancel)
    {
        var text = incoming.Procedure.Document;
        if (text.Length == 0 || incoming.Procedure.IsComposite || holders.Count == 0)
        {
            return null;
        }
        var known = await store.GetAsync(project, [.. holders.Select(holder => holder.Id)], cancel);
        var same = known.FirstOrDefault(skill =>
            skill.Name == incoming.Name
            && skill.Procedure.Document.Length > 0
            && skill.Procedure.Document != text
            && Sorted(skill.Procedure.Files).SequenceEqual(Sorted(incoming.Procedure.Files))
            && SkillMarkdown.Write(skill.Name, skill.Procedure) == text);
        return same is null ? null : NameHolder.Of(same);

        static IEnumerable<SkillFile> Sorted(IReadOnlyList<SkillFile> files) => files.OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    static Imported Unchanged(Skill same, int incomingExecutions) =>
        new(ImportResult.Unchanged, same, string.Join("; ", RemarksOnUnchanged(same, incomingExecutions)));

    static IEnumerable<string> RemarksOnUnchanged(Skill same, int incomingExecutions)
    {
        if (!same.IsActive)
        {
            yield return $"it is {EnumName.Of(same.Lifecycle.Status)} ({same.Lifecycle.Reason})";
        }
        var ownExecutions = same.Record.Total;
        if (incomingExecutions != 0 && incomingExecutions != ownExecutions)
        {
            yield return
                $"it keeps its own record of {Quantity.Of(ownExecutions, "execution")}, and not the {incomingExecutions} that came";
        }
    }

    /// <summary>Rewrites files that are damaged in the store. The incoming content has the digest that was admitted before.</summary>
    async Task RestoreFilesAsync(
        Skill same, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        var lost = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in same.Procedure.Files.Where(file => contents.ContainsKey(file.Digest)))
        {
            if (await store.ContentAsync(project, file.Digest, cancel) is null)
            {
                lost[file.Digest] = contents[file.Digest];
            }
        }
        if (lost.Count > 0)
        {
            var files = await AdmitAsync(new SkillSubmission(same.Procedure, lost), actor, same, overridesScreen, cancel);
            await writer.TryAsync(new MemoryChange { FilesFor = same.Project }, files, cancel);
        }
    }

    /// <summary>
    /// The skills of the project that have the incoming skill's id, its name, or the name that it has apart from others of its name; both
    /// also with a number.
    /// </summary>
    async Task<List<NameHolder>> HoldersAsync(PortableSkill incoming, ImportBatch batch, CancellationToken cancel)
    {
        var skill = incoming.Skill;
        var known = (await store.GetAsync(project, [skill.Id], cancel)).Where(known => known.Project == project).Select(NameHolder.Of);
        var named = await HoldersAsync(skill.Name, batch, cancel);
        return batch.ApartName(incoming, ApartName) is { } apart
            ? [.. known, .. named, .. await HoldersAsync(apart, batch, cancel)]
            : [.. known, .. named];
    }

    async Task<List<NameHolder>> HoldersAsync(SkillName name, ImportBatch batch, CancellationToken cancel)
    {
        if (batch.Holders(name) is { } cached)
        {
            return cached;
        }
        var named = batch.CacheHolders(name);
        while (await store.FindAsync(project, batch.FreeName(name), cancel) is { } holder && holder.Project == project)
        {
            named.Add(NameHolder.Of(holder));
        }
        return named;
    }

    /// <summary>The name with that of its plugin or folder in front; null if there is none, or it may not be shown.</summary>
    static SkillName? ApartName(PortableSkill incoming) =>
        incoming.Group.Length > 0
        && SkillName.From($"{incoming.Group} {incoming.Skill.Name}") is { } apart
        && apart.Value.EndsWith(incoming.Skill.Name.Value, StringComparison.Ordinal)
        && !NameScreen.IsDoubtful(apart.Value)
        && Redaction.OfText(incoming.Group) == incoming.Group ? apart : null;

    /// <summary>The skill that was imported from the same place before and not changed since; null if there is none.</summary>
    async Task<Skill?> FindPreviousImportAsync(
        PortableSkill incoming, List<NameHolder> holders, ImportBatch batch, CancellationToken cancel)
    {
        foreach (var holder in holders.Where(holder => holder.CanBeContinued && !batch.ImportedIds.Contains(holder.Id)))
        {
            var versions = await store.VersionsAsync(project, holder.Id, cancel);
            if (await store.GetAsync(project, [holder.Id], cancel) is [{ Pinned: false } skill]
                && versions.FirstOrDefault(version => version.Number == skill.Version) is { Provenance.Author: Author.Person } current
                && current.Reason == incoming.Current.Reason)
            {
                return skill;
            }
        }
        return null;
    }

    /// <summary>Writes the next version of a skill, or puts back the earlier version with the same procedure.</summary>
    /// <returns>Null if the skill was changed concurrently.</returns>
    async Task<Imported?> ReplaceAsync(Skill before, PortableSkill incoming, Admission admission, CancellationToken cancel)
    {
        var (procedure, reason) = (incoming.Skill.Procedure, incoming.Current.Reason);
        var hash = procedure.ContentHash();
        var versions = await store.VersionsAsync(project, before.Id, cancel);
        var earlier = versions.FirstOrDefault(version => version.Reason == reason && version.Procedure.ContentHash() == hash);
        var text = new WrittenText(earlier?.Number ?? 0, earlier?.Procedure ?? procedure, IsBeside: false, reason);
        var (after, version) = text.In(before, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        after = after with { Name = await NameAfterAsync(before, incoming, cancel) };
        var change = SkillChanges.Change(before, after, version, isPersons: true);
        var written = await writer.TryAsync(change, admission, cancel);
        if (written.QuarantineReason.Length > 0)
        {
            var proposed = WithOrigin(change.Skills[0], incoming);
            var proposal = await writer.ProposeAsync(before, proposed, written.QuarantineReason, admission, cancel);
            return new Imported(ImportResult.Quarantined, proposal, $"stored as a proposal to change {before.Name}")
            {
                Doubts = written.Doubts,
            };
        }
        if (written.Result != ApplyResult.Applied)
        {
            return null;
        }
        var direction = version is null ? "back to version" : "version";
        var status = before.IsActive ? "" : $"; it is {EnumName.Of(before.Lifecycle.Status)} ({before.Lifecycle.Reason})";
        return new Imported(
            before.Lifecycle.Status == Status.Quarantined ? ImportResult.Quarantined : ImportResult.Stored,
            await lookup.GetAsync(after.Name, cancel),
            $"{(after.Name == before.Name ? "" : $"it was {before.Name}; ")}{direction} {after.Version}{status}")
        {
            Doubts = written.Doubts,
        };
    }

    /// <summary>The name of the next version: the incoming one's, if its title is another one and nobody has that name.</summary>
    async Task<SkillName> NameAfterAsync(Skill before, PortableSkill incoming, CancellationToken cancel)
    {
        var isRenamed = NameScreen.NameOf(before, incoming.Skill.Procedure) != before.Name
            && incoming.Skill.Name != SkillName.From(before.Procedure.Title);
        return isRenamed && await store.FindAsync(project, incoming.Skill.Name, cancel) is null ? incoming.Skill.Name : before.Name;
    }

    /// <summary>The change with its source on record, even if it puts back an earlier version and adds none.</summary>
    static SkillChange WithOrigin(SkillChange change, PortableSkill incoming) => change.AddedVersions.Count > 0
        ? change
        : change with { AddedVersions = [incoming.Current with { Provenance = new Provenance(Author.Person) }] };

    /// <summary>The skill that has the procedure as an earlier version or an alternative; null if there is none.</summary>
    async Task<Imported?> FindVersionWithTextAsync(List<NameHolder> holders, string hash, ImportBatch batch, CancellationToken cancel)
    {
        // A skill of this batch has no earlier versions to compare with.
        foreach (var holder in holders.Where(holder => !batch.ImportedIds.Contains(holder.Id)))
        {
            var versions = await store.VersionsAsync(project, holder.Id, cancel);
            if (versions.FirstOrDefault(version => version.Procedure.ContentHash() == hash) is { } match
                && await store.GetAsync(project, [holder.Id], cancel) is [var skill])
            {
                var where = match.IsAlternative
                    ? $"it is kept there as alternative {match.Number}"
                    : $"it is version {match.Number} there, and {skill.Version} is in place";
                return new Imported(ImportResult.Consolidated, skill, where);
            }
        }
        return null;
    }

    /// <summary>The skill as it is stored; null if its name was taken concurrently.</summary>
    async Task<(Skill Stored, IReadOnlyList<ScreeningResult> Doubts)?> AddAsync(
        PortableSkill incoming, Admission admission, CancellationToken cancel)
    {
        var laidOut = incoming.Skill is { IsActive: true, Procedure.IsComposite: true } composite
            ? await layout.LayOutApprovedAsync(composite, cancel)
            : null;
        var written = await writer.TryAsync(Change(incoming), admission, cancel);
        if (written.Result == ApplyResult.Conflict)
        {
            written = await writer.TryAsync(Change(incoming.WithNewIds(time.GetUtcNow())), admission, cancel);
        }
        return written.Result == ApplyResult.Applied ? (written.Change.Skills[0].After!, written.Doubts) : null;

        // Components that pass the screen one by one may not pass it together.
        MemoryChange Change(PortableSkill skill)
        {
            var change = SkillChanges.Import(skill);
            return laidOut is null ? change : change with { Skills = [change.Skills[0] with { LaidOut = laidOut }] };
        }
    }

    /// <summary>The incoming skill, redacted, screened and assigned to the project. Every text of it passes through here.</summary>
    /// <exception cref="SkillException">A part is malformed or refused.</exception>
    async Task<(PortableSkill Skill, Admission Admission)> AdmitAsync(
        PortableSkill incoming, Actor actor, bool overridesScreen, CancellationToken cancel)
    {
        CheckLengths(incoming);
        var skill = incoming.Skill;
        var submitted = new ImportedHeader(skill.Name.Value, skill.Lifecycle.Reason, skill.Provenance);
        var header = await AdmitAsync(submitted, actor, skill, overridesScreen, cancel);
        var (versions, versionsAdmission) = await AdmitVersionsAsync(incoming, header, actor, cancel);
        var (executions, admission) = await AdmitExecutionsAsync(incoming, versionsAdmission, actor, cancel);
        var procedure = versions.First(version => version.Number == skill.Version).Procedure;
        // A name that holds a secret, or was made of a title that held one, is replaced.
        var isClean = header.Value.Name == skill.Name.Value && procedure.Title == skill.Procedure.Title;
        var admitted = incoming with
        {
            Skill = skill with
            {
                Name = admission.Shown(isClean ? skill.Name : SkillName.Of(procedure), procedure),
                Project = project,
                Provenance = header.Value.Provenance,
                Procedure = procedure,
                Lifecycle = skill.Lifecycle with { Reason = header.Value.StatusReason },
            },
            Versions = versions,
            Executions = executions,
        };
        return (admitted, admission);
    }

    /// <returns>The admitted versions, and the given admission joined with theirs.</returns>
    async Task<(List<SkillVersion> Versions, Admission Admission)> AdmitVersionsAsync(
        PortableSkill incoming, Admission admission, Actor actor, CancellationToken cancel)
    {
        var versions = new List<SkillVersion>();
        foreach (var version in incoming.Versions)
        {
            new SkillSubmission(version.Procedure, incoming.Contents).Checked();
            var submitted = new ImportedVersion(version, await ContentsAsync(version.Procedure, incoming, cancel));
            var admitted = await AdmitAsync(submitted, actor, incoming.Skill, admission.OverridesScreen, cancel);
            var procedure = RedactedDocument.Reread(version.Procedure, admitted.Value.Version.Procedure).WithParametersOfSteps().Checked();
            versions.Add(admitted.Value.Version with { Procedure = procedure });
            admission = admission.And(admitted);
        }
        return (versions, admission);
    }

    /// <summary>The contents of the files of a version. One that is named and does not come along is screened as it is stored.</summary>
    async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(
        Procedure procedure, PortableSkill incoming, CancellationToken cancel)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var digest in procedure.Files.Select(file => file.Digest).Distinct())
        {
            if (incoming.Contents.TryGetValue(digest, out var content))
            {
                contents[digest] = content;
            }
            else if (await store.ContentAsync(project, digest, cancel) is { } stored)
            {
                contents[digest] = stored;
            }
        }
        return contents;
    }

    /// <summary>The admitted executions. Doubt about a report keeps from agents what it says, and not the skill.</summary>
    async Task<(List<Execution> Executions, Admission Admission)> AdmitExecutionsAsync(
        PortableSkill incoming, Admission admission, Actor actor, CancellationToken cancel)
    {
        var executions = new List<Execution>();
        foreach (var execution in incoming.Executions)
        {
            var admitted = HasText(execution)
                ? await AdmitAsync(execution, actor, incoming.Skill, admission.OverridesScreen, cancel)
                : null;
            executions.Add(admitted switch
            {
                null => execution,
                { QuarantineReason: "" } => admitted.Value,
                _ => Doubted(admitted.Value, admitted.QuarantineReason),
            });
            if (admitted is { OverridesScreen: true })
            {
                admission = admission with { Doubts = [.. admission.Doubts, .. admitted.Doubts] };
            }
        }
        return (executions, admission);
    }

    static Execution Doubted(Execution execution, string reason) => execution with
    {
        Task = AdmissionControl.TaskIfClean(execution.Task),
        Also = AdmissionControl.AlsoIfClean(execution.Also),
        NotFor = "",
        Versions = [],
        Pitfall = null,
        Withheld = execution.Withheld ?? WithheldOf(execution, reason),
    };

    static WithheldPitfall? WithheldOf(Execution execution, string reason) => execution switch
    {
        { Pitfall: { } pitfall } => new WithheldPitfall(pitfall, reason),
        { NotFor.Length: > 0 } => new WithheldPitfall(new Pitfall { Text = execution.NotFor }, reason) { IsNotFor = true },
        _ => null,
    };

    /// <summary>An admitted part of a skill. The same text comes again with each import, and its refusal is on record once.</summary>
    async Task<Admission<T>> AdmitAsync<T>(T part, Actor actor, Skill skill, bool overridesScreen, CancellationToken cancel)
        where T : ITextual<T>
    {
        var admission = control.Admit(part, actor, overridesScreen, cancel);
        return admission.Refusal is null
            ? admission
            : await writer.RequireAsync(admission, skill.Name.Value, cancel, skill.Procedure.ContentHash());
    }

    static bool HasText(Execution execution) => TextEntry.AllOf(execution).Any(entry => entry.Text.Length > 0);

    /// <exception cref="SkillException">A text is longer than it can be stored; nothing is cut.</exception>
    static void CheckLengths(PortableSkill incoming)
    {
        Check("status_reason", incoming.Skill.Lifecycle.Reason, MaxStatusReasonLength);
        CheckProvenance("", incoming.Skill.Provenance);
        foreach (var version in incoming.Versions)
        {
            Check($"reason of version {version.Number}", version.Reason, MaxReasonLength);
            CheckProvenance($" of version {version.Number}", version.Provenance);
        }

        static void CheckProvenance(string of, Provenance provenance)
        {
            Check($"client of the provenance{of}", provenance.Client, MaxClientLength);
            Check($"task of the provenance{of}", provenance.Task, MaxTaskLength);
        }

        static void Check(string what, string text, int max)
        {
            if (text.Length > max)
            {
                throw new SkillException($"Nothing was stored: the {what} has {text.Length:N0} characters and may have {max:N0}.");
            }
        }
    }
}
