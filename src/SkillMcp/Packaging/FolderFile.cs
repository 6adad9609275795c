namespace SkillMcp.Packaging;

/// <summary>A file of a skill's folder.</summary>
/// <param name="Path">Where it is in the folder, with <c>/</c> between.</param>
/// <param name="Content">Its bytes.</param>
sealed record FolderFile(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether it can be run as a program; null where that is not known, as on Windows.</summary>
    public bool? IsExecutable { get; init; }

    /// <summary>Reads a file of a disk.</summary>
    /// <param name="path">Where it is in the folder of the skill.</param>
    /// <param name="file">Where it is on the disk.</param>
    public static FolderFile Read(string path, FileInfo file) => new(path, File.ReadAllBytes(file.FullName))
    {
        IsExecutable = OperatingSystem.IsWindows() ? null : file.UnixFileMode.HasFlag(UnixFileMode.UserExecute),
    };
}
