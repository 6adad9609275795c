namespace SkillMcp.Changes;

/// <summary>Builds the changes that remember runs and make skills of them, with their audit entries.</summary>
static class CandidateChanges
{
    /// <summary>Keeps a run as a candidate, and deletes those that are too old or too many.</summary>
    public static MemoryChange Remember(Project project, RunCandidate candidate) => new()
    {
        Candidates = new CandidateChange { Added = candidate, ForgetBefore = candidate.At - RunCandidate.KeptFor },
        Audit = [NoteOf(AuditedAct.Remembered, project, "", candidate)],
    };

    /// <summary>Deletes a candidate together with a change that counts it as an execution of a skill.</summary>
    /// <param name="project">The project of the candidate.</param>
    /// <param name="candidate">The candidate as it was read.</param>
    /// <param name="skill">The name of the skill.</param>
    /// <param name="change">The change that counts it.</param>
    public static MemoryChange Promote(Project project, RunCandidate candidate, SkillName skill, MemoryChange change) => change with
    {
        Candidates = new CandidateChange { Removed = candidate.Id },
        Audit = [.. change.Audit, NoteOf(AuditedAct.Promoted, project, skill.Value, candidate)],
    };

    /// <summary>Keeps that a person said no to a run, and deletes the candidate that waited, if one did.</summary>
    /// <param name="project">The project of the run.</param>
    /// <param name="declined">What is kept; null for a run that was told without an id, and so cannot come again.</param>
    /// <param name="waiting">The candidate that the person read; null if none waited.</param>
    public static MemoryChange Decline(Project project, RunCandidate? declined, RunCandidate? waiting) => new()
    {
        Candidates = new CandidateChange { Added = declined, Removed = waiting?.Id },
        Audit = [NoteOf(AuditedAct.Declined, project, "", (waiting ?? declined)!)],
    };

    /// <summary>Takes a person's no back: the run may be asked for again.</summary>
    public static MemoryChange AskAgain(RunCandidate declined) =>
        new() { Candidates = new CandidateChange { Removed = declined.Id } };

    /// <summary>What the audit log says where candidates were deleted to make room.</summary>
    public static AuditNote Forgotten(Project project, int runs) =>
        new(AuditedAct.Forgotten, project, "", Quantity.Of(runs, "run"), "too old or too many");

    static AuditNote NoteOf(AuditedAct act, Project project, string skill, RunCandidate candidate) =>
        new(act, project, skill, $"run {candidate.Id:D}", candidate.QuarantineReason);
}
