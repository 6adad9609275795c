using System.Text;
using System.Text.Json.Nodes;

namespace SkillMcp.Packaging;

/// <summary>Lays out a skill as the folder that is served, whole or split; its document is read and written once for both.</summary>
sealed class ServedFolderBuilder
{
    // No SKILL.md comes near it: a skill may have 64 K characters, and each component of a composite a few lines.
    const long RoomForMarkdown = 1 << 20;

    const string References = "references";

    readonly PackedSkill skill;

    // The author's text as SKILL.md, where it still says what the skill does and can be served; null otherwise.
    readonly ServedFile? document;
    readonly JsonObject? documentFrontMatter;

    // The files of the author, with the original SKILL.md where another one was written.
    readonly List<ServedFile> authored = [];

    /// <param name="skill">What it says; a composite laid out.</param>
    public ServedFolderBuilder(PackedSkill skill)
    {
        this.skill = skill;
        if (skill.Procedure.Document.Length > 0)
        {
            var packed = SkillMarkdown.WriteStrictly(skill);
            var text = VisibleText.Of(packed);
            documentFrontMatter = SkillMarkdown.FrontMatterOf(text, skill.Name);
            document = documentFrontMatter is null ? null : ServedFile.Of(SkillFile.Markdown, text);
            if (SkillFolder.OriginalPath(skill.Procedure, packed) is { } path)
            {
                authored.Add(ServedFile.Of(path, VisibleText.Of(skill.Procedure.Document)));
            }
        }
        authored.AddRange(skill.Procedure.Files.Select(ServedFile.Of));
    }

    /// <summary>One SKILL.md and what its author put beside it.</summary>
    public ServedFolder Whole() => Folder(steps: null, references: [], authored);

    /// <summary>
    /// A SKILL.md that leads to more: to what is learned of the skill and, of a composite, to its components as skills within it.
    /// </summary>
    public ServedFolder Split(FolderParts parts)
    {
        var pitfalls = ServedFile.Of(UnusedPath("pitfalls"), Pitfalls(parts.Pitfalls));
        var alternatives = ServedFile.Of(UnusedPath("alternatives"), Alternatives(parts.Alternatives));
        List<ServedFile> own = [pitfalls, alternatives, .. authored];
        var (links, nested) = Nest(parts.Phases, own);
        return Folder(
            parts.Phases.Count > 0 ? [.. parts.Phases.Select((phase, at) => PhaseEntry(at + 1, phase, links[phase.Skill]))] : null,
            [$"[What went wrong before]({pitfalls.Path})", $"[Other ways to the same end]({alternatives.Path})"],
            [.. own, .. nested]);
    }

    ServedFolder Folder(IReadOnlyList<string>? steps, IReadOnlyList<string> references, IReadOnlyList<ServedFile> others)
    {
        var markdown = document ?? ServedFile.Of(SkillFile.Markdown, VisibleText.Of(SkillMarkdown.Write(Visible(), steps, references)));
        return ServedFolder.Of(skill.Name, markdown, others, documentFrontMatter);
    }

    /// <summary>
    /// Finds each component a place, and how a reader gets there: within the folder or, where there is no room in it, to the skill itself.
    /// </summary>
    static (Dictionary<Guid, string> Links, List<ServedFile> Files) Nest(IReadOnlyList<FolderPhase> phases, List<ServedFile> own)
    {
        var links = new Dictionary<Guid, string>();
        var nested = new List<ServedFile>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var places = ServedFolder.MaxFiles - 1 - own.Count;
        var room = ServedFolder.MaxTotalBytes - RoomForMarkdown - own.Sum(file => file.Size);
        foreach (var phase in phases.Where(phase => !links.ContainsKey(phase.Skill)))
        {
            var size = phase.Folder.Files.Sum(file => file.Size);
            if (phase.Folder.Files.Count > places || size > room)
            {
                links[phase.Skill] = $"skill://{phase.Folder.Name}/{SkillFile.Markdown}";
                continue;
            }
            var folder = UnusedFolder(phase.Folder.Name, own, taken);
            links[phase.Skill] = $"{folder}/{SkillFile.Markdown}";
            nested.AddRange(phase.Folder.Files.Select(file => file with { Path = $"{folder}/{file.Path}" }));
            places -= phase.Folder.Files.Count;
            room -= size;
        }
        return (links, nested);
    }

    // A skill's folder has its name, and two components of one name can come from two projects.
    static string UnusedFolder(SkillName name, List<ServedFile> own, HashSet<string> taken)
    {
        var unused = FreeName.Of(
            $"{References}/{name}",
            number => $"{References}/{number}/{name}",
            folder => IsUsed(folder, own) || taken.Contains(folder));
        taken.Add(unused);
        return unused;
    }

    /// <summary>The path of a Markdown file among the references that is none of the author's.</summary>
    string UnusedPath(string name) =>
        FreeName.Of($"{References}/{name}.md", number => $"{References}/{name}-{number}.md", path => IsUsed(path, authored));

    static bool IsUsed(string path, List<ServedFile> files) =>
        files.Exists(file => file.Path == path || file.Path.StartsWith($"{path}/", StringComparison.Ordinal));

    static string PhaseEntry(int number, FolderPhase phase, string link)
    {
        var bindings = phase.Bindings.OrderBy(bound => bound.Key, StringComparer.Ordinal)
            .Select(bound => $"\n- `{bound.Key}`: {MarkdownText.OneLine(bound.Value)}");
        var follow = $"Follow [{phase.Folder.Name}]({link}): {MarkdownText.OneLine(phase.Description)}";
        return MarkdownText.Entry($"{number}. ", follow + string.Concat(bindings));
    }

    // By step and text: the order in which they were reported, and how often, changes with every report.
    string Pitfalls(IReadOnlyList<Pitfall> pitfalls)
    {
        var text = new StringBuilder("# What went wrong before\n");
        var steps = skill.Procedure.Steps.Where(step => !step.IsHeading).ToList();
        foreach (var ofStep in pitfalls.GroupBy(pitfall => pitfall.Step).OrderBy(group => group.Key))
        {
            var number = ofStep.Key;
            var heading = number is > 0 && number <= steps.Count
                ? $"Step {number}: {Truncate.To(MarkdownText.OneLine(steps[number - 1].Text), 80)}"
                : "The whole";
            var texts = ofStep.Select(pitfall => pitfall.IsTip ? $"Tip: {pitfall.Text}" : pitfall.Text).Order(StringComparer.Ordinal);
            text.Append($"\n## {heading}\n\n").AppendJoin("", MarkdownText.List([.. texts]));
        }
        return VisibleText.Of(pitfalls.Count == 0 ? text.Append("\nNothing is known so far.\n").ToString() : text.ToString());
    }

    static string Alternatives(IReadOnlyList<Procedure> alternatives)
    {
        var text = new StringBuilder("# Other ways to the same end\n");
        foreach (var (at, way) in alternatives.Where(way => way.Steps.Count > 0).Index())
        {
            text.Append($"\n## Way {at + 1}\n\n").AppendJoin("", MarkdownText.Numbered(way.Steps));
        }
        return VisibleText.Of(alternatives.Count == 0 ? text.Append("\nNone is known so far.\n").ToString() : text.ToString());
    }

    /// <summary>
    /// The skill without hidden characters in its fields. YAML writes such a character as an escape, which would not be found
    /// when hidden characters are removed from the whole text.
    /// </summary>
    PackedSkill Visible() => skill with
    {
        Procedure = skill.Procedure with
        {
            Title = VisibleOr(skill.Procedure.Title, skill.Name.Value),
            Description = VisibleOr(skill.Procedure.Description, skill.Name.Value),
            Category = VisibleOr(skill.Procedure.Category, Procedure.General),
            Tags = [.. skill.Procedure.Tags.Select(VisibleText.Of).Where(tag => tag.Trim().Length > 0)],
        },
    };

    static string VisibleOr(string text, string otherwise)
    {
        var visible = VisibleText.Of(text);
        return string.IsNullOrWhiteSpace(visible) ? otherwise : visible;
    }
}
