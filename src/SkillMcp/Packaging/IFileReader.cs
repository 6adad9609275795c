namespace SkillMcp.Packaging;

/// <summary>Reads skills from a kind of file that is not a SKILL.md, in folders and in zips.</summary>
interface IFileReader
{
    /// <summary>Whether a file may be of this kind, by its path from what was named; only then is it read.</summary>
    bool MayTake(string path);

    /// <summary>What is in a file, such as a <see cref="FolderItem"/>; null if it is of another kind after all.</summary>
    SourceItem? Take(LooseFile file, ReadOnlyMemory<byte> content);
}
