using System.Security.Cryptography;

namespace SkillMcp;

/// <summary>A file that its author put beside a skill's SKILL.md: a script, a reference, a template.</summary>
/// <param name="Path">Where it stands in the skill's folder, with <c>/</c> between: <c>scripts/extract.py</c>.</param>
/// <param name="Digest">SHA-256 over its bytes, in lower-case hex; its content is found by it.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record SkillFile(string Path, string Digest, long Size)
{
    /// <summary>The most files of a skill, SKILL.md and what is made beside it included (the Skills extension's limit is 512).</summary>
    public const int Most = 500;

    /// <summary>The most bytes of all files of a skill together (the Skills extension's limit, 16 MiB, less room for what is made beside them).</summary>
    public const long LargestWhole = 15 << 20;

    public static SkillFile Of(string path, ReadOnlySpan<byte> content) => new(path, DigestOf(content), content.Length);

    public static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
