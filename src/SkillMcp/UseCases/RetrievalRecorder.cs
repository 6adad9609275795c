using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Writes down what was handed out, and forgets what is too old to be reported on.</summary>
sealed class RetrievalRecorder(IMemoryStore store, Project project)
{
    /// <summary>How long a retrieval is remembered: later than that nothing is reported on it.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    // Retrieving is no act of its own: nothing of it is on record.
    static readonly Actor Server = new(Author.Agent, "skillmcp");

    public async Task WriteAsync(IReadOnlyList<PastRetrieval> retrievals)
    {
        if (retrievals.Count == 0)
        {
            return;
        }
        var last = retrievals.Max(retrieval => retrieval.At);
        var change = new MemoryChange { Retrievals = retrievals, ForgetRetrievalsBefore = last - Remembered };
        var admission = AdmissionControl.Admit(change, new Admission(Server));
        await store.ApplyAsync(project, admission.Change!, new AuditContext(Server, last), CancellationToken.None);
    }
}
