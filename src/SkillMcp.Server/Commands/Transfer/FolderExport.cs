using System.IO.Compression;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>Writes skills as Agent Skills, each in a folder of its name.</summary>
sealed class FolderExport(SkillMemory memory, string folder, bool overwrite, bool strict)
{
    const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // The earliest that a zip can hold: the same skills are the same bytes.
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="SkillException">The folder is a file, or it is not empty and may not be overwritten.</exception>
    public async Task WriteAsync(IAsyncEnumerable<Skill> skills, CancellationToken cancel)
    {
        if (File.Exists(folder))
        {
            throw new SkillException($"{folder} is a file: name a folder.");
        }
        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new SkillException(
                $"{folder} is not empty: name another folder, or say --overwrite. "
                + "Then the files of skills of the same name are replaced, and everything else in it stays.");
        }
        using var progress = new Progress("skills written");
        var count = 0;
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            Write(skill.Name, FilesOf(await memory.PackAsync(skill, cancel), strict), await ExportedPathsAsync(skill, cancel));
            progress.Add();
            count++;
        }
        progress.Dispose();
        Terminal.Line(count switch
        {
            0 => "There are no such skills.",
            1 => $"1 skill is in {folder}.",
            _ => $"{count} skills are in {folder}.",
        });
    }

    public static async Task ZipAsync(SkillMemory memory, IAsyncEnumerable<Skill> skills, Stream stream, bool strict, CancellationToken cancel)
    {
        using var progress = new Progress("skills written");
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            foreach (var file in FilesOf(await memory.PackAsync(skill, cancel), strict))
            {
                var entry = zip.CreateEntry($"{skill.Name}/{file.Path}");
                entry.LastWriteTime = NoTime;
                entry.ExternalAttributes = (0x8000 | (int)ModeOf(file)) << 16;
                await using var content = entry.Open();
                await content.WriteAsync(file.Content, cancel);
            }
            progress.Add();
        }
    }

    static IReadOnlyList<FolderFile> FilesOf(PackedSkill skill, bool strict) =>
        strict ? SkillFolder.WriteStrictly(skill) : SkillFolder.Write(skill);

    /// <summary>The paths that an earlier export can have written: those of all versions of the skill.</summary>
    async Task<HashSet<string>> ExportedPathsAsync(Skill skill, CancellationToken cancel) =>
        [.. overwrite ? (await memory.VersionsAsync(skill, cancel)).SelectMany(version => SkillFolder.PathsOf(version.Procedure)) : []];

    /// <summary>Writes a skill beside its place and then moves it there: a reader finds all of the old one or all of the new one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="files">Its files.</param>
    /// <param name="exported">The paths that an earlier export can have written; everything else in its folder is kept.</param>
    void Write(SkillName name, IReadOnlyList<FolderFile> files, HashSet<string> exported)
    {
        var place = Path.Combine(folder, name.Value);
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
    static void MoveOtherFiles(string before, string place, HashSet<string> exported, string within = "")
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

    static UnixFileMode ModeOf(FolderFile file) => file.IsExecutable == true ? Executable : Plain;
}
