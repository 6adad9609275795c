namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The beginning of the hash of what a person read. A command that is given it decides on that and nothing else.</summary>
static class ShownHash
{
    const int Length = 12;

    // A shorter beginning is soon that of another text.
    const int MinLength = 8;

    public static string Of(string hash) => hash[..Length];

    public static string Of(Skill skill) => Of(skill.Procedure.ContentHash());

    /// <summary>Whether a hash begins with what was typed.</summary>
    /// <exception cref="SkillException">It is too short to name one text.</exception>
    public static bool Matches(string hash, string typed) => typed.Length >= MinLength
        ? hash.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        : throw new SkillException($"Give at least {MinLength} characters of the hash, as review shows it.");
}
