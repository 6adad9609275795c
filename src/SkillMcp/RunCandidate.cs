using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// A run that succeeded and was not stored as a skill. A second run of the same procedure, or a name, makes a skill of it;
/// until then it is handed over nowhere.
/// </summary>
sealed record RunCandidate : ITextual<RunCandidate>
{
    /// <summary>The maximum number of candidates of a project; the oldest make room.</summary>
    public const int MaxPerProject = 1_000;

    /// <summary>How long a run is remembered.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>A version 7 UUID, made by the caller; of a run that a person said no to, the id that it is told with.</summary>
    public required Guid Id { get; init; }

    /// <summary>A hash that is the same for runs of one kind, whatever their values; empty for a run that a person said no to.</summary>
    public required string Skeleton { get; init; }

    public required Trajectory Run { get; init; }

    /// <summary>Who told it.</summary>
    public required Actor Actor { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The retrieval that it followed; null if there was none.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>Why a skill that is made of it waits for a person's approval; empty if it does not.</summary>
    public string QuarantineReason { get; init; } = "";

    /// <summary>
    /// Whether a run is this one, told again: it followed the same retrieval, or its author names what was told before in the same words.
    /// </summary>
    public bool IsRetoldBy(Trajectory run, Guid? retrieval)
    {
        var isSameReport = retrieval is not null && retrieval == Retrieval;
        return isSameReport || run.Name.Length > 0 && run.Task == Run.Task && run.Steps.SequenceEqual(Run.Steps);
    }

    /// <summary>Whether a person said no to it: it waits for nothing, and is kept so that nobody asks again.</summary>
    public bool IsDeclined => Skeleton.Length == 0;

    /// <summary>What is kept of a run that a person said no to: that it was, and nothing of what was done in it.</summary>
    /// <param name="told">The id that it is told with.</param>
    /// <param name="person">Who said no.</param>
    /// <param name="at">When.</param>
    public static RunCandidate Declined(Guid told, Actor person, DateTimeOffset at) => new()
    {
        Id = told,
        Skeleton = "",
        Run = new Trajectory { Task = "", Steps = [], Success = true },
        Actor = person,
        At = at,
        Retrieval = told,
    };

    public RunCandidate VisitTexts(TextVisitor visitor)
    {
        visitor.Identifier($"{Id:D}");
        visitor.Identifier(Skeleton);
        visitor.Identifier($"{Retrieval:D}");
        visitor.Identifier(EnumName.Of(Actor.Author));
        visitor.Identifier($"{At.ToUnixTimeMilliseconds()}");
        visitor.Identifier(Run.Success ? "success" : "failure");
        visitor.Identifier(Run.Evidence is { } evidence ? EnumName.Of(evidence.Kind) : "");
        return this with
        {
            Run = Run.VisitTexts(visitor),
            Actor = Actor with { Client = visitor.Text(TextField.Client, Actor.Client) },
            QuarantineReason = visitor.Text(TextField.StatusReason, QuarantineReason),
        };
    }

    /// <summary>SHA-256 over everything that it says, in lower-case hex.</summary>
    public string ContentHash() => TextHash.Of(this);
}
