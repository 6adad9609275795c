using System.Runtime.CompilerServices;

namespace SkillMcp;

/// <summary>The adjustable values of the memory's rules, with their ranges, defaults, and where the defaults come from.</summary>
public sealed record SkillMemoryOptions
{
    /// <summary>The minimum number of steps of a run that is worth remembering, 1-200. The default, 3, is the seed's.</summary>
    public int MinSteps { get; init; } = 3;

    /// <summary>
    /// The number of candidates that are ranked, 10-1000.
    /// In the six sets of the benchmark, 100 take twice as long as 50 and put the right skill first no more often.
    /// </summary>
    public int Candidates { get; init; } = 50;

    /// <summary>
    /// The number of words of a task that are searched for, 4-64: the rarest ones that occur in the memory.
    /// More words take longer and find nothing more.
    /// </summary>
    public int SearchedWords { get; init; } = 16;

    /// <summary>The minimum score of a match, which is returned in full, 0-1.</summary>
    public double MatchScore { get; init; } = 0.7;

    /// <summary>The minimum score of a likely match, 0-1.</summary>
    public double LikelyScore { get; init; } = 0.5;

    /// <summary>
    /// The minimum probability that the memory holds a procedure for the task, 0-1; below it nothing is returned.
    /// Above it the best candidates are named, however many of them look alike.
    /// </summary>
    public double PossibleScore { get; init; } = 0.3;

    /// <summary>The reliability below which a skill is retired, 0-1. The default, 0.3, is the seed's.</summary>
    public double RetireBelow { get; init; } = 0.3;

    /// <summary>The minimum number of executions before a skill is retired, from 1. The default, 10, is the seed's.</summary>
    public int RetireAfter { get; init; } = 10;

    /// <summary>The time without a success after which a skill is stale, 1-36,500 days. The default, 90 days, is the seed's.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The prior belief in a skill that was learned from a run, 0-1; for one that a person wrote it is 1.</summary>
    public double LearnedConfidence { get; init; } = 0.5;

    /// <summary>
    /// Whether other ways of a skill than the current one are tried now and then, to learn which of them works most often.
    /// </summary>
    public bool HasTrials { get; init; } = true;

    /// <summary>
    /// The machine that it runs on, 16 hexadecimal digits: what is seen of the versions of programs is seen there. Empty if it is not
    /// known; then nothing is said of versions here.
    /// </summary>
    public string Machine { get; init; } = "";

    /// <summary>Whether everything that an agent writes needs a person's approval, even if the screen finds nothing in it.</summary>
    public bool QuarantineAgents { get; init; }

    /// <summary>
    /// Whether agents within a project refine, curate and retire everybody's skills as well. Otherwise they only report on them, their
    /// failures are counted and decide nothing, and what they do in another way is kept as the project's own.
    /// </summary>
    public bool MayChangeShared { get; init; }

    /// <summary>
    /// The share of tasks that skills are withheld from to measure what difference they make, in percent,
    /// 0-<see cref="Assignment.MaxPercent"/>; 0 to withhold nothing.
    /// </summary>
    public int MeasuredPercent { get; init; }

    /// <summary>Returns these options if every value is within its range.</summary>
    /// <exception cref="SkillException">A value is out of its range; the message names it.</exception>
    public SkillMemoryOptions Checked()
    {
        Within(MinSteps, 1, Trajectory.MaxSteps);
        Within(Candidates, 10, 1000);
        Within(SearchedWords, 4, 64);
        Within(MatchScore, LikelyScore, 1);
        Within(LikelyScore, PossibleScore, MatchScore);
        Within(PossibleScore, 0, LikelyScore);
        Within(RetireBelow, 0, 1);
        Within(RetireAfter, 1, int.MaxValue);
        Within(StaleAfter.TotalDays, 1, 36_500, nameof(StaleAfter));
        Within(LearnedConfidence, 0, 1);
        if (Machine.Length > 0 && !ProgramVersion.IsMachine(Machine))
        {
            throw new SkillException($"{nameof(Machine)} is not 16 hexadecimal digits.");
        }
        Within(MeasuredPercent, 0, Assignment.MaxPercent);
        return this;
    }

    static void Within(
        double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= low && value <= high))
        {
            throw new SkillException($"{name} is {value:0.##} and must be between {low:0.##} and {high:0.##}.");
        }
    }
}
