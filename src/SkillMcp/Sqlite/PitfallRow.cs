namespace SkillMcp.Sqlite;

/// <summary>A pitfall of a skill.</summary>
sealed record PitfallRow : PitfallColumns
{
    public required long Skill { get; init; }

    /// <summary>The steps, as JSON, of the version that it was reported for; null if that is the version that is read.</summary>
    public string? Steps { get; init; }

    /// <summary>The pitfall, with the steps of the version that it was reported for; null if that is the version that is read.</summary>
    public (Pitfall Pitfall, IReadOnlyList<Step>? Was) ToMet() => (ToPitfall(), Steps is null ? null : TextColumns.StepsOf(Steps));
}

/// <summary>The columns of a pitfall.</summary>
abstract record PitfallColumns
{
    public required int Step { get; init; }

    public required string Text { get; init; }

    public required int Seen { get; init; }

    public required bool Tip { get; init; }

    public required int Passed { get; init; }

    public required long At { get; init; }

    public Pitfall ToPitfall() => new()
    {
        Text = Text,
        Step = Step,
        Seen = Seen,
        IsTip = Tip,
        Passed = Passed,
        SeenAt = Column.Time(At),
    };
}
