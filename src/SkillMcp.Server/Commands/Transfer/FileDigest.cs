namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// The digest of a file of a client's folder without what an editor or a version control changes on its own: the byte order mark, the
/// form of the line ends, and those at the end. A file with a NUL is not a text and is taken as it is.
/// </summary>
static class FileDigest
{
    public static string Of(ReadOnlySpan<byte> content) =>
        content.Contains((byte)0) ? SkillFile.DigestOf(content) : SkillFile.DigestOf(WithoutLayout(content));

    /// <summary>Whether a file holds what a digest is of. One of all its bytes is from an earlier export.</summary>
    public static bool Matches(ReadOnlySpan<byte> content, string digest) => Of(content) == digest || SkillFile.DigestOf(content) == digest;

    static byte[] WithoutLayout(ReadOnlySpan<byte> content)
    {
        var rest = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        var text = new List<byte>(rest.Length);
        for (var at = 0; at < rest.Length; at++)
        {
            if (rest[at] != '\r')
            {
                text.Add(rest[at]);
            }
            else if (at + 1 == rest.Length || rest[at + 1] != '\n')
            {
                text.Add((byte)'\n');
            }
        }
        return [.. text.Take(text.FindLastIndex(one => one != '\n') + 1)];
    }
}
