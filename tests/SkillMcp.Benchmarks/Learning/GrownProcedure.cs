namespace SkillMcp.Benchmarks.Learning;

/// <summary>What became of the runs of a procedure.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Runs">Its runs, as they were told.</param>
/// <param name="Skills">The active skills whose first run is one of them, the one with the most runs first.</param>
/// <param name="NotStored">How many of its runs no active skill holds.</param>
sealed record GrownProcedure(
    GrowthProcedure Procedure, IReadOnlyList<PlayedRun> Runs, IReadOnlyList<GrownSkill> Skills, int NotStored);
