using SkillMcp.Fields;

namespace SkillMcp.Changes;

/// <summary>One atomic write: a store applies all of it or nothing.</summary>
sealed record MemoryChange : ITextual<MemoryChange>
{
    public IReadOnlyList<SkillChange> Skills { get; init; } = [];

    /// <summary>The entries that the write adds to the audit log.</summary>
    public IReadOnlyList<AuditNote> Audit { get; init; } = [];

    /// <summary>The project that the files of the submission are stored for; null for the acting one.</summary>
    public Project? FilesFor { get; init; }

    /// <summary>Files to copy between projects, because a proposal and its target may belong to different ones; null for none.</summary>
    public FileCopy? CopiedFiles { get; init; }

    /// <summary>Retrievals to store.</summary>
    public IReadOnlyList<PastRetrieval> Retrievals { get; init; } = [];

    /// <summary>
    /// What was drawn for retrievals. Of one that is stored already only the outcome is changed; one of a skill that does not exist is left
    /// out.
    /// </summary>
    public IReadOnlyList<Assignment> Assignments { get; init; } = [];

    /// <summary>Retrievals before this time are deleted; null to delete none.</summary>
    public DateTimeOffset? ForgetRetrievalsBefore { get; init; }

    /// <summary>The change to the runs that are remembered; null for none.</summary>
    public CandidateChange? Candidates { get; init; }

    /// <summary>This change followed by the skills and audit entries of another one.</summary>
    public MemoryChange And(MemoryChange? then) => then is null
        ? this
        : this with { Skills = [.. Skills, .. then.Skills], Audit = [.. Audit, .. then.Audit] };

    public MemoryChange VisitTexts(TextVisitor visitor) => this with
    {
        Skills = visitor.Items(Skills, (skill, _) => skill.VisitTexts(visitor)),
        Audit = visitor.Items(Audit, (note, _) => note with
        {
            Skill = visitor.Text(TextField.Name, note.Skill),
            Reason = visitor.Text(TextField.Reason, note.Reason),
        }),
        Retrievals = visitor.Items(Retrievals, (retrieval, _) => retrieval with
        {
            Task = visitor.Text(TextField.Task, retrieval.Task),
            Also = visitor.Texts(TextField.Also, retrieval.Also),
        }),
        Candidates = Candidates?.VisitTexts(visitor),
    };
}
