using System.IO.Compression;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>Writes skills as Agent Skills, each in a folder of its name.</summary>
sealed class FolderExport(SkillMemory memory, string folder, bool overwrite, bool strict)
{
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
        using var progress = new Progress("skill", "written");
        var count = 0;
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            var files = FilesOf(await memory.PackAsync(skill, cancel), strict);
            SkillFolderWriter.Write(Path.Combine(folder, skill.Name.Value), files, await ExportedPathsAsync(skill, cancel));
            progress.Add();
            count++;
        }
        progress.Dispose();
        Terminal.Line(Result(count, folder));
    }

    /// <summary>What was written where, in a sentence.</summary>
    public static string Result(int count, string place) => count switch
    {
        0 => "There are no such skills.",
        1 => $"1 skill is in {place}.",
        _ => $"{count} skills are in {place}.",
    };

    /// <returns>How many skills were written.</returns>
    public static async Task<int> ZipAsync(
        SkillMemory memory, IAsyncEnumerable<Skill> skills, Stream stream, bool strict, CancellationToken cancel)
    {
        using var progress = new Progress("skill", "written");
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var count = 0;
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            foreach (var file in FilesOf(await memory.PackAsync(skill, cancel), strict))
            {
                var entry = zip.CreateEntry($"{skill.Name}/{file.Path}");
                entry.LastWriteTime = NoTime;
                entry.ExternalAttributes = (0x8000 | (int)SkillFolderWriter.ModeOf(file)) << 16;
                await using var content = entry.Open();
                await content.WriteAsync(file.Content, cancel);
            }
            progress.Add();
            count++;
        }
        return count;
    }

    /// <summary>The files of a skill as they are written.</summary>
    public static IReadOnlyList<FolderFile> FilesOf(PackedSkill skill, bool strict) =>
        strict ? SkillFolder.WriteStrictly(skill) : SkillFolder.Write(skill);

    /// <summary>The paths that an earlier export can have written: those of all versions of the skill.</summary>
    async Task<HashSet<string>> ExportedPathsAsync(Skill skill, CancellationToken cancel) =>
        [.. overwrite ? (await memory.VersionsAsync(skill, cancel)).SelectMany(version => SkillFolder.PathsOf(version.Procedure)) : []];
}
