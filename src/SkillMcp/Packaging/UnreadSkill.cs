using System.Security.Cryptography;
using System.Text;

namespace SkillMcp.Packaging;

/// <summary>A folder of a skill that is not read yet, to tell whether it is the same as a stored one.</summary>
/// <param name="Name">The name of the folder.</param>
/// <param name="Markdown">The text of its SKILL.md.</param>
/// <param name="Files">The other files, by path.</param>
/// <param name="Contents">What these hold, by digest.</param>
sealed record UnreadSkill(
    string Name, string Markdown, IReadOnlyList<SkillFile> Files, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents)
{
    /// <summary>The links in it that were not followed, by path: what came in through them before is not compared.</summary>
    public IReadOnlyList<string> Unfollowed { get; init; } = [];

    /// <summary>The hash of all that there is to read.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            IEnumerable<string> files = Files.SelectMany(file => (string[])[file.Path, file.Digest, $"{file.IsExecutable}"]);
            foreach (var text in files.Prepend($"{Files.Count}").Prepend(Markdown).Prepend(Name).Concat(Unfollowed))
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                // With the length in front, no two folders give the same bytes.
                hash.AppendData(BitConverter.GetBytes(bytes.Length));
                hash.AppendData(bytes);
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>
    /// Whether a stored skill has the same text and files, apart from those that links led to. A composite, or one that was given another
    /// name here, has to be read to know.
    /// </summary>
    public bool Is(Skill stored)
    {
        var procedure = stored.Procedure;
        return !procedure.IsComposite
            && SkillMarkdownParser.YieldsOwn(procedure.Title, stored.Name)
            && OwnFilesOf(procedure).SequenceEqual(Files)
            && Markdown == (procedure.Document.Length > 0 ? procedure.Document : SkillMarkdown.Write(stored.Name, procedure));
    }

    IEnumerable<SkillFile> OwnFilesOf(Procedure procedure) => procedure.Files
        .Where(file => !IsUnfollowed(file.Path))
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>Whether a file came in through a link that was followed before and is not now.</summary>
    public bool IsUnfollowed(string path) =>
        Unfollowed.Any(link => path == link || path.StartsWith($"{link}/", StringComparison.Ordinal));
}
