using System.Text;

namespace SkillMcp.Server.Hooks;

/// <summary>The beginnings of logs, by which they are recognised.</summary>
static class SessionFiles
{
    const int HeadLength = 64 << 10;

    public static string HeadOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var head = new byte[HeadLength];
        return Encoding.UTF8.GetString(head, 0, stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false));
    }
}
