namespace SkillMcp.Benchmarks.Sessions;

/// <summary>What is true of a task of a session.</summary>
/// <param name="Path">The commands and edits that led to its end; an edit as its file in angle brackets.</param>
/// <param name="Failed">What failed or was not run, with words of the cause.</param>
/// <param name="Outcome">How it ended; null if that is not said.</param>
sealed record ExpectedTask(List<string> Path, List<ExpectedFailure> Failed, Outcome? Outcome);

/// <param name="Command">The command.</param>
/// <param name="Words">Words that its cause must have, one of them; empty if any cause will do.</param>
sealed record ExpectedFailure(string Command, IReadOnlyList<string> Words);
