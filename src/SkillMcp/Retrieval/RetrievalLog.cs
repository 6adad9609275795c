namespace SkillMcp.Retrieval;

/// <summary>
/// Writes retrievals to the store in the background, so that answers do not wait for it, and those of a moment in one batch.
/// What cannot be written, as to a read-only file, is dropped: a report without its retrieval still counts.
/// </summary>
/// <param name="write">What writes it down.</param>
sealed class RetrievalLog(Func<IReadOnlyList<PastRetrieval>, Task> write)
{
    const int MaxPending = 1_000;

    // Each write makes every reader of the file, in any process, read its pages again: a burst of answers is one write.
    static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(50);

    readonly Lock gate = new();
    readonly Queue<PastRetrieval> pending = [];
    TaskCompletionSource flushRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task? writing;

    /// <summary>Queues a retrieval, and returns at once. If too many are queued, the oldest is dropped.</summary>
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

    /// <summary>Waits until all queued retrievals are written or dropped. Throws if writing failed by a fault of ours.</summary>
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
                await write(batch);
            }
            catch (SkillException)
            {
                // The file can be read and not written: the answers were given, and only their log is lost.
            }
            catch
            {
                // The fault reaches the callers of FlushAsync through this task; the next retrieval starts a new one.
                lock (gate)
                {
                    writing = null;
                }
                throw;
            }
        }
    }

    /// <summary>The retrievals of the next moment, or at a flush those queued by now; none ends the writing.</summary>
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
