using SkillMcp.Retrieval;
using SkillMcp.Tests.Memory;
using SkillMcp.UseCases;

namespace SkillMcp.Tests.Retrieval;

public sealed class RetrievalLogTests
{
    [Fact]
    public async Task What_is_screened_is_written()
    {
        await using var open = await OpenMemory.NewAsync();
        var log = Log(open, task => task.ToUpperInvariant());
        var retrieval = Retrieval(1);

        log.Note(retrieval);
        await log.FlushAsync(CancellationToken.None);

        Assert.Equal("TASK 1", (await open.Store.FindRetrievalAsync(Project.Everybody, retrieval.Id, default))!.Task);
    }

    [Fact]
    public async Task Where_nothing_was_noted_there_is_nothing_to_wait_for()
    {
        await using var open = await OpenMemory.NewAsync();

        await Log(open, task => task).FlushAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Of_more_than_a_thousand_that_wait_the_oldest_are_dropped()
    {
        await using var open = await OpenMemory.NewAsync();
        using var release = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = Log(open, task =>
        {
            blocked.TrySetResult();
            release.Wait();
            return task;
        });
        log.Note(Retrieval(0));
        await blocked.Task;
        var waiting = Enumerable.Range(1, 1_001).Select(Retrieval).ToList();

        waiting.ForEach(log.Note);
        release.Set();
        await log.FlushAsync(CancellationToken.None);

        Assert.Null(await open.Store.FindRetrievalAsync(Project.Everybody, waiting[0].Id, default));
        Assert.NotNull(await open.Store.FindRetrievalAsync(Project.Everybody, waiting[1].Id, default));
        Assert.NotNull(await open.Store.FindRetrievalAsync(Project.Everybody, waiting[^1].Id, default));
    }

    [Fact]
    public async Task A_fault_reaches_those_who_flush_and_the_next_retrieval_is_written()
    {
        await using var open = await OpenMemory.NewAsync();
        using var release = new ManualResetEventSlim();
        var isBroken = true;
        var log = Log(open, task =>
        {
            release.Wait();
            return isBroken ? throw new InvalidOperationException("broken") : task;
        });
        log.Note(Retrieval(1));
        var flushed = log.FlushAsync(CancellationToken.None);
        release.Set();

        await Assert.ThrowsAsync<InvalidOperationException>(() => flushed);

        isBroken = false;
        var next = Retrieval(2);
        log.Note(next);
        await log.FlushAsync(CancellationToken.None);
        Assert.NotNull(await open.Store.FindRetrievalAsync(Project.Everybody, next.Id, default));
    }

    /// <summary>A log that writes to a memory what a screen makes of each task.</summary>
    static RetrievalLog Log(OpenMemory open, Func<string, string> screen) => new(batch =>
        new RetrievalRecorder(open.Store, Project.Everybody).WriteAsync(
            [.. batch.Select(retrieval => retrieval with { Task = screen(retrieval.Task) })]));

    static PastRetrieval Retrieval(int number) => new(Guid.CreateVersion7(), $"task {number}", [], InMemoryRanking.Now);
}
