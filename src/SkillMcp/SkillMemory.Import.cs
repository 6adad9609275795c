using SkillMcp.Safety;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>
    /// Takes a skill in from elsewhere, with all that comes with it: records and dates are taken as they are, for a person vouches for them;
    /// texts come through the door like any other. Nothing is merged, and nothing that is here is lost: a skill whose name another procedure
    /// has is stored beside it under a number, unless it is what the same place said before and nobody changed since; that is its next version.
    /// </summary>
    /// <param name="whole">The skill.</param>
    /// <param name="place">Where it is from, if it may say something else there later. Empty for a skill that comes with its versions, or from nowhere.</param>
    /// <param name="import">What it comes along with.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SkillException">It is malformed or refused.</exception>
    public async Task<Imported> ImportAsync(WholeSkill whole, string place, Import import, CancellationToken cancel = default)
    {
        if (place.Length > 0)
        {
            whole = whole with { Versions = [.. whole.Versions.Select(version => version with { Reason = $"imported from {place}" })] };
        }
        var id = whole.Skill.Id;
        // What is here already came through the door when it came.
        if (await UnchangedAsync(whole.With(import.Referring), import, cancel) is { } known)
        {
            import.Add(id, whole.Skill.Name, known.Skill);
            return known;
        }
        var (admitted, by) = await AdmitAsync(whole.With(import.Referring), cancel);
        Acting.As(by, time.GetUtcNow());
        try
        {
            var imported = await ImportAdmittedAsync(admitted, isPlaced: place.Length > 0, by, import, cancel);
            import.Add(id, whole.Skill.Name, imported.Skill);
            return imported;
        }
        catch (HeldBack held)
        {
            var proposal = await HoldAsync(held, cancel);
            import.Add(id, whole.Skill.Name, held.Skill);
            return new Imported(ImportResult.Quarantined, proposal, $"what it says now is to change {held.Skill.Name}");
        }
    }

    async Task<Imported> ImportAdmittedAsync(WholeSkill whole, bool isPlaced, Provenance by, Import import, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await UnchangedAsync(whole, import, cancel) is { } same)
            {
                return same;
            }
            var (holders, name) = (await HoldersAsync(whole.Skill, import, cancel), whole.Skill.Name);
            if (isPlaced && await StandingForAsync(whole, holders, import, cancel) is { } before)
            {
                if (await ReplacedAsync(before, whole, by, cancel) is { } after)
                {
                    import.Forget(name);
                    return after;
                }
            }
            else if (await SaidByAsync(holders, whole.Skill.Procedure.ContentHash(), import, cancel) is { } past)
            {
                return past;
            }
            else if (await StoredAsync(whole with { Skill = whole.Skill with { Name = import.FreeName(name) } }, cancel) is { } stored)
            {
                import.Holders(name)!.Add(Holder.Of(stored));
                return new Imported(stored.Lifecycle.Status == Status.Quarantined ? ImportResult.Quarantined : ImportResult.Stored, stored, stored.Name == name ? "" : $"the name {name} is another procedure's");
            }
            import.Forget(name);
        }
        throw new SkillException($"'{whole.Skill.Name}' is being changed by others all the time: try again in a moment.");
    }

    /// <summary>The skill that says the same already; null where none does.</summary>
    async Task<Imported?> UnchangedAsync(WholeSkill whole, Import import, CancellationToken cancel)
    {
        var hash = whole.Skill.Procedure.ContentHash();
        var holder = (await HoldersAsync(whole.Skill, import, cancel)).Find(holder => holder.Hash == hash);
        if (holder is null || (await store.GetAsync(project, [holder.Id], cancel)) is not [var same])
        {
            return null;
        }
        // Written anew where something else damaged it.
        await KeepAsync(whole with { Versions = [whole.Current] }, cancel);
        string[] notes =
        [
            .. same.IsActive ? [] : new[] { $"it is {Word.Of(same.Lifecycle.Status)} ({same.Lifecycle.Reason})" },
            .. whole.Skill.Record.Total == 0 || whole.Skill.Record.Total == same.Record.Total ? [] : new[] { $"it keeps its own record of {same.Record.Total} executions, and not the {whole.Skill.Record.Total} that came" },
        ];
        return new Imported(ImportResult.Unchanged, same, string.Join("; ", notes));
    }

    /// <summary>The skills of the project that have its id, its name or its name with a number.</summary>
    async Task<List<Holder>> HoldersAsync(Skill skill, Import import, CancellationToken cancel)
    {
        var known = (await store.GetAsync(project, [skill.Id], cancel)).Where(known => known.Project == project).Select(Holder.Of);
        if (import.Holders(skill.Name) is not { } named)
        {
            named = import.Meet(skill.Name);
            while (await store.FindAsync(project, import.FreeName(skill.Name), cancel) is { } holder && holder.Project == project)
            {
                named.Add(Holder.Of(holder));
            }
        }
        return [.. known, .. named];
    }

    /// <summary>The skill that the same place said before, which nobody has changed since; null where there is none.</summary>
    async Task<Skill?> StandingForAsync(WholeSkill whole, List<Holder> holders, Import import, CancellationToken cancel)
    {
        foreach (var holder in holders.Where(holder => holder.MayGoOn && !import.Met.Contains(holder.Id)))
        {
            var versions = await store.VersionsAsync(project, holder.Id, cancel);
            if (await store.GetAsync(project, [holder.Id], cancel) is [{ Pinned: false } skill]
                && versions.FirstOrDefault(version => version.Number == skill.Version) is { Provenance.Author: Author.Person } current && current.Reason == whole.Current.Reason)
            {
                return skill;
            }
        }
        return null;
    }

    /// <summary>The next version of a skill, or the earlier one that said the same; null where somebody else changed it meanwhile.</summary>
    async Task<Imported?> ReplacedAsync(Skill before, WholeSkill whole, Provenance by, CancellationToken cancel)
    {
        await KeepAsync(whole, cancel);
        var hash = whole.Skill.Procedure.ContentHash();
        var earlier = (await store.VersionsAsync(project, before.Id, cancel)).FirstOrDefault(version => version.Reason == whole.Current.Reason && version.Procedure.ContentHash() == hash);
        if (earlier is not null && before.Lifecycle.Status != Status.Quarantined && by.Doubt.Length > 0)
        {
            throw new HeldBack(before, whole.Skill.Procedure, whole.Current.Reason, by, Lifecycle.Quarantined(by.Doubt));
        }
        var (changed, version) = earlier is null
            ? await NextVersionAsync(before, whole.Skill.Procedure, whole.Current.Reason, by, cancel)
            : (before with { Procedure = earlier.Procedure, Version = earlier.Number, UpdatedAt = time.GetUtcNow() }, null);
        return await store.ChangeAsync(project, changed, version, cancel) != Saved.Done ? null : new Imported(
            before.Lifecycle.Status == Status.Quarantined ? ImportResult.Quarantined : ImportResult.Stored,
            await GetAsync(before.Name, cancel),
            $"{(version is null ? "back to version" : "version")} {changed.Version}{(before.IsActive ? "" : $"; it is {Word.Of(before.Lifecycle.Status)} ({before.Lifecycle.Reason})")}");
    }

    /// <summary>The skill that says otherwise by now, or keeps beside it, what is brought; null where there is none.</summary>
    async Task<Imported?> SaidByAsync(List<Holder> holders, string hash, Import import, CancellationToken cancel)
    {
        // What came just now has said nothing else yet.
        foreach (var holder in holders.Where(holder => !import.Met.Contains(holder.Id)))
        {
            if ((await store.VersionsAsync(project, holder.Id, cancel)).FirstOrDefault(version => version.Procedure.ContentHash() == hash) is { } said && await store.GetAsync(project, [holder.Id], cancel) is [var skill])
            {
                return new Imported(ImportResult.Consolidated, skill, said.IsAlternative ? $"it is kept there as alternative {said.Number}" : $"it is version {said.Number} there, and {skill.Version} is in place");
            }
        }
        return null;
    }

    /// <summary>The skill as it is stored; null where somebody else took its name meanwhile.</summary>
    async Task<Skill?> StoredAsync(WholeSkill whole, CancellationToken cancel)
    {
        await KeepAsync(whole, cancel);
        if (whole.Skill is { IsActive: true, Procedure.IsComposite: true } composite)
        {
            // Parts that are harmless by themselves need not be so together.
            var lifecycle = LifecycleOf(await ScreenedAsync(composite, cancel), new Provenance(Author.Person));
            whole = whole with { Skill = composite with { Lifecycle = lifecycle.Status == Status.Quarantined ? lifecycle : composite.Lifecycle } };
        }
        var saved = await store.ImportAsync(project, whole, cancel);
        if (saved == Saved.Conflict)
        {
            whole = whole.Anew(time.GetUtcNow());
            saved = await store.ImportAsync(project, whole, cancel);
        }
        return saved == Saved.Done ? whole.Skill : null;
    }

    /// <summary>Keeps what the files of its versions hold.</summary>
    async Task KeepAsync(WholeSkill whole, CancellationToken cancel)
    {
        var wanted = whole.Versions.SelectMany(version => version.Procedure.Files).Select(file => file.Digest).Distinct().Where(whole.Contents.ContainsKey).Select(digest => whole.Contents[digest]).ToList();
        if (wanted.Count > 0)
        {
            await store.KeepAsync(project, wanted, cancel);
        }
    }

    /// <summary>A skill of somewhere else without its secrets, screened and in its place: no text of it can be handed out that was not looked at here.</summary>
    /// <exception cref="SkillException">A part is malformed or refused.</exception>
    async Task<(WholeSkill Whole, Provenance By)> AdmitAsync(WholeSkill whole, CancellationToken cancel)
    {
        var by = new Provenance(Author.Person);
        var versions = new List<SkillVersion>();
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var version in whole.Versions)
        {
            await MeasureAsync(by, whole.Skill.Name.Value, [.. PassagesOf(version.Procedure)], cancel);
            (var brought, by) = await ReceivedAsync(new Brought(version.Procedure, whole.Contents), by, whole.Skill.Name.Value, cancel);
            var (clean, doubt) = await AdmitAsync(version with { Procedure = brought.Procedure.WithParametersOfSteps().Checked() }, whole.Skill.Name.Value, by, cancel);
            versions.Add(clean);
            by = by with { Doubt = doubt };
            foreach (var (digest, content) in brought.Contents)
            {
                contents[digest] = content;
            }
        }
        var executions = new List<Execution>();
        foreach (var execution in whole.Executions)
        {
            var (clean, doubt) = await AdmitAsync(execution, whole.Skill.Name.Value, by, cancel);
            executions.Add(clean);
            by = by with { Doubt = doubt };
        }
        var redactor = new SecretRedactor();
        var (skill, status) = (whole.Skill, whole.Skill.Lifecycle);
        var reason = redactor.Redact(Excerpt.Of(status.Reason, 500));
        by = await AdmitAsync(by, skill.Name.Value, [], [new("status_reason", reason), new("task", skill.Provenance.Task), new("origin", skill.Provenance.Client)], cancel);
        skill = skill with
        {
            Project = project,
            Provenance = Cleaned(skill.Provenance, redactor),
            Procedure = versions.First(version => version.Number == skill.Version).Procedure,
            // What was rejected stays so, and cannot be restored without approval.
            Lifecycle = by.Doubt.Length > 0 && status.Status != Status.Quarantined && status.Word != Lifecycle.Rejected ? Lifecycle.Quarantined(by.Doubt) : status with { Reason = reason },
        };
        return (whole with { Skill = skill, Versions = versions, Executions = executions, Contents = contents }, by);
    }

    async Task<(SkillVersion, string Doubt)> AdmitAsync(SkillVersion version, string skill, Provenance by, CancellationToken cancel)
    {
        var redactor = new SecretRedactor();
        var clean = version with
        {
            Reason = redactor.Redact(Excerpt.Of(version.Reason, 2_000)),
            Provenance = Cleaned(version.Provenance, redactor),
            Pitfalls = [.. version.Pitfalls.Select(pitfall => pitfall with { Text = redactor.Redact(pitfall.Text) })],
        };
        IEnumerable<Passage> told = [new("reason", clean.Reason), new("task", clean.Provenance.Task), new("origin", clean.Provenance.Client), .. Numbered("pitfall", [.. clean.Pitfalls.Select(pitfall => pitfall.Text)])];
        return (clean, (await AdmitAsync(by, skill, PassagesOf(clean.Procedure), told, cancel)).Doubt);
    }

    async Task<(Execution, string Doubt)> AdmitAsync(Execution execution, string skill, Provenance by, CancellationToken cancel)
    {
        IReadOnlyList<Passage> said = [new("task", execution.Task), new("notes", execution.Notes), new("pitfall", execution.Pitfall?.Text ?? ""), .. Passages(execution.Evidence)];
        if (said.All(passage => passage.Text.Length == 0))
        {
            return (execution, by.Doubt);
        }
        await MeasureAsync(by, skill, said, cancel);
        var redactor = new SecretRedactor();
        var clean = execution with
        {
            Task = redactor.Redact(execution.Task),
            Notes = redactor.Redact(execution.Notes),
            Evidence = Cleaned(execution.Evidence, redactor),
            Pitfall = execution.Pitfall is { } pitfall ? pitfall with { Text = redactor.Redact(pitfall.Text) } : null,
        };
        return (clean, (await AdmitAsync(by, skill, [], [new("task", clean.Task), new("notes", clean.Notes), new("pitfall", clean.Pitfall?.Text ?? ""), .. Passages(clean.Evidence)], cancel)).Doubt);
    }

    static Provenance Cleaned(Provenance by, SecretRedactor redactor) => by with { Client = redactor.Redact(Excerpt.Of(by.Client, 500)), Task = redactor.Redact(Excerpt.Of(by.Task, 4_000)) };

    /// <summary>A skill with all that is kept of it.</summary>
    /// <exception cref="SkillException">What a file holds is lost; the message names it.</exception>
    public async Task<WholeSkill> WholeAsync(Skill skill, CancellationToken cancel = default)
    {
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        return new WholeSkill
        {
            Skill = skill,
            Versions = versions,
            Executions = [.. (await store.ExecutionsAsync(project, skill.Id, int.MaxValue, cancel)).Reverse()],
            Contents = await ContentsAsync(versions.SelectMany(version => version.Procedure.Files), cancel),
        };
    }

    /// <summary>What the components of a skill's versions are called, as far as they are there.</summary>
    public async Task<IReadOnlyDictionary<Guid, SkillName>> ComponentNamesAsync(WholeSkill whole, CancellationToken cancel = default)
    {
        var ids = whole.Versions.SelectMany(version => version.Procedure.Components).Select(component => component.Skill).Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<Guid, SkillName>() : (await store.GetAsync(project, ids, cancel)).ToDictionary(skill => skill.Id, skill => skill.Name);
    }

    /// <summary>Whether there is a skill with this id.</summary>
    public async Task<bool> KnowsAsync(Guid id, CancellationToken cancel = default) => (await store.GetAsync(project, [id], cancel)).Count > 0;
}

/// <summary>Skills that come in together, so that they can refer to each other.</summary>
public sealed class Import
{
    readonly Dictionary<Guid, Guid> became = [];
    readonly Dictionary<SkillName, Guid> named = [];
    readonly HashSet<Guid> met = [];

    readonly Dictionary<SkillName, List<Holder>> holders = [];

    /// <summary>The skills of the memory that were met: each stands for one skill that comes in.</summary>
    public IReadOnlySet<Guid> Met => met;

    /// <summary>The skills that came in, by the names that they came with.</summary>
    public IReadOnlyDictionary<SkillName, Guid> Named => named;

    /// <summary>What a skill that came in is called by here; null where none came with this id.</summary>
    public Guid? Of(Guid id) => became.TryGetValue(id, out var here) ? here : null;

    /// <summary>The skills that have a name, or that name with a number, in the order of the numbers; null where nobody looked yet. Each look goes through all of them.</summary>
    internal List<Holder>? Holders(SkillName name) => holders.GetValueOrDefault(name);

    internal List<Holder> Meet(SkillName name) => holders[name] = [];

    /// <summary>Looks again the next time: somebody else writes too.</summary>
    internal void Forget(SkillName name) => holders.Remove(name);

    /// <summary>The name, with the first number that none of its holders has.</summary>
    internal SkillName FreeName(SkillName name) => holders[name].Count is var taken and > 0 ? name.Numbered(taken + 1) : name;

    internal void Add(Guid id, SkillName name, Skill here)
    {
        became[id] = here.Id;
        named.TryAdd(name, here.Id);
        met.Add(here.Id);
    }

    /// <summary>A procedure that refers to the skills of this memory in place of those that it came with.</summary>
    internal Procedure Referring(Procedure procedure) =>
        procedure.IsComposite ? procedure with { Components = [.. procedure.Components.Select(component => component with { Skill = Of(component.Skill) ?? component.Skill })] } : procedure;
}

/// <summary>A skill of the memory that has a name, as an import has to know it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Hash">The hash of what it says.</param>
/// <param name="MayGoOn">Whether it is one that another import may have a next version of.</param>
sealed record Holder(Guid Id, string Hash, bool MayGoOn)
{
    public static Holder Of(Skill skill) => new(skill.Id, skill.Procedure.ContentHash(), skill.Source == Source.Imported && !skill.Pinned);
}

/// <summary>What became of a skill that came in.</summary>
/// <param name="Result">What.</param>
/// <param name="Skill">The skill here.</param>
/// <param name="Remark">What a person should know of it; empty where there is nothing.</param>
public sealed record Imported(ImportResult Result, Skill Skill, string Remark);

public enum ImportResult
{
    /// <summary>It is a skill now, or the next version of one.</summary>
    Stored,

    /// <summary>The same was there.</summary>
    Unchanged,

    /// <summary>What it says is kept already as a version of a skill that says something else by now.</summary>
    Consolidated,

    /// <summary>It is there, and kept apart until a person approves it.</summary>
    Quarantined,
}
