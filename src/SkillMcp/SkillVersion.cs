using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>One state of what a skill says. All are kept.</summary>
public sealed record SkillVersion : ITextual<SkillVersion>
{
    /// <summary>From 1, in the order in which they were written.</summary>
    public required int Number { get; init; }

    public required Procedure Procedure { get; init; }

    /// <summary>Whether it is kept beside the skill as another way to the same end, and has never been the skill itself.</summary>
    public bool IsAlternative { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>Why it was written.</summary>
    public string Reason { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The outcomes that were reported for this version; the first has those too that the skill came with. In what order they came is not kept.</summary>
    public TrackRecord Record { get; init; } = TrackRecord.Empty;

    /// <summary>The last that anybody handed over to show how it does.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>What went wrong with its own steps, as it was met.</summary>
    public IReadOnlyList<Pitfall> Pitfalls { get; init; } = [];

    /// <summary>Versions with the executions that each was reported for, the first with those too that the skill came with.</summary>
    /// <param name="versions">In order, each with the outcomes that were reported for it.</param>
    /// <param name="whole">The record of the skill.</param>
    public static IReadOnlyList<SkillVersion> WithInherited(IReadOnlyList<SkillVersion> versions, TrackRecord whole) => versions switch
    {
        [] => versions,
        [var first, ..] => [first with { Record = first.Record.Plus(whole.Less(versions.Select(version => version.Record))) }, .. versions.Skip(1)],
    };

    public SkillVersion VisitTexts(TextVisitor visitor) => this with
    {
        Procedure = Procedure.VisitTexts(visitor),
        Provenance = Provenance.VisitTexts(visitor),
        Reason = visitor.Text(TextField.Reason, Reason),
        Evidence = Evidence?.VisitTexts(visitor),
        Pitfalls = visitor.Items(Pitfalls, (pitfall, number) => pitfall.VisitTexts(visitor, number)),
    };
}
