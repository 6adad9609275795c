using SkillMcp.Packaging;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>Writes the folder of a skill.</summary>
static class SkillFolderWriter
{
    const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes a skill beside its place and then moves it there: a reader finds all of the old one or all of the new one.</summary>
    /// <param name="place">Its folder.</param>
    /// <param name="files">Its files.</param>
    /// <param name="exported">The paths that an earlier export can have written; everything else in its folder is kept.</param>
    public static void Write(string place, IReadOnlyList<FolderFile> files, IReadOnlyCollection<string> exported)
    {
        var (part, before) = (TemporaryPath.Beside(place), TemporaryPath.Beside(place));
        Directory.CreateDirectory(part);
        try
        {
            foreach (var file in files)
            {
                Write(Path.Combine(part, file.Path.Replace('/', Path.DirectorySeparatorChar)), file);
            }
            if (Directory.Exists(place))
            {
                Directory.Move(place, before);
            }
            Directory.Move(part, place);
            if (Directory.Exists(before))
            {
                MoveOtherFiles(before, place, exported);
                Directory.Delete(before, recursive: true);
            }
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    /// <summary>
    /// Moves what no export has written into the new folder, as the memory could not restore it: the folder may be a repository, for one.
    /// </summary>
    static void MoveOtherFiles(string before, string place, IReadOnlyCollection<string> exported, string within = "")
    {
        var folder = new DirectoryInfo(before);
        // What a link leads to is not replaced and need not be kept.
        foreach (var entry in folder.LinkTarget is null ? folder.GetFileSystemInfos() : [])
        {
            var (to, path) = (Path.Combine(place, entry.Name), within + entry.Name);
            if (entry is DirectoryInfo { LinkTarget: null } && (Directory.Exists(to) || HoldsExported(path)))
            {
                MoveOtherFiles(entry.FullName, to, exported, $"{path}/");
            }
            else if (!exported.Contains(path) && !Path.Exists(to))
            {
                Directory.CreateDirectory(place);
                Move(entry, to);
            }
        }

        bool HoldsExported(string path) => exported.Any(written => written.StartsWith($"{path}/", StringComparison.Ordinal));
    }

    static void Move(FileSystemInfo entry, string to)
    {
        if (entry is DirectoryInfo folder)
        {
            folder.MoveTo(to);
        }
        else
        {
            File.Move(entry.FullName, to);
        }
    }

    static void Write(string path, FolderFile file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file.Content.Span);
        if (!OperatingSystem.IsWindows() && ModeOf(file) == Executable)
        {
            File.SetUnixFileMode(path, Executable);
        }
    }

    public static UnixFileMode ModeOf(FolderFile file) => file.IsExecutable == true ? Executable : Plain;
}
