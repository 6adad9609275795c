namespace SkillMcp.Packaging;

/// <summary>A file that is in no skill's folder. It is a skill where an <see cref="IFileReader"/> takes it.</summary>
/// <param name="Place">Where it is, as a person would name it.</param>
/// <param name="Path">Its path from what was named, with <c>/</c> between.</param>
/// <param name="Read">Reads it. Throws a <see cref="SkillException"/> that says why if it cannot or may not be read.</param>
sealed record LooseFile(string Place, string Path, Func<ReadOnlyMemory<byte>> Read) : SourceItem(Place)
{
    /// <summary>What tells a skill in it from others of its name: the folder of its plugin.</summary>
    public string Group { get; init; } = "";

    /// <summary>
    /// Whether there is a folder, by its path from the one that the file is in: <c>../plugins/web</c>. Where that cannot be told, as in a
    /// zip, it is taken to be there.
    /// </summary>
    public Func<string, bool> HasFolder { get; init; } = _ => true;
}
