namespace SkillMcp.Retrieval;

/// <summary>
/// What was handed out, on its way to the store: the answer does not wait for it, and what comes while a write is under way goes with the next.
/// What cannot be written (a read-only file, say) is dropped: a report without its retrieval still counts.
/// </summary>
sealed class RetrievalLog(ISkillStore store, Project project)
{
    const int MostPending = 1_000;

    readonly Lock gate = new();
    readonly Queue<PastRetrieval> pending = [];
    Task? writing;

    /// <summary>Takes it, and returns at once.</summary>
    public void Note(PastRetrieval retrieval)
    {
        lock (gate)
        {
            if (pending.Count == MostPending)
            {
                pending.Dequeue();
            }
            pending.Enqueue(retrieval);
            writing ??= Task.Run(WriteAsync);
        }
    }

    /// <summary>Waits until everything that was noted is written or dropped.</summary>
    public Task FlushAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            return (writing ?? Task.CompletedTask).WaitAsync(cancel);
        }
    }

    async Task WriteAsync()
    {
        while (TakePending() is { Count: > 0 } batch)
        {
            try
            {
                await store.NoteAsync(project, batch, CancellationToken.None);
            }
            catch (SkillException)
            {
                // Reading works where writing does not.
            }
            catch
            {
                // Whoever waits for this one hears of our fault; the next one begins afresh.
                lock (gate)
                {
                    writing = null;
                }
                throw;
            }
        }
    }

    /// <summary>All that waits; nothing ends the writing.</summary>
    List<PastRetrieval> TakePending()
    {
        lock (gate)
        {
            List<PastRetrieval> batch = [.. pending];
            pending.Clear();
            if (batch.Count == 0)
            {
                writing = null;
            }
            return batch;
        }
    }
}
