namespace SkillMcp.Retrieval;

/// <summary>
/// What was handed out, on its way to the store: the answer does not wait for it, and what is handed out shortly after goes along.
/// What cannot be written (a read-only file, say) is dropped: a report without its retrieval still counts.
/// </summary>
/// <param name="write">What writes it down.</param>
sealed class RetrievalLog(Func<IReadOnlyList<PastRetrieval>, Task> write)
{
    const int MostPending = 1_000;

    // Each write makes every reader of the file, in whatever process, read its pages anew: a burst of answers is one write.
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    readonly Lock gate = new();
    readonly Queue<PastRetrieval> pending = [];
    TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
            if (writing is null)
            {
                return Task.CompletedTask;
            }
            wanted.TrySetResult();
            return writing.WaitAsync(cancel);
        }
    }

    async Task WriteAsync()
    {
        while (await GatherAsync() is { Count: > 0 } batch)
        {
            try
            {
                await write(batch);
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
    async Task<List<PastRetrieval>> GatherAsync()
    {
        await Task.WhenAny(wanted.Task, Task.Delay(Gathering));
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
                wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return batch;
        }
    }
}
