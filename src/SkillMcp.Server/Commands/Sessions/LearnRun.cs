using System.Text.RegularExpressions;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>What a person wants to be learned from.</summary>
/// <param name="Chosen">The logs.</param>
/// <param name="Logs">Who reads them.</param>
/// <param name="Since">The time since which something happened in a session; null for any.</param>
/// <param name="Ignored">What is found in a task that is left out.</param>
sealed record LearnRun(ChosenLogs Chosen, SessionLogs Logs, DateTimeOffset? Since, IReadOnlyList<Regex> Ignored)
{
    /// <summary>Whether something happened in a session lately enough. A log may have many, of which only one is new.</summary>
    public bool IsNewEnough(SessionReading session) => Since is null || session.At is null || session.At >= Since;

    public bool IsIgnored(SessionReading session, TaskPath path) => Ignored.Any(pattern =>
        pattern.IsMatch(session.Folder + "/") || pattern.IsMatch(path.Task.Text) || path.Steps.Any(step => pattern.IsMatch(step)));
}
