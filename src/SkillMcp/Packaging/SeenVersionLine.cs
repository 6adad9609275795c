namespace SkillMcp.Packaging;

/// <summary>A version of a program that an execution used, within the line of its skill. What is not known is left out.</summary>
sealed record SeenVersionLine(string Program, string Version, string? Machine, string? SeenAt)
{
    public static SeenVersionLine Of(ProgramVersion version) => new(
        version.Program,
        version.Version,
        version.Machine.Length == 0 ? null : version.Machine,
        version.SeenAt is { } at ? SkillLine.Time(at) : null);
}
