namespace SkillMcp.Sessions;

/// <summary>Reads the logs of one client.</summary>
interface ISessionReader
{
    SessionClient Client { get; }

    /// <summary>Whether a file is a log of this client, by what it says and not by its name or place.</summary>
    bool Recognizes(SessionFile file);

    /// <summary>
    /// Reads a log, and the files beside it that belong to it, such as those of subagents. What cannot be read is named in
    /// <see cref="Session.Unread"/> and the rest is read on. It holds no more of a log in memory than its events.
    /// </summary>
    /// <returns>One session, or several where one file holds several, such as a database.</returns>
    IAsyncEnumerable<Session> ReadAsync(SessionFile file, CancellationToken cancel);
}
