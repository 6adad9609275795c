namespace SkillMcp.Sqlite;

/// <summary>An execution with a withheld pitfall.</summary>
sealed record WithheldRow : ExecutionRow
{
    /// <summary>The id of the skill.</summary>
    public required string Skill { get; init; }

    /// <summary>Whether it is as skillmcp wrote it.</summary>
    public required bool Intact { get; init; }

    /// <summary>The execution. What another program changed says so; null if its withheld pitfall cannot be read.</summary>
    public Execution? ToExecution()
    {
        var execution = ToExecution(Column.Id(Skill));
        if (execution.Withheld is not { } withheld)
        {
            return null;
        }
        return Intact
            ? execution
            : execution with { Withheld = withheld with { Reason = $"{withheld.Reason}; {Lifecycle.ChangedOutside}" } };
    }
}
