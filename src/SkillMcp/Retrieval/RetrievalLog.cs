namespace SkillMcp.Retrieval;

/// <summary>
/// What was handed out, on its way to the store: the answer does not wait for it, and what is handed out shortly after goes along.
/// What cannot be written (a read-only file, say) is dropped: a report without its retrieval still counts.
/// </summary>
/// <param name="store">Where it goes.</param>
/// <param name="project">Whose it is.</param>
/// <param name="redact">What may be written down of a task; looked at behind the answer too, for it takes longer than the answer.</param>
sealed class RetrievalLog(ISkillStore store, Project project, Func<string, string> redact)
{
    const int MaxPending = 1_000;

    // Each write makes every reader of the file, in whatever process, read its pages anew: a burst of answers is one write.
    static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(50);

    readonly Lock gate = new();
    readonly Queue<PastRetrieval> pending = [];
    TaskCompletionSource flushRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task? writing;

    /// <summary>Takes it, and returns at once.</summary>
    public void Note(PastRetrieval retrieval)
    {
        lock (gate)
        {
            if (pending.Count == MaxPending)
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
            if (writing is null)
            {
                return Task.CompletedTask;
            }
            flushRequested.TrySetResult();
            return writing.WaitAsync(cancel);
        }
    }

    async Task WriteAsync()
    {
        while (await CollectBatchAsync() is { Count: > 0 } batch)
        {
            try
            {
                await store.NoteAsync(project, [.. batch.Select(retrieval => retrieval with { Task = redact(retrieval.Task) })], CancellationToken.None);
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

    /// <summary>What comes in the next moment, or up to now where somebody waits for it; nothing ends the writing.</summary>
    async Task<List<PastRetrieval>> CollectBatchAsync()
    {
        await Task.WhenAny(flushRequested.Task, Task.Delay(BatchDelay));
        return TakePending();
    }

    List<PastRetrieval> TakePending()
    {
        lock (gate)
        {
            List<PastRetrieval> batch = [.. pending];
            pending.Clear();
            if (batch.Count == 0)
            {
                writing = null;
                flushRequested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return batch;
        }
    }
}
