namespace SkillMcp.Requests;

/// <summary>A skill that fits a task.</summary>
public sealed record Match
{
    /// <summary>The skill, with the text that is handed over as its current one.</summary>
    public required Skill Skill { get; init; }

    /// <summary>Which of its ways is handed over; null if it has only one, or none is handed over.</summary>
    public HandedWay? Way { get; init; }

    /// <summary>The executions of the text that is handed over; of the skill if it has one way, or none is handed over.</summary>
    public TrackRecord Record => Way?.Record ?? Skill.Record;

    /// <summary>The share of these executions that worked, 0-1.</summary>
    public double Reliability => Record.Reliability(Skill.Confidence);

    /// <summary>How likely this is the right procedure, 0-1.</summary>
    public required double Score { get; init; }

    /// <summary>How well it fits, in words.</summary>
    public required Fit Fit { get; init; }

    /// <summary>What matched, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>Whether it is asked for by its name.</summary>
    internal bool IsNamed { get; init; }

    /// <summary>How many words of the task the skill has; of one that is asked for by its name, the words of that.</summary>
    public int MatchedWords { get; init; }

    /// <summary>The part of the task that the skill is for, in the words of the task; empty if it is for all of it.</summary>
    public string Part { get; init; } = "";

    /// <summary>How what the skill does differs from what is asked for, a phrase each; empty if nothing is known to differ.</summary>
    public IReadOnlyList<string> Differs { get; init; } = [];

    /// <summary>What it is known not to be for, a line each, as reports say.</summary>
    public IReadOnlyList<string> NotFor { get; init; } = [];

    /// <summary>
    /// Why it is only possible although nothing is known to differ, and what would help, in a sentence; empty if there is no such reason.
    /// </summary>
    public string Doubt { get; init; } = "";

    /// <summary>Why to be careful with the skill, for example because it is stale or a degraded composite; a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether a component of the skill is archived, quarantined or missing.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>Whether the answer holds the whole procedure, rather than only a summary.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The procedure to follow: a composite's phases laid out, and the known arguments filled in.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>The body of the author's document, cut to the size of the answer; empty if the steps say everything.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Whether <see cref="Instructions"/> is cut.</summary>
    public bool IsCut { get; init; }

    /// <summary>The paths of the files that can be read beside SKILL.md.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The value of each parameter; null for one without a value.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    /// <summary>The state of each precondition; empty if the request gave no context.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Whether at least one precondition is known not to hold.</summary>
    public bool IsUnmet => Conditions.Any(condition => condition.State == ConditionState.Unmet);

    /// <summary>
    /// The step to continue at, as shown, from 1; one more than the number of steps if all are done; 0 if none is done.
    /// </summary>
    public int NextStep { get; init; }

    /// <summary><see cref="NextStep"/> as a sentence; empty if none of the steps is done.</summary>
    public string GoOn => NextStep switch
    {
        0 => "",
        var next when next > Procedure.Steps.Count(step => !step.IsHeading) => "All of its steps are done: verify the outcome.",
        var next => $"Go on at step {next}.",
    };

    /// <summary>The contributions to the score; empty for a skill that was requested by name.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    /// <summary>The names of the parameters without a value.</summary>
    public IReadOnlyList<string> MissingArguments =>
        [.. Procedure.Parameters.Select(parameter => parameter.Name).Where(name => Values.GetValueOrDefault(name) is null)];
}
