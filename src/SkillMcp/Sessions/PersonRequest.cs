namespace SkillMcp.Sessions;

/// <summary>What the person asked for, in their own words: nothing that the client or a hook put beside them.</summary>
sealed record PersonRequest(string Text) : SessionEvent;
