using SkillMcp.Admissions;
using SkillMcp.Packaging;
using SkillMcp.Safety;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// One run of <c>import</c>. A composite waits until its components are imported. A skill that cannot be imported is noted,
/// and the next one is read.
/// </summary>
/// <param name="memory">The memory that is imported into.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Shows how far it is.</param>
/// <param name="links">Which links are followed.</param>
/// <param name="overridesScreen">Whether a person admits everything, whatever the screen finds.</param>
/// <param name="keepsRead">Whether what was read is kept, to be shown. It is all that the skills and their files hold.</param>
sealed class ImportSession(
    SkillMemory memory, TimeProvider time, Progress progress, FollowedLinks links, bool overridesScreen = false, bool keepsRead = false)
    : IDisposable
{
    readonly ImportBatch batch = new() { IsGone = IsGone };
    readonly List<ImportEntry> entries = [];
    readonly List<PendingComposite> pending = [];

    readonly ReleasedMemory released = new();

    // What was read of the skill at hand.
    SkillSubmission? read;

    // Where the memory has skills from; null until it is asked for.
    IReadOnlyList<string>? places;

    public IReadOnlyList<ImportEntry> Entries => entries;

    public void Dispose() => released.Dispose();

    /// <summary>Imports what a path holds, except for composites.</summary>
    public async Task ImportAsync(string path, CancellationToken cancel)
    {
        if (path == "-")
        {
            await ImportInputAsync(cancel);
            return;
        }
        var isEmpty = true;
        foreach (var found in SkillSource.Read(path, links))
        {
            isEmpty &= found is SkippedItem;
            await ImportAsync(found, OriginOf(found is FolderItem folder ? folder.Origin : found.Place), cancel);
        }
        if (isEmpty)
        {
            Refuse(path, "", "nothing to import: there is no SKILL.md in this folder or below it");
        }
    }

    /// <summary>Imports the composites that waited, each after those that are its components.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (pending.FindIndex(one => !pending.Exists(one.IsFor)) is var at and >= 0)
        {
            var next = pending[at];
            pending.RemoveAt(at);
            await TryAsync(next.Place, next.Line, () => next.ImportAsync());
        }
        foreach (var circular in pending)
        {
            Refuse(circular.Place, circular.Line, "it is a part of its own parts: a composite cannot hold itself");
        }
        await memory.FinishImportAsync(cancel);
    }

    /// <summary>Standard input is copied to a file first: a zip is read from its end.</summary>
    async Task ImportInputAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-");
        try
        {
            var file = Path.Combine(folder.FullName, "input");
            await using (var copy = File.Create(file))
            {
                await Console.OpenStandardInput().CopyToAsync(copy, cancel);
            }
            if (new FileInfo(file).Length == 0)
            {
                Refuse("standard input", "", "nothing to import: it is empty");
                return;
            }
            foreach (var found in SkillSource.Read(file, links))
            {
                await ImportAsync(found with { Place = found.Place.Replace(file, "standard input", StringComparison.Ordinal) }, "", cancel);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Imports what was found, except for composites.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="origin">Where it is from, if its text there may change; else empty.</param>
    /// <param name="cancel">Cancels the import.</param>
    public Task ImportAsync(SourceItem found, string origin, CancellationToken cancel)
    {
        switch (found)
        {
            case FolderItem folder:
                return TryAsync(folder.Place, "", () => ImportAsync(folder, origin, cancel));
            case JsonItem text:
                return ImportAsync(text, origin, cancel);
            case RefusedItem { IsLinkElsewhere: true } link:
                return LeaveAsync(link, origin, cancel);
            case RefusedItem refused:
                Refuse(refused.Place, "", refused.Reason);
                return Task.CompletedTask;
            default:
                Skip(found.Place, ((SkippedItem)found).Reason);
                return Task.CompletedTask;
        }
    }

    /// <summary>A link that is not followed. What came in through it before, when it was, stays as it is.</summary>
    async Task LeaveAsync(RefusedItem link, string origin, CancellationToken cancel)
    {
        places ??= await memory.ImportPlacesAsync(cancel);
        var stay = places.Count(place => place == origin || place.StartsWith(origin + "/", StringComparison.Ordinal));
        if (stay == 0)
        {
            Refuse(link.Place, "", link.Reason);
        }
        else
        {
            var verb = stay == 1 ? "stays" : "stay";
            Skip(link.Place, $"{Quantity.Of(stay, "skill")} that came in through it before {verb}: {link.Reason}");
        }
    }

    async Task ImportAsync(FolderItem folder, string origin, CancellationToken cancel)
    {
        var unread = origin.Length == 0 || keepsRead ? null : SkillFolder.Unread(folder);
        if (unread is not null
            && await memory.FindUnchangedAsync(unread, origin, batch, CompositionRoot.Person, overridesScreen, cancel) is { } known)
        {
            var kept = known.Skill.Procedure.Files.Where(file => unread.IsUnfollowed(file.Path)).Select(file => file.Path).ToList();
            var stays = kept.Count == 0 ? "" : $"what came in through it before stays: {string.Join(", ", kept)}";
            Add(folder.Place, "", known, folder.Remark, stays);
            return;
        }
        var packed = SkillFolder.Read(folder.Files, folder.Name);
        if (packed.Components.Count == 0)
        {
            await ImportAsync(folder, packed, packed.Procedure, origin, unread?.Hash ?? "", cancel);
            return;
        }
        var components = packed.Components.Select(component => component.Skill).Distinct().ToList();
        pending.Add(new PendingComposite(folder.Place, "")
        {
            Name = packed.Name,
            ComponentNames = components,
            ImportAsync = async () =>
                // What it refers to may be others by the next time.
                await ImportAsync(folder, packed, packed.Unpacked(await IdsAsync(components, cancel)), origin, hash: "", cancel),
        });
    }

    async Task ImportAsync(
        FolderItem folder, PackedSkill packed, Procedure procedure, string origin, string hash, CancellationToken cancel)
    {
        var whole = PortableSkill.Written(procedure, time.GetUtcNow());
        var named = whole with
        {
            Skill = whole.Skill with { Name = packed.Name },
            Contents = packed.Contents,
            Group = folder.Group,
            IsAloneAtPlace = true,
            SourceHash = hash,
        };
        var imported = await ImportAsync(named, origin, cancel);
        string[] remarks =
        [
            folder.Remark,
            packed.TextRemark,
            packed.FrontMatterRemark,
            packed.ShorteningRemark,
            packed.StepsRemark,
            RedactionRemark(packed.Procedure, imported),
        ];
        Add(folder.Place, "", imported, remarks);
    }

    /// <summary>Which files are stored with placeholders in place of secrets, in words; empty if none is.</summary>
    static string RedactionRemark(Procedure read, Imported imported)
    {
        var stored = imported.Skill.Procedure;
        var digests = read.Files.ToDictionary(file => file.Path, file => file.Digest, StringComparer.Ordinal);
        var files = stored.Files.Where(file => digests.TryGetValue(file.Path, out var digest) && digest != file.Digest);
        string[] document = stored.Document != read.Document && stored.Document.Length > 0 ? [SkillFile.Markdown] : [];
        string[] redacted = [.. document, .. files.Select(file => file.Path)];
        var isNew = imported.Result is ImportResult.Stored or ImportResult.Quarantined;
        return isNew && redacted.Length > 0 ? $"secrets were replaced by placeholders in {string.Join(", ", redacted)}" : "";
    }

    Task<Imported> ImportAsync(PortableSkill whole, string origin, CancellationToken cancel)
    {
        read = keepsRead ? new SkillSubmission(whole.Skill.Procedure, whole.Contents) : null;
        return memory.ImportAsync(whole, origin, batch, CompositionRoot.Person, overridesScreen, cancel);
    }

    /// <summary>The ids of the skills of some names; a skill of this import goes before one of the memory.</summary>
    async Task<IReadOnlyDictionary<SkillName, Guid>> IdsAsync(IReadOnlyList<SkillName> names, CancellationToken cancel)
    {
        var ids = new Dictionary<SkillName, Guid>();
        foreach (var name in names)
        {
            if (batch.IdsByName.TryGetValue(name, out var imported))
            {
                ids[name] = imported;
            }
            else if (await memory.FindAsync(name, cancel) is { } known)
            {
                ids[name] = known.Id;
            }
        }
        return ids;
    }

    async Task ImportAsync(JsonItem text, string origin, CancellationToken cancel)
    {
        await foreach (var line in JsonLines.ReadAsync(text.Stream, cancel))
        {
            await TryAsync(text.Place, line.Location, () => ImportAsync(text.Place, line, origin, cancel));
        }
    }

    async Task ImportAsync(string place, JsonLine line, string origin, CancellationToken cancel)
    {
        if (line.Mistake.Length > 0)
        {
            throw new SkillException(line.Mistake);
        }
        var parsed = SkillJsonReader.Read(line.Json, time.GetUtcNow());
        var originOfLine = parsed.HasHistory ? "" : origin;
        if (parsed.Parts.Count == 0)
        {
            Add(place, line.Location, await ImportAsync(parsed.Portable, originOfLine, cancel), parsed.Remark);
            return;
        }
        pending.Add(new PendingComposite(place, line.Location)
        {
            Id = parsed.Portable.Skill.Id,
            ComponentIds = parsed.Parts,
            ImportAsync = async () =>
            {
                var whole = parsed.SubSkills.Count > 0 ? await ReferringAsync(parsed, cancel) : parsed.Portable;
                var imported = await ImportAsync(whole, originOfLine, cancel);
                Add(place, line.Location, imported, await MissingAsync(whole, cancel), parsed.Remark);
            },
        });
    }

    /// <summary>
    /// A skill that was composed by copying other skills, as a composite that refers to them. Where those are not here,
    /// or say something else by now, it stays a skill with the steps that it came with.
    /// </summary>
    async Task<PortableSkill> ReferringAsync(ParsedLine parsed, CancellationToken cancel)
    {
        var components = parsed.SubSkills.Select(id => new Component(batch.LocalIdOf(id) ?? id));
        var composite = parsed.Portable.With(procedure => procedure with { Steps = [], Parameters = [], Components = [.. components] });
        var laidOut = (await memory.LayOutAsync(composite.Skill, cancel)).Procedure;
        return Actions(laidOut).SequenceEqual(Actions(parsed.Portable.Skill.Procedure)) ? composite : parsed.Portable;

        static IEnumerable<Step> Actions(Procedure procedure) => procedure.Steps.Where(step => !step.IsHeading);
    }

    /// <summary>How many components of a composite are not in the memory, in words; empty if none is missing.</summary>
    async Task<string> MissingAsync(PortableSkill whole, CancellationToken cancel)
    {
        var missing = 0;
        foreach (var component in whole.Skill.Procedure.Components)
        {
            missing += await memory.ExistsAsync(batch.LocalIdOf(component.Skill) ?? component.Skill, cancel) ? 0 : 1;
        }
        return missing switch
        {
            0 => "",
            1 => "1 of the skills that it joins is not here: import them too",
            _ => $"{missing} of the skills that it joins are not here: import them too",
        };
    }

    async Task TryAsync(string place, string line, Func<Task> act)
    {
        read = null;
        try
        {
            await act();
        }
        catch (SkillException mistake)
        {
            Refuse(place, line, mistake.Message, (mistake.InnerException as ScreenRefusal)?.Screening.Findings ?? []);
        }
        progress.Add();
        released.Release();
    }

    void Add(string place, string line, Imported imported, params IEnumerable<string> remarks)
    {
        var (skill, reason) = (imported.Skill, imported.Result == ImportResult.Quarantined ? imported.Skill.Lifecycle.Reason : "");
        var reasons = string.Join("; ", remarks.Prepend(imported.Remark).Prepend(reason).Where(text => text.Length > 0));
        entries.Add(new ImportEntry(EnumName.Of(imported.Result), place, line, skill.Name.Value, skill.Version, reasons)
        {
            Findings = ImportEntry.FindingsOf(imported.Doubts.SelectMany(screening => screening.Findings)),
            Read = read,
            IsQuarantined = skill.Lifecycle.Status == Status.Quarantined,
        });
    }

    void Refuse(string place, string line, string reason, IReadOnlyList<ScreeningFinding> findings) =>
        entries.Add(new ImportEntry(ImportEntry.Refused, place, line, "", 0, reason)
        {
            Findings = ImportEntry.FindingsOf(findings),
            Read = read,
        });

    void Skip(string place, string reason) => entries.Add(new ImportEntry(ImportEntry.Skipped, place, "", "", 0, reason));

    void Refuse(string place, string line, string reason) => Refuse(place, line, reason, []);

    /// <summary>
    /// The absolute path, by which the same file is recognized in a later import. A home folder is written as <c>~</c>,
    /// so that it is the same for every user.
    /// </summary>
    static string OriginOf(string place)
    {
        var full = Path.GetFullPath(place);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var isInHome = home.Length > 1 && full.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return (isInHome ? "~" + full[home.Length..] : full).Replace('\\', '/');
    }

    /// <summary>Whether nothing is at the place that something was imported from. A place in a zip is there while the zip is.</summary>
    static bool IsGone(string origin)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var place = origin.StartsWith("~/", StringComparison.Ordinal) ? home + origin[1..] : origin;
        if (Path.Exists(place))
        {
            return false;
        }
        var nearest = Path.GetDirectoryName(place);
        while (nearest is not null && !Path.Exists(nearest))
        {
            nearest = Path.GetDirectoryName(nearest);
        }
        return nearest is null || Directory.Exists(nearest);
    }

    /// <summary>A composite that waits for its components.</summary>
    sealed record PendingComposite(string Place, string Line)
    {
        /// <summary>The id by which others refer to it; null if they refer to it by name.</summary>
        public Guid? Id { get; init; }

        public SkillName? Name { get; init; }

        public IReadOnlyList<Guid> ComponentIds { get; init; } = [];

        public IReadOnlyList<SkillName> ComponentNames { get; init; } = [];

        public required Func<Task> ImportAsync { get; init; }

        /// <summary>Whether it waits for another composite.</summary>
        public bool IsFor(PendingComposite other) =>
            other.Id is { } id && ComponentIds.Contains(id) || other.Name is { } name && ComponentNames.Contains(name);
    }
}
