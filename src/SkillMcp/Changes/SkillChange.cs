using SkillMcp.Fields;

namespace SkillMcp.Changes;

/// <summary>What is to become of one skill. It is decided by pure functions (<see cref="SkillChanges"/>, <see cref="ReportChanges"/>) and applied by a store as a whole.</summary>
public sealed record SkillChange : ITextual<SkillChange>
{
    /// <summary>
    /// The skill as it was read; null for one that is added. Where name, status, version or pin are to change, a store refuses the change
    /// if the skill's revision is another one by now.
    /// </summary>
    public Skill? Before { get; init; }

    /// <summary>The skill as it is to be; null where it is purged. Its record is what the change of the record makes it.</summary>
    public Skill? After { get; init; }

    public TextOrigin Origin { get; init; }

    /// <summary>Versions that did not exist before, alternatives among them.</summary>
    public IReadOnlyList<SkillVersion> AddedVersions { get; init; } = [];

    /// <summary>A composite as it will be followed, which is what the screen has to judge; null for every other skill.</summary>
    public Procedure? LaidOut { get; init; }

    /// <summary>Whether the text of the current version is accepted as it was read, although its hash says that it was changed outside.</summary>
    public bool AcceptsText { get; init; }

    /// <summary>The change that an added quarantined skill proposes to another one; null where it proposes none.</summary>
    public ProposedChange? Proposes { get; init; }

    /// <summary>Executions to append, in order.</summary>
    public IReadOnlyList<Execution> AddedExecutions { get; init; } = [];

    /// <summary>An execution that takes the place of an earlier report of the same one; null where none does.</summary>
    public CorrectedExecution? Correction { get; init; }

    /// <summary>What happens to the record of a skill that was there before.</summary>
    public RecordChange Record { get; init; } = RecordChange.None;

    /// <summary>The executions by whose tasks the skill is found from now on, and those by whose it no longer is.</summary>
    public RememberedTasks Tasks { get; init; } = RememberedTasks.Unchanged;

    /// <summary>Whether anything but executions and what follows from them is to change.</summary>
    public bool ChangesSkill => Before is not null && After is not null && (AcceptsText || AddedVersions.Count > 0 || Differs(Before, After));

    /// <summary>The texts that the change puts in place or keeps as another way.</summary>
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
            AddedExecutions = visitor.Items(AddedExecutions, (execution, _) => execution.VisitTexts(visitor)),
            Correction = Correction is null ? null : Correction with { Execution = Correction.Execution.VisitTexts(visitor) },
        };
    }

    /// <summary>The texts of the skill itself, as far as they are not those of an added version or as they were.</summary>
    Skill VisitAfter(Skill after, IReadOnlyList<SkillVersion> versions, TextVisitor visitor)
    {
        var current = versions.FirstOrDefault(version => version.Number == after.Version)?.Procedure;
        var isKept = Before is not null && ReferenceEquals(Before.Procedure, after.Procedure);
        return after with
        {
            Procedure = current ?? (isKept ? after.Procedure : after.Procedure.VisitTexts(visitor)),
            Lifecycle = after.Lifecycle with { Reason = visitor.Text(TextField.StatusReason, after.Lifecycle.Reason) },
            Provenance = Before is null ? after.Provenance.VisitTexts(visitor) : after.Provenance,
            Pitfalls = Before is null ? visitor.Items(after.Pitfalls, (pitfall, number) => pitfall.VisitTexts(visitor, number)) : after.Pitfalls,
        };
    }

    /// <summary>The same for a skill that waits for approval; what was rejected or waits already stays so.</summary>
    internal SkillChange Quarantined(string reason) => After is null || After.Lifecycle.Status == Status.Quarantined || After.Lifecycle.Word == Lifecycle.Rejected
        ? this
        : this with { After = After with { Lifecycle = Lifecycle.Quarantined(reason) } };

    static bool Differs(Skill before, Skill after) =>
        before.Name != after.Name || before.Version != after.Version || before.Pinned != after.Pinned
        || before.Lifecycle != after.Lifecycle || before.UpdatedAt != after.UpdatedAt;
}
