namespace SkillMcp.Packaging;

/// <summary>
/// A skill as the folder of an Agent Skill: SKILL.md, what its author put beside it and, where SKILL.md had to be written anew,
/// the text that it was read from. Nothing is read from a disk here, and nothing written.
/// </summary>
public static class SkillFolder
{
    /// <summary>The name of the one file that makes a folder a skill.</summary>
    public const string Markdown = "SKILL.md";

    /// <summary>The files of a skill's folder, SKILL.md first, the others by path.</summary>
    /// <exception cref="SkillException">What one of its files holds is not among <see cref="PackedSkill.Contents"/>.</exception>
    public static IReadOnlyList<FolderFile> Write(PackedSkill skill) => throw new NotImplementedException();

    /// <summary>Reads what <see cref="Write"/> writes, and any other folder of an Agent Skill.</summary>
    /// <param name="files">All files of the folder, with paths that begin in it.</param>
    /// <param name="name">The folder's name: the skill's, where its front matter has none.</param>
    /// <exception cref="SkillException">It is no skill, or a path or a size is not allowed; the message names the file and what would have been right.</exception>
    public static PackedSkill Read(IReadOnlyList<FolderFile> files, string name = "") => throw new NotImplementedException();

    /// <summary>Whether a file can stand at a path of a skill's folder; otherwise what is wrong with it.</summary>
    public static string? MistakeIn(string path) => throw new NotImplementedException();
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
