namespace SkillMcp;

/// <summary>What the memory's rules leave open: ranges, defaults, and where the defaults come from.</summary>
public sealed record SkillMemoryOptions
{
    /// <summary>The fewest steps of a run that is worth remembering, from 1. The seed's 3.</summary>
    public int MinSteps { get; init; } = 3;

    /// <summary>How many candidates are ranked, 10-1000. 100 take twice as long as 50 and put no more right skills first (the benchmark's six sets).</summary>
    public int Candidates { get; init; } = 50;

    /// <summary>How many words of a task are searched for, the rarest that the memory knows, 4-64. More cost time and find nothing.</summary>
    public int SearchedWords { get; init; } = 16;

    /// <summary>
    /// The weight of the cosine similarity of a skill's embedding and the task's, if there is an embedding model, 0-100.
    /// The words weigh about 20 together; which weight is best differs from model to model.
    /// </summary>
    public double CosineSimilarityWeight { get; init; } = 8;

    /// <summary>The score from which a skill matches and is handed over whole, 0-1.</summary>
    public double MatchScore { get; init; } = 0.7;

    /// <summary>The score from which a skill is a likely match, 0-1.</summary>
    public double LikelyScore { get; init; } = 0.5;

    /// <summary>The score under which nothing fits, 0-1.</summary>
    public double PossibleScore { get; init; } = 0.3;

    /// <summary>The reliability under which a skill is retired, 0-1. The seed's 0.3.</summary>
    public double RetireBelow { get; init; } = 0.3;

    /// <summary>The fewest executions after which a skill is retired, from 1. The seed's 10.</summary>
    public int RetireAfter { get; init; } = 10;

    /// <summary>After how long without a success a skill is stale. The seed's 90 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The prior belief in a skill that was learned from a run, 0-1; one that a person wrote has 1.</summary>
    public double LearnedConfidence { get; init; } = 0.5;

    /// <summary>Whether all that an agent writes waits for a person's approval, whatever the screen says of it.</summary>
    public bool QuarantineAgents { get; init; }

    /// <summary>Returns these options if every value is within its range.</summary>
    /// <exception cref="SkillException">One is not.</exception>
    public SkillMemoryOptions Checked()
    {
        Within(MinSteps, 1, Trajectory.MaxSteps);
        Within(Candidates, 10, 1000);
        Within(SearchedWords, 4, 64);
        Within(CosineSimilarityWeight, 0, 100);
        Within(MatchScore, LikelyScore, 1);
        Within(LikelyScore, PossibleScore, MatchScore);
        Within(PossibleScore, 0, LikelyScore);
        Within(RetireBelow, 0, 1);
        Within(RetireAfter, 1, int.MaxValue);
        Within(StaleAfter.TotalDays, 1, 36_500, nameof(StaleAfter));
        Within(LearnedConfidence, 0, 1);
        return this;
    }

    static void Within(
        double value, double low, double high, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= low && value <= high))
        {
            throw new SkillException($"{name} is {value:0.##} and must be between {low:0.##} and {high:0.##}.");
        }
    }
}
