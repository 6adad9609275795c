namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A memory that scenarios are played on.</summary>
interface ISimulatedMemory : IAsyncDisposable
{
    /// <summary>Tells a run that a scenario begins with.</summary>
    Task AddAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced);

    /// <summary>What is handed over whole for a task; null if nothing is.</summary>
    Task<Handed?> RetrieveAsync(string task);

    /// <summary>Reports how following a procedure ended.</summary>
    /// <returns>Whether its skill was archived for it.</returns>
    Task<bool> ReportAsync(Handed handed, bool worked, bool isEvidenced);

    /// <summary>Tells a run that worked, as store_trajectory does.</summary>
    Task StoreAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced);

    /// <summary>Tells the steps that worked in place of a procedure's, as refine_skill does.</summary>
    Task RefineAsync(Handed handed, IReadOnlyList<Step> steps, bool isEvidenced);
}
