using System.Text;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill as the folder of an Agent Skill: SKILL.md, what its author put beside it and, where SKILL.md had to be written anew,
/// the text that it was read from. Nothing is read from a disk here, and nothing written.
/// </summary>
public static class SkillFolder
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files of a skill's folder, SKILL.md first, the others by path.</summary>
    /// <exception cref="SkillException">What one of its files holds is not among <see cref="PackedSkill.Contents"/>.</exception>
    public static IReadOnlyList<FolderFile> Write(PackedSkill skill)
    {
        var files = skill.Procedure.Files.Select(file => new FolderFile(file.Path, skill.Contents.TryGetValue(file.Digest, out var content)
            ? content
            : throw new SkillException($"What the file '{file.Path}' of '{skill.Name}' holds is not at hand.")));
        var markdown = SkillMarkdown.Write(skill);
        var original = OriginalPath(skill.Procedure, markdown) is { } place ? [new FolderFile(place, Encoding.UTF8.GetBytes(skill.Procedure.Document))] : Array.Empty<FolderFile>();
        return [new FolderFile(SkillFile.Markdown, Utf8.GetBytes(markdown)), .. files.Concat(original).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Where the document stands as a file of its own, because SKILL.md is another text; null where it is not.</summary>
    /// <param name="procedure">What the skill says.</param>
    /// <param name="markdown">Its SKILL.md, which takes a reading of the document to write.</param>
    internal static string? OriginalPath(Procedure procedure, string markdown) =>
        procedure.Document.Length > 0 && markdown != procedure.Document ? SkillMarkdown.OriginalPath(procedure) : null;

    /// <summary>Where the files of a skill's folder stand, whether or not the document is among them.</summary>
    public static IEnumerable<string> PathsOf(Procedure procedure) => [SkillFile.Markdown, SkillMarkdown.OriginalPath(procedure), .. procedure.Files.Select(file => file.Path)];

    /// <summary>Reads what <see cref="Write"/> writes, and any other folder of an Agent Skill.</summary>
    /// <param name="files">All files of the folder, with paths that begin in it.</param>
    /// <param name="name">The folder's name: the skill's, where its front matter has none.</param>
    /// <exception cref="SkillException">It is no skill, or a path or a size is not allowed; the message names the file and what would have been right.</exception>
    public static PackedSkill Read(IReadOnlyList<FolderFile> files, string name = "")
    {
        var markdown = files.Where(file => IsMarkdown(file.Path)).ToList() switch
        {
            [var only] => Text(only),
            [] => throw new SkillException($"The folder has no {SkillFile.Markdown}: that is the file that makes it a skill."),
            _ => throw new SkillException($"The folder has more than one {SkillFile.Markdown}: upper and lower case are one on Windows and macOS."),
        };
        var beside = files.Where(file => !IsMarkdown(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        return Checked(WithOriginal(markdown, name, beside) ?? With(SkillMarkdown.ReadPacked(markdown, name), beside));
    }

    /// <summary>
    /// The skill that was read from one text and written as another: where just that other text is written of it, the first is its document.
    /// Where somebody changed it since, both are kept as what they are.
    /// </summary>
    static PackedSkill? WithOriginal(string markdown, string name, List<FolderFile> beside)
    {
        var parsed = SkillMarkdown.Parse(markdown, name);
        var original = parsed.Front.Original.Length == 0 ? null : beside.Find(file => file.Path == parsed.Front.Original);
        if (original is null || TextOrNull(original) is not { } document)
        {
            return null;
        }
        var skill = With(parsed.Skill with { Procedure = parsed.Skill.Procedure with { Document = document } }, [.. beside.Where(file => file != original)]);
        return SkillMarkdown.Write(skill) == markdown ? skill : null;
    }

    static PackedSkill With(PackedSkill skill, IReadOnlyList<FolderFile> beside)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in beside)
        {
            contents[SkillFile.DigestOf(file.Content.Span)] = file.Content;
        }
        return skill with
        {
            Procedure = skill.Procedure with { Files = [.. beside.Select(file => SkillFile.Of(file.Path, file.Content.Span))] },
            Contents = contents,
        };
    }

    static PackedSkill Checked(PackedSkill skill) => SkillFile.MistakesIn(skill.Procedure.Files).FirstOrDefault() is { } mistake
        ? throw new SkillException($"The folder cannot be a skill: {mistake}.")
        : skill;

    static bool IsMarkdown(string path) => path.Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase);

    static string Text(FolderFile file) => TextOrNull(file) ?? throw new SkillException($"{file.Path} is not UTF-8 text: save it as UTF-8.");

    static string? TextOrNull(FolderFile file)
    {
        try
        {
            return Utf8.GetString(file.Content.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>A file of a skill's folder.</summary>
/// <param name="Path">Where it stands in the folder, with <c>/</c> between.</param>
/// <param name="Content">Its bytes.</param>
public sealed record FolderFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>A skill on its way between memories: by names instead of ids, and with what its files hold.</summary>
public sealed record PackedSkill
{
    public required SkillName Name { get; init; }

    /// <summary>What it says; of a composite as it is laid out, with the steps of its phases and without its references.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>What its files hold, by digest; may be left empty where only SKILL.md is wanted.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>For a composite, its references in order; otherwise empty.</summary>
    public IReadOnlyList<NamedComponent> Components { get; init; } = [];

    /// <summary>Of a composite, what is not there; a sentence each.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>For a composite, the conditions that are its own and no component's.</summary>
    public IReadOnlyList<string> OwnPreconditions { get; init; } = [];

    /// <inheritdoc cref="OwnPreconditions"/>
    public IReadOnlyList<string> OwnPostconditions { get; init; } = [];

    /// <summary>
    /// The procedure as it is stored: a composite refers to its components, where all of them are at hand;
    /// otherwise it is a skill of its own, with the steps of its phases.
    /// </summary>
    /// <param name="skills">The skills that there are, by name.</param>
    public Procedure Unpacked(IReadOnlyDictionary<SkillName, Guid> skills) =>
        Components.Count == 0 || !Components.All(component => skills.ContainsKey(component.Skill)) ? Procedure : Procedure with
        {
            Steps = [],
            Parameters = [],
            Preconditions = OwnPreconditions,
            Postconditions = OwnPostconditions,
            Components = [.. Components.Select(component => new Component(skills[component.Skill]) { Bindings = component.Bindings })],
        };
}

/// <summary>A phase of a composite, by its skill's name.</summary>
public sealed record NamedComponent(SkillName Skill)
{
    /// <inheritdoc cref="Component"/>
    public IReadOnlyDictionary<string, string> Bindings { get; init; } = new Dictionary<string, string>();
}
