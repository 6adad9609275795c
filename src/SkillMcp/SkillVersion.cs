using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>One version of a skill's text. All versions are kept.</summary>
public sealed record SkillVersion : ITextual<SkillVersion>
{
    /// <summary>From 1, in the order in which they were written.</summary>
    public required int Number { get; init; }

    /// <summary>Its text.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>
    /// The number of the way that it is of: that of the version that began it. A version that says the same as the one before it in other
    /// words, or with another parameter, is of the same way.
    /// </summary>
    public int Way
    {
        get => field == 0 ? Number : field;
        // Two that are of the same way are equal, whether that was said or not.
        init => field = value == Number ? 0 : value;
    }

    /// <summary>Whether it began its way right after another way had failed.</summary>
    public bool IsAfterFailure { get; init; }

    /// <summary>Whether its way is not offered any more, because a person replaced it.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Whether it is kept as another way to the same result, and has never been the current version.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>Whether another program changed its text: then it does not become the current version.</summary>
    public bool IsChangedOutside { get; init; }

    /// <summary>Who wrote it, and through which client.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Why it was written.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// The outcomes that were reported for this version. The first version also has those that the skill was imported with.
    /// </summary>
    public TrackRecord Record { get; init; } = TrackRecord.Empty;

    /// <summary>The evidence of the last execution that was reported with any; null if none was.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The pitfalls that were reported for this version; their numbers are those of its steps.</summary>
    public IReadOnlyList<Pitfall> Pitfalls { get; init; } = [];

    /// <summary>Adds to the first version the executions that the skill was imported with, which were reported for no version.</summary>
    /// <param name="versions">All versions in order, each with the outcomes that were reported for it.</param>
    /// <param name="whole">The record of the whole skill.</param>
    public static IReadOnlyList<SkillVersion> WithUnattributedRecord(IReadOnlyList<SkillVersion> versions, TrackRecord whole)
    {
        if (versions is not [var first, ..])
        {
            return versions;
        }
        var inherited = whole.Minus(versions.Select(version => version.Record));
        return [first with { Record = first.Record.Plus(inherited) }, .. versions.Skip(1)];
    }

    SkillVersion ITextual<SkillVersion>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal SkillVersion VisitTexts(TextVisitor visitor) => this with
    {
        Procedure = Procedure.VisitTexts(visitor),
        Provenance = Provenance.VisitTexts(visitor),
        Reason = visitor.Text(TextField.Reason, Reason),
        Evidence = Evidence?.VisitTexts(visitor),
        Pitfalls = visitor.Items(Pitfalls, (pitfall, number) => pitfall.VisitTexts(visitor, number)),
    };
}
