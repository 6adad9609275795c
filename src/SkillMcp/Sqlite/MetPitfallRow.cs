namespace SkillMcp.Sqlite;

/// <summary>A pitfall, with the version that it was reported for.</summary>
sealed record MetPitfallRow(int Version, int Step, string Text, int Seen, bool Tip)
{
    public Pitfall ToPitfall() => new() { Text = Text, Step = Step, Seen = Seen, IsTip = Tip };
}
