namespace SkillMcp.Benchmarks.Simulation;

/// <summary>What became of programs that changed.</summary>
/// <param name="InTime">How many skills were warned of before they failed a second time.</param>
/// <param name="Drifted">How many skills failed twice since their program changed, or were warned of after they had failed once.</param>
/// <param name="FalseWarnings">How often it was warned where a skill was proved with a version like the one here.</param>
/// <param name="Uses">How often such a skill was asked for.</param>
sealed record DriftFigures(int InTime, int Drifted, int FalseWarnings, int Uses)
{
    public static DriftFigures Of(IReadOnlyCollection<ProvedSkill> skills)
    {
        var drifted = skills.Where(skill => skill.Failures > 1 || skill is { Failures: 1, IsWarnedInTime: true }).ToList();
        return new DriftFigures(
            drifted.Count(skill => skill.IsWarnedInTime),
            drifted.Count,
            skills.Sum(skill => skill.FalseWarnings),
            skills.Sum(skill => skill.UsesWithoutDrift));
    }
}
