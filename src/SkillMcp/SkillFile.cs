using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>A file beside a skill's SKILL.md: a script, a reference, a template.</summary>
/// <param name="Path">Its path in the skill's folder, with <c>/</c> as separator: <c>scripts/extract.py</c>.</param>
/// <param name="Digest">SHA-256 of its content, in lower-case hex; the content is stored under this digest.</param>
/// <param name="Size">The size of its content, in bytes.</param>
public sealed record SkillFile(string Path, string Digest, long Size)
{
    /// <summary>The maximum number of files of a skill, with SKILL.md and generated files (the Skills extension's limit is 512).</summary>
    public const int MaxFiles = 500;

    /// <summary>
    /// The maximum size of all files of a skill together, in bytes: the Skills extension's limit, 16 MiB, less 1 MiB for generated files.
    /// </summary>
    public const long MaxTotalBytes = 15 << 20;

    /// <summary>The maximum length of a path, in characters.</summary>
    public const int MaxPathLength = 200;

    /// <summary>The name of the file that makes a folder a skill.</summary>
    public const string Markdown = "SKILL.md";

    /// <summary>Whether it can be run as a program, where its content does not say so itself; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsExecutable { get; init; }

    /// <summary>What an enumeration of texts says of a file that can be run as a program.</summary>
    public const string Executable = "executable";

    /// <summary>What an enumeration of texts says of a script that cannot be run as a program.</summary>
    public const string NotExecutable = "plain";

    internal static string TooMany { get; } = $"a skill may have {MaxFiles} files, and this one has more";

    internal static string TooLarge(long size) => $"it has {size:N0} bytes, and all files of a skill together may have {MaxTotalBytes:N0}";

    /// <summary>What is wrong with a path, as the predicate of a sentence about it; null if it is valid.</summary>
    public static string? MistakeIn(string path) =>
        path.Length > MaxPathLength ? $"has {path.Length} characters and may have {MaxPathLength}" : DangerIn(path);

    /// <summary>What makes a path unsafe or invalid on any operating system, apart from its length; null if nothing does.</summary>
    internal static string? DangerIn(string path)
    {
        var segments = path.Split('/');
        return path switch
        {
            "" => "is empty",
            _ when path.Contains('\\') => "holds a backslash: write '/' between folders",
            _ when path.Any(char.IsControl) => "holds a control character",
            _ when path.EnumerateRunes().Contains(Rune.ReplacementChar) => "contains an unpaired surrogate or U+FFFD",
            _ when path[0] == '/' || BeginsWithDrive(path) => "is absolute: make it relative",
            _ when segments.Contains("..") || segments.Contains(".") => "has '.' or '..' as a part: leave that out",
            _ when segments.Contains("") => "has an empty part: write one '/' between folders",
            _ => null,
        };
    }

    static bool BeginsWithDrive(string path) => path is [var drive, ':', ..] && char.IsAsciiLetter(drive);

    /// <summary>The mistakes in the files of one skill; empty if they are valid.</summary>
    public static IEnumerable<string> MistakesIn(IReadOnlyList<SkillFile> files)
    {
        if (files.Count > MaxFiles - 2)
        {
            yield return $"there are {files.Count} files beside {Markdown} and may be {MaxFiles - 2}";
        }
        if (files.Any(file => file.Size < 0) || files.Sum(file => file.Size) > MaxTotalBytes)
        {
            yield return $"its files have {files.Sum(file => file.Size):N0} bytes together and may have {MaxTotalBytes:N0}";
        }
        foreach (var mistake in MistakesInPaths(files))
        {
            yield return mistake;
        }
    }

    static IEnumerable<string> MistakesInPaths(IReadOnlyList<SkillFile> files)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Markdown };
        foreach (var file in files)
        {
            if (MistakeIn(file.Path) is { } mistake)
            {
                yield return $"the path '{Truncate.To(file.Path, 80)}' {mistake}";
            }
            else if (!seen.Add(file.Path))
            {
                yield return $"'{file.Path}' occurs twice if case is ignored, as on Windows and macOS: rename one";
            }
        }
        foreach (var file in files)
        {
            if (FoldersOf(file.Path).FirstOrDefault(seen.Contains) is { } folder)
            {
                yield return $"'{folder}' is both a file and the folder of '{file.Path}': rename one";
            }
        }
    }

    /// <summary>The folders of a path, from the outermost: <c>a</c> and <c>a/b</c> of <c>a/b/c</c>.</summary>
    static IEnumerable<string> FoldersOf(string path)
    {
        for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1))
        {
            yield return path[..at];
        }
    }

    /// <summary>Visits the paths of files in ordinal order, whatever the order of the list, which is kept.</summary>
    internal static IReadOnlyList<SkillFile> VisitTexts(IReadOnlyList<SkillFile> files, TextVisitor visitor)
    {
        visitor.Count(2 * files.Count + files.Count(file => file.IsExecutable is not null));
        var visited = files.ToArray();
        foreach (var (at, file) in files.Index().OrderBy(file => file.Item.Path, StringComparer.Ordinal))
        {
            visited[at] = file with { Path = visitor.Text(TextField.FilePath, file.Path) };
            visitor.Identifier(file.Digest);
            // Files stored before that was known keep their hashes.
            if (file.IsExecutable is { } executable)
            {
                visitor.Identifier(executable ? Executable : NotExecutable);
            }
        }
        return visited;
    }

    /// <param name="path">Its path.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="isExecutable">Whether it can be run as a program; null where that is not known.</param>
    public static SkillFile Of(string path, ReadOnlySpan<byte> content, bool? isExecutable = null) =>
        new(path, DigestOf(content), content.Length)
        {
            IsExecutable = isExecutable == NamesInterpreter(content) ? null : isExecutable,
        };

    /// <summary>Whether a content names the program that runs it, as a script does.</summary>
    internal static bool NamesInterpreter(ReadOnlySpan<byte> content) => content.StartsWith("#!"u8);

    /// <summary>The digest of a content: its SHA-256 in hexadecimal.</summary>
    public static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
