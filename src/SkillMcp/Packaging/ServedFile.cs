using System.Text;

namespace SkillMcp.Packaging;

/// <summary>A file of a skill's folder, as it is served.</summary>
/// <param name="Path">Where it is in the folder, with <c>/</c> between: <c>references/pitfalls.md</c>.</param>
/// <param name="Digest">SHA-256 over its bytes, in lower-case hex.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Text">What it says, in UTF-8; null for a file of its author's, whose bytes the store keeps by the digest.</param>
sealed record ServedFile(string Path, string Digest, long Size, string? Text)
{
    public static ServedFile Of(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new ServedFile(path, SkillFile.DigestOf(bytes), bytes.Length, text);
    }

    public static ServedFile Of(SkillFile file) => new(file.Path, file.Digest, file.Size, null);
}
