namespace SkillMcp.Sqlite;

/// <summary>A pitfall among the steps of the version that it was met in.</summary>
sealed record MetPitfallRow(int Version, int Step, string Text, int Seen)
{
    public Pitfall ToPitfall() => new() { Text = Text, Step = Step, Seen = Seen };
}
