namespace SkillMcp;

/// <summary>
/// A mistake that the caller can put right. The message says what would have been right:
/// a model or a person reads it and tries again.
/// </summary>
public sealed class SkillException(string message) : Exception(message);
