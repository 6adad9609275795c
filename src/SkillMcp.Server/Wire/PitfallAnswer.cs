namespace SkillMcp.Server.Wire;

sealed record PitfallAnswer(string Text, int Step, int Seen)
{
    public static IReadOnlyList<PitfallAnswer> AllOf(Skill skill) =>
        [.. skill.Pitfalls.Select(p => new PitfallAnswer(p.Text, p.Step, p.Seen))];
}
