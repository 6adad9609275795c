namespace SkillMcp.Sessions;

/// <summary>What was read out of a session: its tasks, without the log. Nothing else of the session is kept.</summary>
/// <param name="Client">The program that wrote the log.</param>
/// <param name="Id">The client's id of the session.</param>
/// <param name="Folder">The folder that the client worked in; empty if the log does not say.</param>
/// <param name="At">When something happened in it last; null if the log does not say.</param>
/// <param name="Tasks">Its tasks with their paths, in order.</param>
sealed record SessionReading(
    SessionClient Client, string Id, string Folder, DateTimeOffset? At, IReadOnlyList<TaskPath> Tasks)
{
    /// <summary>What of the log could not be read, each a sentence.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <exception cref="SkillException">There are more secrets in it than can be redacted.</exception>
    public static SessionReading Of(Session session) => new(
        session.Client,
        session.Id,
        session.Folder,
        session.Events.Max(happened => happened.At),
        [.. TaskPaths.Of(session).Select(WithoutLog)])
    {
        Unread = session.Unread,
    };

    /// <summary>Of what happened, only the calls of this memory are asked for later.</summary>
    static TaskPath WithoutLog(TaskPath path) =>
        path with { Task = path.Task with { Events = [.. path.Task.Calls.Where(call => call.Kind == ToolKind.Memory)] } };
}
