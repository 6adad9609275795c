using System.Text;
using System.Text.Json.Nodes;

namespace SkillMcp.Packaging;

/// <summary>
/// The files that a skill is made of as an Agent Skill: what its author wrote, and nothing that moves by itself, so that the same skill
/// is always the same bytes. One that is too large for one file is split: SKILL.md stays as it is whatever becomes of the skill,
/// and beside it stands what is learned of it.
/// </summary>
public sealed record ServedFolder
{
    /// <summary>The most files of a folder that every client takes, SKILL.md included.</summary>
    public const int MaxFiles = 512;

    /// <summary>The most bytes of a folder that every client takes, 16 MiB.</summary>
    public const long MaxTotalBytes = 16 << 20;

    // What the Agent Skills rules recommend: 500 lines, 5,000 tokens.
    const int MaxLines = 500;
    const int MaxCharacters = 20_000;

    // No SKILL.md comes near it: a skill may have 64 K characters, and each component of a composite a few lines.
    const long RoomForMarkdown = 1 << 20;

    const string References = "references";

    public required SkillName Name { get; init; }

    /// <summary>SKILL.md first, the others by path; no more and no larger than every client takes.</summary>
    public required IReadOnlyList<ServedFile> Files { get; init; }

    /// <summary>The paths of what is too much, or cannot stand in a folder.</summary>
    public IReadOnlyList<string> OmittedPaths { get; init; } = [];

    /// <summary>The front matter of its SKILL.md.</summary>
    public JsonObject FrontMatter() => SkillMarkdown.FrontMatterOf(Files[0].Text!, Name) ?? throw new InvalidOperationException($"The SKILL.md of {Name} has no front matter.");

    /// <summary>When to use it, as its SKILL.md says.</summary>
    public string Description => FrontMatter()["description"]!.GetValue<string>();

    /// <summary>Whether its SKILL.md is more than a model should read at once.</summary>
    internal bool IsLarge => Files[0].Text!.Length > MaxCharacters || Files[0].Text!.Count(c => c == '\n') > MaxLines;

    /// <summary>A skill as one SKILL.md and what its author put beside it.</summary>
    /// <param name="skill">What it says; a composite laid out.</param>
    internal static ServedFolder Whole(PackedSkill skill)
    {
        var packed = Packed(skill);
        return Of(skill.Name, Document(skill.Name, packed) ?? SkillMarkdown.Write(Visible(skill), steps: null, references: []), Beside(skill.Procedure, packed));
    }

    /// <summary>A skill as a SKILL.md that leads to more: to what is learned of it and, of a composite, to its components as skills within it.</summary>
    internal static ServedFolder Split(PackedSkill skill, FolderParts parts)
    {
        var packed = Packed(skill);
        var written = Beside(skill.Procedure, packed);
        var pitfalls = ServedFile.Of(Free($"{References}/pitfalls", written), Pitfalls(skill.Procedure, parts.Pitfalls));
        var alternatives = ServedFile.Of(Free($"{References}/alternatives", written), Alternatives(parts.Alternatives));
        List<ServedFile> own = [pitfalls, alternatives, .. written];
        var (links, nested) = Nest(parts.Phases, own);
        var markdown = Document(skill.Name, packed) ?? SkillMarkdown.Write(
            Visible(skill),
            parts.Phases.Count > 0 ? [.. parts.Phases.Select((phase, at) => PhaseEntry(at + 1, phase, links[phase.Skill]))] : null,
            [$"[What went wrong before]({pitfalls.Path})", $"[Other ways to the same end]({alternatives.Path})"]);
        return Of(skill.Name, markdown, [.. own, .. nested]);
    }

    /// <summary>The SKILL.md of a skill with a document, as it is packed; empty for any other.</summary>
    static string Packed(PackedSkill skill) => skill.Procedure.Document.Length > 0 ? SkillMarkdown.Write(skill) : "";

    /// <summary>What its author wrote, as far as that still stands; null where there is nothing of the kind, or nothing that can be served.</summary>
    static string? Document(SkillName name, string packed) =>
        packed.Length > 0 && VisibleText.Of(packed) is var text && SkillMarkdown.FrontMatterOf(text, name) is not null ? text : null;

    static List<ServedFile> Beside(Procedure procedure, string packed) =>
        [.. SkillFolder.OriginalPath(procedure, packed) is { } place ? [ServedFile.Of(place, VisibleText.Of(procedure.Document))] : Array.Empty<ServedFile>(), .. procedure.Files.Select(ServedFile.Of)];

    static ServedFolder Of(SkillName name, string markdown, IEnumerable<ServedFile> others)
    {
        var files = new List<ServedFile> { ServedFile.Of(SkillFile.Markdown, VisibleText.Of(markdown)) };
        var leftOut = new List<string>();
        var places = new Places(SkillFile.Markdown);
        var room = MaxTotalBytes - files[0].Size;
        foreach (var file in others)
        {
            if (files.Count < MaxFiles && file.Size >= 0 && file.Size <= room && places.Take(file.Path))
            {
                files.Add(file);
                room -= file.Size;
            }
            else
            {
                leftOut.Add(file.Path);
            }
        }
        return new ServedFolder { Name = name, Files = [files[0], .. files.Skip(1).OrderBy(file => file.Path, StringComparer.Ordinal)], OmittedPaths = leftOut };
    }

    /// <summary>Finds each component a place, and tells how a reader gets there: within the folder or, where there is no room in it, to the skill itself.</summary>
    static (Dictionary<Guid, string> Links, List<ServedFile> Files) Nest(IReadOnlyList<FolderPhase> phases, List<ServedFile> own)
    {
        var links = new Dictionary<Guid, string>();
        var nested = new List<ServedFile>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var places = MaxFiles - 1 - own.Count;
        var room = MaxTotalBytes - RoomForMarkdown - own.Sum(file => file.Size);
        foreach (var phase in phases.Where(phase => !links.ContainsKey(phase.Skill)))
        {
            var size = phase.Folder.Files.Sum(file => file.Size);
            if (phase.Folder.Files.Count > places || size > room)
            {
                links[phase.Skill] = $"skill://{phase.Folder.Name}/{SkillFile.Markdown}";
                continue;
            }
            var folder = Place(phase.Folder.Name, own, taken);
            links[phase.Skill] = $"{folder}/{SkillFile.Markdown}";
            nested.AddRange(phase.Folder.Files.Select(file => file with { Path = $"{folder}/{file.Path}" }));
            places -= phase.Folder.Files.Count;
            room -= size;
        }
        return (links, nested);
    }

    // A skill's folder bears its name, and two components of one name can come from two projects.
    static string Place(SkillName name, List<ServedFile> own, HashSet<string> taken)
    {
        for (var number = 1; ; number++)
        {
            var folder = number == 1 ? $"{References}/{name}" : $"{References}/{number}/{name}";
            if (!own.Exists(file => file.Path == folder || file.Path.StartsWith($"{folder}/", StringComparison.Ordinal)) && taken.Add(folder))
            {
                return folder;
            }
        }
    }

    /// <summary>The path of a Markdown file that the author has none at.</summary>
    static string Free(string path, List<ServedFile> written)
    {
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? $"{path}.md" : $"{path}-{number}.md";
            if (!written.Exists(file => file.Path == free || file.Path.StartsWith($"{free}/", StringComparison.Ordinal)))
            {
                return free;
            }
        }
    }

    static string PhaseEntry(int number, FolderPhase phase, string link)
    {
        var bindings = phase.Bindings.OrderBy(bound => bound.Key, StringComparer.Ordinal).Select(bound => $"\n- `{bound.Key}`: {SkillMarkdown.OneLine(bound.Value)}");
        return SkillMarkdown.Entry($"{number}. ", $"Follow [{phase.Folder.Name}]({link}): {SkillMarkdown.OneLine(phase.Description)}{string.Concat(bindings)}");
    }

    // By step and words: in what order they were met, and how often, moves with every report.
    static string Pitfalls(Procedure procedure, IReadOnlyList<Pitfall> pitfalls)
    {
        var text = new StringBuilder("# What went wrong before\n");
        var steps = procedure.Steps.Where(step => !step.IsHeading).ToList();
        foreach (var met in pitfalls.GroupBy(pitfall => pitfall.Step).OrderBy(met => met.Key))
        {
            text.Append(met.Key is > 0 && met.Key <= steps.Count ? $"\n## Step {met.Key}: {Excerpt.Of(SkillMarkdown.OneLine(steps[met.Key - 1].Text), 80)}\n\n" : "\n## The whole\n\n")
                .AppendJoin("", SkillMarkdown.List([.. met.Select(pitfall => pitfall.Text).Order(StringComparer.Ordinal)]));
        }
        return VisibleText.Of(pitfalls.Count == 0 ? text.Append("\nNothing is known so far.\n").ToString() : text.ToString());
    }

    static string Alternatives(IReadOnlyList<Procedure> alternatives)
    {
        var text = new StringBuilder("# Other ways to the same end\n");
        foreach (var (at, way) in alternatives.Where(way => way.Steps.Count > 0).Index())
        {
            text.Append($"\n## Way {at + 1}\n\n").AppendJoin("", SkillMarkdown.Numbered(way.Steps));
        }
        return VisibleText.Of(alternatives.Count == 0 ? text.Append("\nNone is known so far.\n").ToString() : text.ToString());
    }

    /// <summary>
    /// A procedure whose front matter can be seen: YAML spells a hidden character as an escape, which would come through what takes
    /// hidden characters out of the whole.
    /// </summary>
    static PackedSkill Visible(PackedSkill skill) => skill with
    {
        Procedure = skill.Procedure with
        {
            Title = Seen(skill.Procedure.Title, skill.Name.Value),
            Description = Seen(skill.Procedure.Description, skill.Name.Value),
            Category = Seen(skill.Procedure.Category, Procedure.General),
            Tags = [.. skill.Procedure.Tags.Select(VisibleText.Of).Where(tag => tag.Trim().Length > 0)],
        },
    };

    static string Seen(string text, string otherwise) => VisibleText.Of(text) is var seen && !string.IsNullOrWhiteSpace(seen) ? seen : otherwise;

    /// <summary>Where files stand in a folder, so that no two want one place, and none is where another has its folder.</summary>
    sealed class Places(string first)
    {
        readonly HashSet<string> files = new(StringComparer.Ordinal) { first };
        readonly HashSet<string> folders = new(StringComparer.Ordinal);

        public bool Take(string path)
        {
            var segments = path.Split('/');
            var above = Enumerable.Range(1, segments.Length - 1).Select(count => string.Join('/', segments[..count])).ToList();
            if (!segments.All(IsSound) || folders.Contains(path) || above.Exists(files.Contains) || !files.Add(path))
            {
                return false;
            }
            folders.UnionWith(above);
            return true;
        }

        static bool IsSound(string segment) => segment is not ("" or "." or "..") && segment.IndexOfAny(['\\', '\0']) < 0 && VisibleText.Of(segment) == segment;
    }
}

/// <summary>What is put beside the SKILL.md of a skill that is too large for one file.</summary>
sealed record FolderParts
{
    public required IReadOnlyList<Pitfall> Pitfalls { get; init; }

    public required IReadOnlyList<Procedure> Alternatives { get; init; }

    /// <summary>Of a composite, its phases that can be followed, in order.</summary>
    public required IReadOnlyList<FolderPhase> Phases { get; init; }
}

/// <summary>A phase of a composite, as a skill within its folder.</summary>
/// <param name="Skill">Which skill it is.</param>
/// <param name="Description">When to use that.</param>
/// <param name="Bindings">What the composite puts in place of its parameters.</param>
/// <param name="Folder">Its own folder.</param>
sealed record FolderPhase(Guid Skill, string Description, IReadOnlyDictionary<string, string> Bindings, ServedFolder Folder);
