namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A task that can be done in two ways, whose true chances a scenario sets; and an agent that follows what it is handed.</summary>
sealed class TwoWays(ISimulatedMemory memory, double evidenced, Random random)
{
    // What an agent manages without a procedure.
    const double Unaided = 0.5;

    static readonly string[] Wordings =
    [
        "Upgrade the container runtime of a kubernetes worker node",
        "upgrade the container runtime on one kubernetes node",
        "Upgrade container runtime, kubernetes worker node",
    ];

    public static IReadOnlyList<Step> First { get; } =
    [
        Step.Parse("kubectl drain node-3 --ignore-daemonsets"),
        Step.Parse("apt-get install -y containerd"),
        Step.Parse("systemctl restart containerd"),
        Step.Parse("kubectl uncordon node-3"),
    ];

    /// <summary>The other way: as long, and with all safeguards of the first.</summary>
    public static IReadOnlyList<Step> Second { get; } =
    [
        Step.Parse("kubectl drain node-3 --ignore-daemonsets"),
        Step.Parse("crictl rmi --prune"),
        Step.Parse("nodeadm upgrade-runtime --channel stable"),
        Step.Parse("systemctl restart kubelet"),
        Step.Parse("kubectl uncordon node-3"),
    ];

    public bool IsEvidenced => random.NextDouble() < evidenced;

    public Task AddFirstAsync() => memory.AddAsync(Wordings[0], First, IsEvidenced);

    public Task AddSecondAsync() => memory.AddAsync(Wordings[0], Second, IsEvidenced);

    /// <summary>The task comes up once.</summary>
    /// <param name="first">The true chance of the first way.</param>
    /// <param name="second">The true chance of the second.</param>
    public async Task<Use> UseAsync(double first, double second)
    {
        var task = Wordings[random.Next(Wordings.Length)];
        if (await memory.RetrieveAsync(task) is not { } handed)
        {
            return new Use(task, Handed: null, IsSecond: false, random.NextDouble() < Unaided, IsArchived: false);
        }
        var isSecond = IsSecondWay(handed.Steps);
        var worked = random.NextDouble() < (isSecond ? second : first);
        return new Use(task, handed, isSecond, worked, await memory.ReportAsync(handed, worked, IsEvidenced));
    }

    /// <summary>The task comes up several times.</summary>
    public async Task UseAsync(int times, double first, double second)
    {
        for (var use = 0; use < times; use++)
        {
            await UseAsync(first, second);
        }
    }

    public Task StoreSecondAsync(Use use) => memory.StoreAsync(use.Task, Second, IsEvidenced);

    public static bool IsSecondWay(IEnumerable<Step> steps) =>
        steps.Any(step => step.Text.StartsWith("nodeadm", StringComparison.Ordinal));
}

/// <summary>What happened when a task came up.</summary>
/// <param name="Task">How it was worded.</param>
/// <param name="Handed">What was handed over; null for nothing.</param>
/// <param name="IsSecond">Whether that was the second way.</param>
/// <param name="Worked">Whether it worked.</param>
/// <param name="IsArchived">Whether the skill was archived for it.</param>
sealed record Use(string Task, Handed? Handed, bool IsSecond, bool Worked, bool IsArchived);
