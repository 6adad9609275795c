using SkillMcp.Fields;

namespace SkillMcp.Changes;

/// <summary>A change to the candidates of the acting project.</summary>
sealed record CandidateChange : ITextual<CandidateChange>
{
    /// <summary>A run to remember; null for none.</summary>
    public RunCandidate? Added { get; init; }

    /// <summary>
    /// A candidate that is deleted, because it becomes an execution of a skill or a person said no to it; null for none. A store answers
    /// with a conflict if it is not stored any more.
    /// </summary>
    public Guid? Removed { get; init; }

    /// <summary>Candidates from before this time are deleted; null to delete none.</summary>
    public DateTimeOffset? ForgetBefore { get; init; }

    /// <summary>How many candidates are kept: the oldest of those beyond it are deleted.</summary>
    public int MaxKept { get; init; } = RunCandidate.MaxPerProject;

    public CandidateChange VisitTexts(TextVisitor visitor) => this with { Added = Added?.VisitTexts(visitor) };
}
