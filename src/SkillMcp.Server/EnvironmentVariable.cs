namespace SkillMcp.Server;

static class EnvironmentVariable
{
    /// <summary>The value of a variable; null if it is unset or empty.</summary>
    public static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
