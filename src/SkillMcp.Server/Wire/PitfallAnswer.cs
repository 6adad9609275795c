namespace SkillMcp.Server.Wire;

sealed record PitfallAnswer(string Text, int Step, int Seen)
{
    public static IReadOnlyList<PitfallAnswer> PitfallsOf(Skill skill) => AllOf(skill.Pitfalls.Where(pitfall => !pitfall.IsTip));

    public static IReadOnlyList<PitfallAnswer> TipsOf(Skill skill) => AllOf(skill.Pitfalls.Where(pitfall => pitfall.IsTip));

    static IReadOnlyList<PitfallAnswer> AllOf(IEnumerable<Pitfall> pitfalls) =>
        [.. pitfalls.Select(pitfall => new PitfallAnswer(pitfall.Text, pitfall.Step, pitfall.Seen))];
}
