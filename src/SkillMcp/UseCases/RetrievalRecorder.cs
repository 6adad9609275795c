using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Stores retrievals and what was drawn for them, and deletes those that are too old to be reported on.</summary>
sealed class RetrievalRecorder(IMemoryStore store, Project project)
{
    /// <summary>How long a retrieval is kept. Later reports cannot refer to it.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    // A write needs an actor, although a retrieval leaves no entry in the audit log.
    static readonly Admission Server = AdmissionControl.Admit(new Actor(Author.Agent, "skillmcp"));

    public Task WriteAsync(Assignment assignment) =>
        WriteAsync(new MemoryChange { Assignments = [assignment] }, assignment.At);

    public async Task WriteAsync(IReadOnlyList<PastRetrieval> retrievals)
    {
        if (retrievals.Count == 0)
        {
            return;
        }
        var last = retrievals.Max(retrieval => retrieval.At);
        var change = new MemoryChange { Retrievals = retrievals, ForgetRetrievalsBefore = last - Remembered };
        await WriteAsync(change, last);
    }

    async Task WriteAsync(MemoryChange change, DateTimeOffset at)
    {
        var admission = AdmissionControl.Admit(change, Server);
        await store.ApplyAsync(project, admission.Change!, new AuditContext(Server.Actor, at), CancellationToken.None);
    }
}
