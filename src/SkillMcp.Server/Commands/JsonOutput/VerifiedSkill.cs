using SkillMcp.Server.Verification;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What was seen of a skill.</summary>
sealed record VerifiedSkill
{
    public required string Skill { get; init; }

    public required int Version { get; init; }

    /// <summary>success, failure, or null if it is not known.</summary>
    public required string? Outcome { get; init; }

    public required bool Recorded { get; init; }

    /// <summary>The values that it was filled with.</summary>
    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    public required IReadOnlyList<VerifiedCheck> Checks { get; init; }

    /// <summary>The versions of its programs that were seen, by program.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    public static VerifiedSkill Of(RetestedSkill one) =>
        Of(one.Skill, Verifier.ValuesOf(one.Skill.Procedure, new Dictionary<string, string>()), one.Seen, one.Seen.Outcome is not null);

    public static VerifiedSkill Of(
        Skill skill, IReadOnlyDictionary<string, string> arguments, SkillVerification seen, bool isRecorded) => new()
    {
        Skill = skill.Name.Value,
        Version = skill.Version,
        Outcome = seen.Outcome is { } outcome ? EnumName.Of(outcome) : null,
        Recorded = isRecorded,
        Arguments = arguments,
        Versions = seen.Versions.ToDictionary(version => version.Program, version => version.Version),
        Checks = [.. seen.Checks.Select(check => new VerifiedCheck(check.Text, EnumName.Of(check.Verdict), check.Observed))],
    };
}
