namespace SkillMcp.Requests;

/// <summary>A skill that fits a task.</summary>
public sealed record Match
{
    public required Skill Skill { get; init; }

    /// <summary>How likely this is the right procedure, 0-1.</summary>
    public required double Score { get; init; }

    public required Fit Fit { get; init; }

    /// <summary>What matched, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>Provisional, stale, disputed, a degraded composite: a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether a component of it is archived, quarantined or gone.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>Whether the procedure itself is handed over, and not only named.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What to follow: a composite's phases laid out, with every argument that is known put in.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>What its author wrote of it, where that is more than the steps; as much of it as there is room for.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Whether <see cref="Instructions"/> had no room for all of it.</summary>
    public bool IsCut { get; init; }

    /// <summary>The files of its folder that can be read beside SKILL.md, by path.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What each parameter became; null where nobody has said.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    /// <summary>What is known of each precondition; empty where nothing is known of the situation.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Whether a precondition is known not to hold.</summary>
    public bool IsUnmet => Conditions.Any(condition => condition.State == ConditionState.Unmet);

    /// <summary>The step to go on at, as shown, from 1, one more than there are where all is done; 0 where none of the steps was done.</summary>
    public int NextStep { get; init; }

    /// <summary>The same in a sentence; empty where none of the steps was done.</summary>
    public string GoOn => NextStep switch
    {
        0 => "",
        var next when next > Procedure.Steps.Count(step => !step.IsHeading) => "All of its steps are done: verify the outcome.",
        var next => $"Go on at step {next}.",
    };

    /// <summary>What spoke for it and against it; empty for one that was asked for by name.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    public IReadOnlyList<string> MissingArguments => [.. Procedure.Parameters.Where(p => Values.GetValueOrDefault(p.Name) is null).Select(p => p.Name)];
}
