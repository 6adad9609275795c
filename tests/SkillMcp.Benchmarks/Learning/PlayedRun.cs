namespace SkillMcp.Benchmarks.Learning;

/// <summary>A run and what became of it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Skill">The id of the skill that holds it; null if none does.</param>
/// <param name="Owner">The procedure of the first run that the skill holds; null if there is no skill.</param>
/// <param name="IsMerged">Whether the skill held a run before.</param>
/// <param name="Reason">Why it was stored so, or not at all.</param>
sealed record PlayedRun(GrowthRun Run, Guid? Skill, GrowthProcedure? Owner, bool IsMerged, string Reason)
{
    public GrowthProcedure Procedure => Run.Procedure;

    public bool IsMergedRight => IsMerged && Owner == Procedure;

    public bool IsMergedWrong => IsMerged && Owner != Procedure;
}
