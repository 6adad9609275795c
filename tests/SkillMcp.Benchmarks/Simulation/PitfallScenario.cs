namespace SkillMcp.Benchmarks.Simulation;

/// <summary>
/// One procedure fails for ten causes, each told in three wordings, and as often for reasons that have nothing to do with it. Then it is
/// well.
/// </summary>
static class PitfallScenario
{
    const string Task = "Publish the orders service to the cluster";
    const int Told = 5;

    static readonly string[] Steps =
    [
        "docker build -t orders:v3 .",
        "docker push registry.example.com/orders:v3",
        "kubectl set image deployment/orders orders=registry.example.com/orders:v3",
        "kubectl rollout status deployment/orders",
        "curl -f https://orders.example.com/health",
    ];

    static readonly (int Step, string[] Wordings)[] Causes =
    [
        (1,
        [
            "the base image is gone: use node:22 instead",
            "node:20 was removed, so build from node:22",
            "base image not found; node:22 works",
        ]),
        (1,
        [
            "build needs the npm token in the secret file",
            "npm token missing, pass --secret id=npm",
            "401 from npm: give the build its token",
        ]),
        (2,
        [
            "push denied until you log in to the registry",
            "log in to the registry before the push",
            "denied: run docker login first",
        ]),
        (2,
        [
            "the registry moved to images.example.com",
            "images.example.com is the registry now",
            "push to images.example.com, the old one is gone",
        ]),
        (3,
        [
            "the deployment is called orders-api now",
            "deployment orders not found, it is orders-api",
            "NotFound: it was renamed to orders-api",
        ]),
        (3,
        [
            "needs the namespace shop",
            "give -n shop, it is not in default",
            "wrong namespace: the deployment is in shop",
        ]),
        (4,
        [
            "readiness probe asks port 8080 and the service listens on 9000",
            "probe port must be 9000",
            "pods never ready: probe uses 8080, not 9000",
        ]),
        (4,
        [
            "memory limit of 128Mi is too small, raise it to 512Mi",
            "OOMKilled with 128Mi; 512Mi is enough",
            "pods are killed: set the limit to 512Mi",
        ]),
        (5,
        [
            "health is at /healthz",
            "404 on /health, the path is /healthz",
            "use /healthz for the health check",
        ]),
        (5,
        [
            "curl needs --cacert corp.pem",
            "certificate is signed by our own CA: pass --cacert corp.pem",
            "TLS verify failed without --cacert corp.pem",
        ]),
    ];

    static readonly string[] Noise =
    [
        "connection timed out, it worked on the second try", "the VPN dropped in the middle", "503 from the registry for a minute",
        "GitHub had an outage", "my laptop went to sleep", "rate limited, waited and went on", "the spot node was reclaimed",
        "could not resolve host for a moment", "the user cancelled it", "another job used up the runner's memory",
    ];

    /// <summary>What became of the causes.</summary>
    /// <param name="IsStepGiven">Whether the failed step was reported.</param>
    /// <param name="PerCause">The pitfalls for each cause that has any.</param>
    /// <param name="Noise">The share of pitfalls that are noise.</param>
    /// <param name="AtRightStep">The share of the others that name the right step.</param>
    /// <param name="AtWrongStep">The share of the others that name a wrong step; the rest names none.</param>
    /// <param name="Left">How many are still shown after as many successes as <see cref="Successes"/>.</param>
    public sealed record Figures(
        bool IsStepGiven, double PerCause, double Noise, double AtRightStep, double AtWrongStep, int Left);

    public const int Successes = 60;

    public static async Task<Figures> PlayAsync(bool isStepGiven, int seed)
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        var learned = await memory.LearnAsync(Task, [.. Steps.Select(Step.Parse)], isEvidenced: true, retrieval: null, "publish-orders");
        var skill = learned.Skill!.Name;
        await memory.Memory.CurateAsync(new CurateRequest { Skill = skill, Action = CurateAction.Pin }, new Actor(Author.Person));
        foreach (var (notes, step) in Failures(new Random(seed)))
        {
            var handed = await memory.RetrieveAsync(Task);
            await memory.RecordAsync(skill, worked: false, isEvidenced: false, handed?.Retrieval, notes, isStepGiven ? step : 0);
            await memory.RecordAsync(skill, worked: true, isEvidenced: true, retrieval: null);
        }
        var shown = (await memory.Memory.GetAsync(skill)).Pitfalls.Where(pitfall => !pitfall.IsTip).ToList();
        var real = shown.Select(pitfall => (Pitfall: pitfall, Cause: CauseOf(pitfall))).Where(one => one.Cause >= 0).ToList();
        for (var success = 0; success < Successes; success++)
        {
            var handed = await memory.RetrieveAsync(Task);
            await memory.RecordAsync(skill, worked: true, isEvidenced: true, handed?.Retrieval);
        }
        return new Figures(
            isStepGiven,
            real.Count / (double)Math.Max(1, real.DistinctBy(one => one.Cause).Count()),
            (shown.Count - real.Count) / (double)Math.Max(1, shown.Count),
            real.Count(one => one.Pitfall.Step == Causes[one.Cause].Step) / (double)Math.Max(1, real.Count),
            real.Count(one => one.Pitfall.Step > 0 && one.Pitfall.Step != Causes[one.Cause].Step) / (double)Math.Max(1, real.Count),
            (await memory.Memory.GetAsync(skill)).Pitfalls.Count(pitfall => !pitfall.IsTip));
    }

    static IEnumerable<(string Notes, int Step)> Failures(Random random)
    {
        var failures = Causes
            .SelectMany(cause => Enumerable.Range(0, Told).Select(time => (cause.Wordings[time % cause.Wordings.Length], cause.Step)))
            .Concat(Enumerable.Range(0, Causes.Length * Told).Select(time => (Noise[time % Noise.Length], 1 + time % Steps.Length)))
            .ToArray();
        random.Shuffle(failures);
        return failures;
    }

    static int CauseOf(Pitfall pitfall) => Array.FindIndex(Causes, cause =>
        Array.Exists(cause.Wordings, wording => pitfall.Text.Contains(wording, StringComparison.OrdinalIgnoreCase)));
}
