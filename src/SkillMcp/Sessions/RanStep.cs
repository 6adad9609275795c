namespace SkillMcp.Sessions;

/// <summary>A command or an edit that was tried in a task, on its path or not.</summary>
/// <param name="Text">It as a step.</param>
/// <param name="Succeeded">Whether it worked.</param>
sealed record RanStep(string Text, bool Succeeded);
