namespace SkillMcp.Server.Wire;

/// <summary>The most that an argument may hold where the memory itself sets no limit.</summary>
static class Limits
{
    /// <summary>Characters of a reason, or of a value that is put in for a parameter.</summary>
    public const int MaxLineLength = 1_024;

    /// <summary>Characters of a task or of notes.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>Facts that a situation is described with.</summary>
    public const int MaxFacts = 50;

    /// <summary>Parameters that a run is described with.</summary>
    public const int MaxParameters = 50;
}
