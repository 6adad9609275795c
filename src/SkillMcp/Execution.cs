using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>A reported execution of one version of a skill.</summary>
public sealed record Execution : ITextual<Execution>
{
    /// <summary>The maximum length of <see cref="NotFor"/>, in characters: a line, not a report.</summary>
    public const int MaxNotForLength = 120;

    /// <summary>A version 7 UUID, made by the caller who reports it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the skill.</summary>
    public required Guid Skill { get; init; }

    /// <summary>The version that was followed.</summary>
    public required int Version { get; init; }

    /// <summary>The number of the way that this version is of; see <see cref="SkillVersion.Way"/>.</summary>
    public int Way
    {
        get => field == 0 ? Version : field;
        // Two that are of the same way are equal, whether that was said or not.
        init => field = value == Version ? 0 : value;
    }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>How the outcome is known.</summary>
    public required EvidenceLevel EvidenceLevel { get; init; }

    /// <summary>When it was reported.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// The retrieval that returned the skill; null if it is not known.
    /// Together with the skill and the way it is the idempotency key: reports for one retrieval count once for each way of a skill.
    /// Without a retrieval, every report counts.
    /// </summary>
    public Guid? Retrieval { get; init; }

    /// <summary>Who reported it, as in <see cref="Actor.Principal"/>; empty if it is not known.</summary>
    public string Principal { get; init; } = "";

    /// <summary>Whether the report names the retrieval that it followed, or tells the very steps that the way begins with.</summary>
    public bool IsBound { get; init; }

    /// <summary>
    /// How much it weighs in what is believed of the way, 0-1; null if that was not decided when it was reported. Every execution is
    /// counted, whatever it weighs.
    /// </summary>
    public double? Weight { get; init; }

    /// <summary>The task that the skill was followed for; empty if it is not known.</summary>
    public string Task { get; init; } = "";

    /// <summary>The other words that the task was asked with, as in <see cref="Requests.RetrieveRequest.Also"/>.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>What went wrong or helped, in the reporter's words.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What was observed; null if nothing was.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The versions of the programs that it used, as far as it shows them.</summary>
    public IReadOnlyList<ProgramVersion> Versions { get; init; } = [];

    /// <summary>What the report says that the skill is not for, in a few words; empty where it says nothing of that.</summary>
    public string NotFor { get; init; } = "";

    /// <summary>
    /// Whether nothing was reported but something else done for the task, after the skill was named as one that may fit. It is a weak sign,
    /// and weighs nothing.
    /// </summary>
    public bool IsDeclined => Outcome == Outcome.NotUsed && NotFor.Length > 0 && Weight == 0;

    /// <summary>What went wrong or, as a tip, what helped, and is worth knowing next time; null for nothing.</summary>
    public Pitfall? Pitfall { get; init; }

    /// <summary>What else it tells of, where it tells of several things. Counted with it, and kept where it is corrected.</summary>
    public IReadOnlyList<Pitfall> OtherPitfalls { get; init; } = [];

    /// <summary>What would have been its pitfall, if the screen had not doubted the report; null for nothing.</summary>
    internal WithheldPitfall? Withheld { get; init; }

    /// <summary>This execution with another pitfall in place of each that it has, be it told or withheld.</summary>
    /// <param name="change">Gives the other one; null for none.</param>
    internal Execution WithPitfall(Func<Pitfall, Pitfall?> change) => this with
    {
        Pitfall = Pitfall is null ? null : change(Pitfall),
        OtherPitfalls = [.. OtherPitfalls.Select(change).OfType<Pitfall>()],
        Withheld = Withheld is not null && change(Withheld.Pitfall) is { } changed ? Withheld with { Pitfall = changed } : null,
    };

    Execution ITextual<Execution>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal Execution VisitTexts(TextVisitor visitor) => this with
    {
        Principal = visitor.Text(TextField.Client, Principal),
        Task = visitor.Text(TextField.Task, Task),
        Also = visitor.Texts(TextField.Also, Also),
        Notes = visitor.Text(TextField.Notes, Notes),
        NotFor = visitor.Text(TextField.NotFor, NotFor),
        Evidence = Evidence?.VisitTexts(visitor),
        Versions = visitor.Items(Versions, (version, number) => version.VisitTexts(visitor, number)),
        Pitfall = Pitfall?.VisitTexts(visitor, number: 1),
        OtherPitfalls = visitor.Items(OtherPitfalls, (pitfall, number) => pitfall.VisitTexts(visitor, number + 1)),
        Withheld = Withheld?.VisitTexts(visitor),
    };
}
