using SkillMcp.Packaging;

namespace SkillMcp.Server.Commands;

/// <summary>
/// One import, from whatever was named. A composite waits until all that it refers to has come; what goes wrong with one skill is
/// written down, and the next is read.
/// </summary>
sealed class ImportRun(SkillMemory memory, Progress progress)
{
    readonly Import import = new();
    readonly List<ImportLine> lines = [];
    readonly List<Waiting> waiting = [];

    public IReadOnlyList<ImportLine> Lines => lines;

    /// <summary>Imports what a path holds, but for composites.</summary>
    public async Task ImportAsync(string path, CancellationToken cancel)
    {
        if (path == "-")
        {
            await ImportInputAsync(cancel);
            return;
        }
        var isEmpty = true;
        foreach (var found in SkillSource.Read(path))
        {
            isEmpty &= found is SkippedItem;
            await ImportAsync(found, OriginOf(found is FolderItem folder ? folder.Origin : found.Place), cancel);
        }
        if (isEmpty)
        {
            Refuse(path, "", "nothing to import: there is no SKILL.md in this folder or below it");
        }
    }

    /// <summary>Imports the composites that waited.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        while (waiting.FindIndex(one => !waiting.Exists(one.IsFor)) is var at and >= 0)
        {
            var next = waiting[at];
            waiting.RemoveAt(at);
            await TryAsync(next.Place, next.Line, () => next.ImportAsync());
        }
        foreach (var circular in waiting)
        {
            Refuse(circular.Place, circular.Line, "it is a part of its own parts: a composite cannot hold itself");
        }
    }

    /// <summary>What comes through a pipe is put into a file first: a zip is read from its end.</summary>
    async Task ImportInputAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-");
        try
        {
            var file = Path.Combine(folder.FullName, "input");
            await using (var kept = File.Create(file))
            {
                await Console.OpenStandardInput().CopyToAsync(kept, cancel);
            }
            if (new FileInfo(file).Length == 0)
            {
                Refuse("standard input", "", "nothing to import: it is empty");
                return;
            }
            foreach (var found in SkillSource.Read(file))
            {
                await ImportAsync(found with { Place = found.Place.Replace(file, "standard input", StringComparison.Ordinal) }, "", cancel);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    Task ImportAsync(SourceItem found, string origin, CancellationToken cancel)
    {
        switch (found)
        {
            case FolderItem folder:
                return TryAsync(folder.Place, "", () => ImportAsync(folder, origin, cancel));
            case JsonItem text:
                return ImportAsync(text, origin, cancel);
            case RejectedItem rejected:
                Refuse(rejected.Place, "", rejected.Reason);
                return Task.CompletedTask;
            default:
                lines.Add(new ImportLine(ImportLine.Skipped, found.Place, "", "", 0, ((SkippedItem)found).Reason));
                return Task.CompletedTask;
        }
    }

    async Task ImportAsync(FolderItem folder, string origin, CancellationToken cancel)
    {
        var packed = SkillFolder.Read(folder.Files, folder.Name);
        if (packed.Components.Count == 0)
        {
            await ImportAsync(folder, packed, packed.Procedure, origin, cancel);
            return;
        }
        var parts = packed.Components.Select(component => component.Skill).Distinct().ToList();
        waiting.Add(new Waiting(folder.Place, "")
        {
            Name = packed.Name,
            PartNames = parts,
            ImportAsync = async () => await ImportAsync(folder, packed, packed.Unpacked(await NamedAsync(parts, cancel)), origin, cancel),
        });
    }

    async Task ImportAsync(FolderItem folder, PackedSkill packed, Procedure procedure, string origin, CancellationToken cancel)
    {
        var whole = WholeSkill.Written(procedure, DateTimeOffset.UtcNow);
        Add(folder.Place, "", await memory.ImportAsync(whole with { Skill = whole.Skill with { Name = packed.Name }, Contents = packed.Contents }, origin, import, cancel), folder.Remark);
    }

    /// <summary>The skills of some names: those that came along go first.</summary>
    async Task<IReadOnlyDictionary<SkillName, Guid>> NamedAsync(IReadOnlyList<SkillName> names, CancellationToken cancel)
    {
        var ids = new Dictionary<SkillName, Guid>();
        foreach (var name in names)
        {
            if (import.Named.TryGetValue(name, out var here))
            {
                ids[name] = here;
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
            await TryAsync(text.Place, line.Location, () => line.Mistake.Length > 0 ? throw new SkillException(line.Mistake) : ImportAsync(text.Place, line, origin, cancel));
        }
    }

    async Task ImportAsync(string place, JsonLine line, string origin, CancellationToken cancel)
    {
        var read = SkillJsonReader.Read(line.Json, DateTimeOffset.UtcNow);
        if (read.Parts.Count == 0)
        {
            Add(place, line.Location, await memory.ImportAsync(read.Whole, read.HasHistory ? "" : origin, import, cancel), "");
            return;
        }
        waiting.Add(new Waiting(place, line.Location)
        {
            Id = read.Whole.Skill.Id,
            PartIds = read.Parts,
            ImportAsync = async () =>
            {
                var whole = read.SubSkills.Count > 0 ? await ReferringAsync(read, cancel) : read.Whole;
                Add(place, line.Location, await memory.ImportAsync(whole, read.HasHistory ? "" : origin, import, cancel), await MissingAsync(whole, cancel));
            },
        });
    }

    /// <summary>
    /// A skill that was composed by copying its parts, as a composite that refers to them; where the parts are not here, or say something else
    /// by now, it stays a skill of its own with the steps that it came with.
    /// </summary>
    async Task<WholeSkill> ReferringAsync(ParsedLine read, CancellationToken cancel)
    {
        var composite = read.Whole.With(procedure => procedure with { Steps = [], Parameters = [], Components = [.. read.SubSkills.Select(id => new Component(import.Of(id) ?? id))] });
        var laidOut = (await memory.LayOutAsync(composite.Skill, cancel)).Procedure.Steps;
        return laidOut.Where(step => !step.IsHeading).SequenceEqual(read.Whole.Skill.Procedure.Steps.Where(step => !step.IsHeading)) ? composite : read.Whole;
    }

    /// <summary>What a person should know of a composite that refers to what is not here.</summary>
    async Task<string> MissingAsync(WholeSkill whole, CancellationToken cancel)
    {
        var missing = 0;
        foreach (var component in whole.Skill.Procedure.Components)
        {
            missing += await memory.KnowsAsync(import.Of(component.Skill) ?? component.Skill, cancel) ? 0 : 1;
        }
        return missing == 0 ? "" : $"{missing} of the skills that it joins {(missing == 1 ? "is" : "are")} not here: import them too";
    }

    async Task TryAsync(string place, string line, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (SkillException mistake)
        {
            Refuse(place, line, mistake.Message);
        }
        progress.Add();
    }

    void Add(string place, string line, Imported imported, string remark)
    {
        var reasons = new[] { imported.Result == ImportResult.Quarantined ? imported.Skill.Lifecycle.Reason : "", imported.Remark, remark };
        lines.Add(new ImportLine(Word.Of(imported.Result), place, line, imported.Skill.Name.Value, imported.Skill.Version, string.Join("; ", reasons.Where(reason => reason.Length > 0))));
    }

    void Refuse(string place, string line, string reason) => lines.Add(new ImportLine(ImportLine.Refused, place, line, "", 0, reason));

    /// <summary>A place by which it is known again, whatever folder one stands in; a home is the same place for everybody.</summary>
    static string OriginOf(string place)
    {
        var full = Path.GetFullPath(place);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return (home.Length > 1 && full.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? "~" + full[home.Length..] : full).Replace('\\', '/');
    }

    /// <summary>A composite that waits for its parts.</summary>
    sealed record Waiting(string Place, string Line)
    {
        /// <summary>What others refer to it by; null where only its name tells.</summary>
        public Guid? Id { get; init; }

        public SkillName? Name { get; init; }

        public IReadOnlyList<Guid> PartIds { get; init; } = [];

        public IReadOnlyList<SkillName> PartNames { get; init; } = [];

        public required Func<Task> ImportAsync { get; init; }

        public bool IsFor(Waiting part) => part.Id is { } id && PartIds.Contains(id) || part.Name is { } name && PartNames.Contains(name);
    }
}
