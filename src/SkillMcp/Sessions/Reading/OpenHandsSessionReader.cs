using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the trajectories of OpenHands: a list of events, or documents with a history each.</summary>
sealed class OpenHandsSessionReader : ISessionReader
{
    public SessionClient Client => SessionClient.OpenHands;

    public bool Recognizes(SessionFile file) => file.Facts.Any("history[].action", "history[].args")
        || file.Facts.Any("history[].observation", "history[].extras") || file.Facts.Any("history[][].action")
        || file.Facts.Any("[].action", "[].args", "[].source") || file.Facts.Any("[].observation", "[].extras", "[].source");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var logs = new SortedDictionary<int, OpenHandsLog>();
        await JsonLog.ReadDocumentAsync(file.Path, Take, unread, cancel);
        foreach (var session in unread.With(logs.Values.Select(log => log.Session), Client, file.Path))
        {
            yield return session;
        }

        void Take(int document, string name, JsonElement value)
        {
            if (!logs.TryGetValue(document, out var log))
            {
                var id = Path.GetFileNameWithoutExtension(file.Path);
                logs[document] = log = new OpenHandsLog(document == 0 ? id : $"{id}-{document + 1}");
            }
            log.TakeMember(name, value);
        }
    }
}
