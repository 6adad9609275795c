using System.Security.Cryptography;
using System.Text;

namespace SkillMcp.Sessions;

/// <summary>
/// The id under which a task of a session is reported: the same one however often and from whichever copy the session is read, so that it
/// counts once.
/// </summary>
static class SessionKey
{
    const string Hook = "hook ";

    /// <summary>What a session is called that hooks speak for: an agent's own calls in it do not say which it is.</summary>
    public static string OfHook(SessionClient client, string session) => $"{Hook}{Of(client, session, task: 0)}";

    /// <summary>Whether hooks speak for a session.</summary>
    public static bool IsOfHook(string session) => session.StartsWith(Hook, StringComparison.Ordinal);

    public static Guid Of(SessionClient client, string session, int task)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"session {EnumName.Of(client)} {session} {task}"))[..16];
        // A version 8 UUID, whose bits are the maker's own.
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
