namespace SkillMcp.Sessions.Reading;

/// <summary>A log and who reads it.</summary>
/// <param name="File">The log.</param>
/// <param name="Reader">Who reads it; null if its form is not known.</param>
/// <param name="Problem">Why nobody reads it; empty if there is a reader.</param>
sealed record RecognizedLog(SessionFile File, ISessionReader? Reader, string Problem);
