namespace SkillMcp.Sqlite;

/// <summary>A pitfall of a skill.</summary>
sealed record PitfallRow
{
    public required long Skill { get; init; }

    public required int Step { get; init; }

    public required string Text { get; init; }

    public required int Seen { get; init; }

    /// <summary>The steps of the version that it was met in; null where that is the skill itself.</summary>
    public string? Steps { get; init; }

    /// <summary>The pitfall, with the steps that it was met in where those are not the current ones.</summary>
    public (Pitfall Pitfall, IReadOnlyList<Step>? Was) ToMet() =>
        (new Pitfall { Text = Text, Step = Step, Seen = Seen }, Steps is null ? null : TextColumns.StepsOf(Steps));
}
