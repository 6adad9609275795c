namespace SkillMcp;

/// <summary>
/// A mistake that the caller can correct. The message says what would have been right,
/// because a model or a person reads it and tries again.
/// </summary>
public class SkillException(string message, Exception? cause = null) : Exception(message, cause);
