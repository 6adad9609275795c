using SkillMcp.Fields;

namespace SkillMcp.Changes;

/// <summary>Everything that one write is to make true, all of it or nothing.</summary>
public sealed record MemoryChange : ITextual<MemoryChange>
{
    public IReadOnlyList<SkillChange> Skills { get; init; } = [];

    /// <summary>What the record of changes says of it.</summary>
    public IReadOnlyList<AuditNote> Audit { get; init; } = [];

    /// <summary>The project that the files of the submission are kept for; null for the acting one.</summary>
    public Project? FilesFor { get; init; }

    /// <summary>Files to copy within the store: a proposal and the skill that it would change may be of two projects.</summary>
    public FileCopy? CopiedFiles { get; init; }

    /// <summary>What was handed out.</summary>
    public IReadOnlyList<PastRetrieval> Retrievals { get; init; } = [];

    /// <summary>Retrievals from before are forgotten; null where none are.</summary>
    public DateTimeOffset? ForgetRetrievalsBefore { get; init; }

    /// <summary>Both changes, this one first.</summary>
    public MemoryChange And(MemoryChange? then) => then is null ? this : this with { Skills = [.. Skills, .. then.Skills], Audit = [.. Audit, .. then.Audit] };

    public MemoryChange VisitTexts(TextVisitor visitor) => this with
    {
        Skills = visitor.Items(Skills, (skill, _) => skill.VisitTexts(visitor)),
        Retrievals = visitor.Items(Retrievals, (retrieval, _) => retrieval with { Task = visitor.Text(TextField.Task, retrieval.Task) }),
    };
}
