namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A memory that keeps what a scenario begins with, and is told nothing more.</summary>
sealed class FrozenMemory(ISimulatedMemory memory) : ISimulatedMemory
{
    public Task AddAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced) => memory.AddAsync(task, steps, isEvidenced);

    public Task<Handed?> RetrieveAsync(string task) => memory.RetrieveAsync(task);

    public Task<bool> ReportAsync(Handed handed, bool worked, bool isEvidenced) => Task.FromResult(false);

    public Task StoreAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced) => Task.CompletedTask;

    public Task RefineAsync(Handed handed, IReadOnlyList<Step> steps, bool isEvidenced) => Task.CompletedTask;

    public ValueTask DisposeAsync() => memory.DisposeAsync();
}
