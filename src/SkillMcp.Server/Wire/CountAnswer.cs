namespace SkillMcp.Server.Wire;

/// <summary>Outcomes of one kind, by how they are known.</summary>
sealed record CountAnswer(int Total, int Verified, int Evidenced, int SelfReported)
{
    public static CountAnswer Of(Tally tally) => new(tally.Total, tally.Verified, tally.Evidenced, tally.SelfReported);
}
