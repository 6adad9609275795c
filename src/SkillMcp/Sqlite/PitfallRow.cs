namespace SkillMcp.Sqlite;

/// <summary>A pitfall of a skill.</summary>
sealed record PitfallRow
{
    public required long Skill { get; init; }

    public required int Step { get; init; }

    public required string Text { get; init; }

    public required int Seen { get; init; }

    public required bool Tip { get; init; }

    /// <summary>The steps, as JSON, of the version that it was reported for; null if that is the current version.</summary>
    public string? Steps { get; init; }

    /// <summary>The pitfall, with the steps of the version that it was reported for; null if that is the current version.</summary>
    public (Pitfall Pitfall, IReadOnlyList<Step>? Was) ToMet() =>
        (new Pitfall { Text = Text, Step = Step, Seen = Seen, IsTip = Tip }, Steps is null ? null : TextColumns.StepsOf(Steps));
}
