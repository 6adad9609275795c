namespace SkillMcp.Safety;

/// <summary>A secret found in a text.</summary>
/// <param name="Name">The kind of secret, such as <c>github_token</c>.</param>
/// <param name="Begin">The place of its first character.</param>
/// <param name="End">The place after its last character.</param>
readonly record struct FoundSecret(string Name, int Begin, int End)
{
    /// <summary>The secret itself where it is written with escapes; null where it is written as it is.</summary>
    public string? Decoded { get; init; }
}
