using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Stores retrievals, and deletes those that are too old to be reported on.</summary>
sealed class RetrievalRecorder(IMemoryStore store, Project project)
{
    /// <summary>How long a retrieval is kept. Later reports cannot refer to it.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    // A write needs an actor, although a retrieval leaves no entry in the audit log.
    static readonly Admission Server = AdmissionControl.Admit(new Actor(Author.Agent, "skillmcp"));

    public async Task WriteAsync(IReadOnlyList<PastRetrieval> retrievals)
    {
        if (retrievals.Count == 0)
        {
            return;
        }
        var last = retrievals.Max(retrieval => retrieval.At);
        var change = new MemoryChange { Retrievals = retrievals, ForgetRetrievalsBefore = last - Remembered };
        var admission = AdmissionControl.Admit(change, Server);
        await store.ApplyAsync(project, admission.Change!, new AuditContext(Server.Actor, last), CancellationToken.None);
    }
}
