namespace SkillMcp.Server.Tools;

/// <summary>The most that an argument may hold where the memory itself sets no bound. The numbers stand in the schemas too.</summary>
static class Longest
{
    /// <summary>Characters of a reason, or of a value that is put in for a parameter.</summary>
    public const int Line = 1_024;

    /// <summary>Characters of a task or of notes.</summary>
    public const int Text = 20_000;

    /// <summary>Facts that a situation is described with.</summary>
    public const int Facts = 50;

    /// <summary>Parameters that a run is described with.</summary>
    public const int Parameters = 50;
}
