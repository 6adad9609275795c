using System.IO.Compression;
using SkillMcp.Packaging;

namespace SkillMcp.Server.Commands;

/// <summary>Skills as Agent Skills, each in a folder of its name.</summary>
sealed class FolderExport(SkillMemory memory, string folder, bool overwrite)
{
    const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // The oldest that a zip can say: the same skills are the same bytes.
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="SkillException">There is something else, and it was not said to write over it.</exception>
    public async Task WriteAsync(IAsyncEnumerable<Skill> skills, CancellationToken cancel)
    {
        if (File.Exists(folder))
        {
            throw new SkillException($"{folder} is a file: name a folder.");
        }
        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new SkillException($"{folder} is not empty: name another folder, or say --overwrite. Then the files of skills of the same name are replaced, and everything else in it stays.");
        }
        using var progress = new Progress("skills written");
        var count = 0;
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            Write(skill.Name, SkillFolder.Write(await memory.PackAsync(skill, cancel)), await WrittenBeforeAsync(skill, cancel));
            progress.Add();
            count++;
        }
        progress.Dispose();
        Terminal.Line(count == 0 ? "There are no such skills." : $"{count} {(count == 1 ? "skill is" : "skills are")} in {folder}.");
    }

    public static async Task ZipAsync(SkillMemory memory, IAsyncEnumerable<Skill> skills, Stream stream, CancellationToken cancel)
    {
        using var progress = new Progress("skills written");
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            foreach (var file in SkillFolder.Write(await memory.PackAsync(skill, cancel)))
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

    /// <summary>The paths that an earlier export can have written: what the skill or a version of it holds.</summary>
    async Task<HashSet<string>> WrittenBeforeAsync(Skill skill, CancellationToken cancel) =>
        [.. overwrite ? (await memory.VersionsAsync(skill, cancel)).SelectMany(version => SkillFolder.PathsOf(version.Procedure)) : []];

    /// <summary>Writes a skill beside its place and then puts it there: a reader finds the old one or the new one, and no half.</summary>
    /// <param name="name">Which skill.</param>
    /// <param name="files">Its files.</param>
    /// <param name="ours">The paths that an earlier export can have written; whatever else is there is somebody's, and stays.</param>
    void Write(SkillName name, IReadOnlyList<FolderFile> files, HashSet<string> ours)
    {
        var place = Path.Combine(folder, name.Value);
        var (part, before) = (Path.Combine(folder, $".{name}.{Guid.NewGuid():N}"), Path.Combine(folder, $".{name}.{Guid.NewGuid():N}"));
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
                Spare(before, place, ours);
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

    /// <summary>Takes over what no export wrote, and no memory could give back: the folder may be a repository of its own.</summary>
    static void Spare(string before, string place, HashSet<string> ours, string within = "")
    {
        var folder = new DirectoryInfo(before);
        // What a link leads to is not replaced, and stays as it is.
        foreach (var entry in folder.LinkTarget is null ? folder.GetFileSystemInfos() : [])
        {
            var (to, path) = (Path.Combine(place, entry.Name), within + entry.Name);
            if (entry is DirectoryInfo { LinkTarget: null } below && (Directory.Exists(to) || ours.Any(written => written.StartsWith($"{path}/", StringComparison.Ordinal))))
            {
                Spare(entry.FullName, to, ours, $"{path}/");
            }
            else if (!ours.Contains(path) && !Path.Exists(to))
            {
                Directory.CreateDirectory(place);
                Move(entry, to);
            }
        }
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

    /// <summary>What names its interpreter is to be run.</summary>
    static UnixFileMode ModeOf(FolderFile file) => file.Content.Span.StartsWith("#!"u8) ? Executable : Plain;
}
