using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>What was read of a log.</summary>
/// <param name="File">The log.</param>
/// <param name="Sessions">Its sessions.</param>
/// <param name="Problem">Why it, or a session of it, was not read; empty if all was.</param>
sealed record ReadLog(string File, IReadOnlyList<SessionReading> Sessions, string Problem);
