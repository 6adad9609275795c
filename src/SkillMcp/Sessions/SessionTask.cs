namespace SkillMcp.Sessions;

/// <summary>One thing that the person wanted in a session, and what was done for it.</summary>
/// <param name="Number">Its position in the session, from 1. It is the same however often the session is read.</param>
/// <param name="Text">What was asked for, in the person's words.</param>
/// <param name="Events">What was said and called for it, in order.</param>
/// <param name="IsLast">Whether it is the last one of the session, which may have been abandoned.</param>
sealed record SessionTask(int Number, string Text, IReadOnlyList<SessionEvent> Events, bool IsLast)
{
    /// <summary>The calls for it, in order.</summary>
    public IEnumerable<ToolCall> Calls => Events.OfType<ToolCall>();
}
