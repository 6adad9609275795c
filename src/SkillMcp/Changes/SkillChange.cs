using SkillMcp.Fields;

namespace SkillMcp.Changes;

/// <summary>
/// The change to one skill. Pure functions decide it (<see cref="SkillChanges"/>, <see cref="ReportChanges"/>), and a store applies
/// it as a whole.
/// </summary>
sealed record SkillChange : ITextual<SkillChange>
{
    /// <summary>
    /// The skill as it was read; null for one that is added. If name, status, version or pin change, a store answers with a conflict
    /// when the skill's revision is no longer this one.
    /// </summary>
    public Skill? Before { get; init; }

    /// <summary>The skill after the change; null if it is purged. For a stored skill, <see cref="Record"/> determines the record.</summary>
    public Skill? After { get; init; }

    public TextOrigin Origin { get; init; }

    /// <summary>New versions, including alternatives.</summary>
    public IReadOnlyList<SkillVersion> AddedVersions { get; init; } = [];

    /// <summary>Why another way becomes the current one; null if none does.</summary>
    public WayDecision? Decision { get; init; }

    /// <summary>The layout of a composite, which the screen judges in place of its own text; null for every other skill.</summary>
    public Procedure? LaidOut { get; init; }

    /// <summary>Whether the current text is accepted as it was read, even if it no longer matches its hash.</summary>
    public bool AcceptsText { get; init; }

    /// <summary>The change that an added quarantined skill proposes to another one; null if it proposes none.</summary>
    public ProposedChange? Proposes { get; init; }

    /// <summary>Executions to append, in order.</summary>
    public IReadOnlyList<Execution> AddedExecutions { get; init; } = [];

    /// <summary>An execution that replaces an earlier report of the same one; null if none does.</summary>
    public CorrectedExecution? Correction { get; init; }

    /// <summary>The change to the record of a stored skill.</summary>
    public RecordChange Record { get; init; } = RecordChange.None;

    /// <summary>The change to the past tasks that the skill is found by.</summary>
    public RememberedTasks Tasks { get; init; } = RememberedTasks.Unchanged;

    /// <summary>Whether more changes in a stored skill than its executions and what is derived from them.</summary>
    public bool ChangesSkill =>
        Before is not null && After is not null && (AcceptsText || AddedVersions.Count > 0 || Differs(Before, After));

    /// <summary>The texts that become the current one or an alternative, each once.</summary>
    public IEnumerable<Procedure> NewTexts
    {
        get
        {
            IEnumerable<Procedure> added = AddedVersions.Select(version => version.Procedure);
            var inPlace = LaidOut ?? After?.Procedure;
            var isNew = Before is null || inPlace?.ContentHash() != Before.Procedure.ContentHash();
            return (inPlace is not null && isNew ? added.Prepend(inPlace) : added).DistinctBy(text => text.ContentHash());
        }
    }

    public SkillChange VisitTexts(TextVisitor visitor)
    {
        var versions = visitor.Items(AddedVersions, (version, _) => version.VisitTexts(visitor));
        return this with
        {
            AddedVersions = versions,
            After = After is null ? null : VisitAfter(After, versions, visitor),
            Decision = Decision is null ? null : Decision with { Reason = visitor.Text(TextField.Reason, Decision.Reason) },
            AddedExecutions = visitor.Items(AddedExecutions, (execution, _) => execution.VisitTexts(visitor)),
            Correction = Correction is null ? null : Correction with { Execution = Correction.Execution.VisitTexts(visitor) },
        };
    }

    /// <summary>Visits the texts of the skill, except for a procedure that is unchanged or was visited with its added version.</summary>
    Skill VisitAfter(Skill after, IReadOnlyList<SkillVersion> versions, TextVisitor visitor)
    {
        var current = versions.FirstOrDefault(version => version.Number == after.Version)?.Procedure;
        var isKept = Before is not null && ReferenceEquals(Before.Procedure, after.Procedure);
        return after with
        {
            Procedure = current ?? (isKept ? after.Procedure : after.Procedure.VisitTexts(visitor)),
            Lifecycle = after.Lifecycle with { Reason = visitor.Text(TextField.StatusReason, after.Lifecycle.Reason) },
            Provenance = Before is null ? after.Provenance.VisitTexts(visitor) : after.Provenance,
            Pitfalls = Before is null ? VisitPitfalls(after.Pitfalls, visitor) : after.Pitfalls,
        };
    }

    static IReadOnlyList<Pitfall> VisitPitfalls(IReadOnlyList<Pitfall> pitfalls, TextVisitor visitor) =>
        visitor.Items(pitfalls, (pitfall, number) => pitfall.VisitTexts(visitor, number));

    /// <summary>The change with the skill quarantined. A skill that is quarantined or rejected already keeps its reason.</summary>
    internal SkillChange Quarantined(string reason)
    {
        if (After is null || After.Lifecycle.Status == Status.Quarantined || After.Lifecycle.ReasonCode == Lifecycle.Rejected)
        {
            return this;
        }
        return this with { After = After with { Lifecycle = Lifecycle.Quarantined(reason) } };
    }

    static bool Differs(Skill before, Skill after) =>
        before.Name != after.Name || before.Version != after.Version || before.Pinned != after.Pinned
        || before.HasTrials != after.HasTrials || before.Lifecycle != after.Lifecycle || before.UpdatedAt != after.UpdatedAt;
}
