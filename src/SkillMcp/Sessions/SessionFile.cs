using System.Text;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>A log on disk, with the little of it that says whose it is.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Head">The first 64 KB as text.</param>
sealed record SessionFile(string Path, string Head)
{
    const int HeadBytes = 64 << 10;

    /// <summary>What the beginning says of the log's form.</summary>
    internal LogHead Facts => field ??= LogHead.Of(Head);

    /// <summary>The head of a file; empty if it cannot be read.</summary>
    internal static string ReadHead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            using var stream = LogEncoding.AsUtf8(file);
            var head = new byte[HeadBytes];
            return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
