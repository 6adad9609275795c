namespace SkillMcp.Benchmarks.Simulation;

/// <summary>The scenarios of reports that are wrong, contradict each other or name another skill.</summary>
static class ReportScenarios
{
    const string Task = "Rotate the TLS certificate of a service behind the proxy";

    static readonly IReadOnlyList<Step> Good =
        [Step.Parse("certctl issue --for api"), Step.Parse("certctl install --target proxy"), Step.Parse("systemctl reload proxy")];

    static readonly IReadOnlyList<Step> Bad =
        [Step.Parse("openssl req -new -key old.key"), Step.Parse("scp new.crt edge:/etc/proxy"), Step.Parse("service proxy force-restart")];

    /// <summary>
    /// How many lies of one agent make more be believed of a bad skill than of one with 50 honest reports; null if that many do not.
    /// </summary>
    /// <param name="isEvidenced">Whether they come with evidence, which is made up.</param>
    /// <param name="most">The most lies that are told.</param>
    public static async Task<int?> LiesToLiftAsync(bool isEvidenced, int most)
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        var (good, bad) = (await AddAsync(memory, Good, "rotate-certificate"), await AddAsync(memory, Bad, "replace-certificate"));
        await RecordAsync(memory, good, worked: true, count: 45);
        await RecordAsync(memory, good, worked: false, count: 5);
        await RecordAsync(memory, bad, worked: false, count: 4);
        for (var lie = 1; lie <= most; lie++)
        {
            memory.Wait(TimeSpan.FromMinutes(1));
            await memory.RecordAsync(bad, worked: true, isEvidenced, retrieval: null);
            if ((await memory.Memory.GetAsync(bad)).Belief > (await memory.Memory.GetAsync(good)).Belief)
            {
                return lie;
            }
        }
        return null;
    }

    /// <summary>How many bare failures of one agent archive a skill with 200 evidenced successes; null if that many do not.</summary>
    public static async Task<int?> FailuresToSinkAsync(int most)
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        var skill = await AddAsync(memory, Good, "rotate-certificate");
        await RecordAsync(memory, skill, worked: true, count: 200, isEvidenced: true);
        return await FailuresToArchiveAsync(memory, skill, most);
    }

    /// <summary>The seed's own case: how many bare failures archive a skill that was learned from one self-reported run.</summary>
    public static async Task<int?> FailuresAfterOneSuccessAsync(int most)
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        return await FailuresToArchiveAsync(memory, await AddAsync(memory, Good, "rotate-certificate"), most);
    }

    /// <summary>Whether a success archives a skill, after nine failures since it was restored.</summary>
    public static async Task<bool> SuccessArchivesAsync()
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        var skill = await AddAsync(memory, Good, "rotate-certificate");
        await FailuresToArchiveAsync(memory, skill, most: 20);
        await memory.Memory.CurateAsync(new CurateRequest { Skill = skill, Action = CurateAction.Restore }, new Actor(Author.Person));
        await RecordAsync(memory, skill, worked: false, count: 9);
        await RecordAsync(memory, skill, worked: true, count: 1);
        return !(await memory.Memory.GetAsync(skill)).IsActive;
    }

    /// <summary>The reliability before and after a fix is stored with the retrieval of which a failure was reported.</summary>
    public static async Task<(double Before, double After)> StoredFixAsync()
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        var skill = await AddAsync(memory, Good, "rotate-certificate");
        await RecordAsync(memory, skill, worked: true, count: 1);
        var handed = await memory.RetrieveAsync(Task);
        await memory.RecordAsync(skill, worked: false, isEvidenced: false, handed!.Retrieval);
        var before = (await memory.Memory.GetAsync(skill)).Reliability;
        IReadOnlyList<Step> repaired = [Good[0], Step.Parse("proxyctl load --certificate api"), Good[2]];
        await memory.LearnAsync(Task, repaired, isEvidenced: false, handed.Retrieval);
        return (before, (await memory.Memory.GetAsync(skill)).Reliability);
    }

    /// <summary>What remains after a component of a composite failed so often, by the number of the failed step.</summary>
    public static async Task<(bool CompositeIsActive, bool ComponentIsActive, double ComponentReliability)> FailedComponentAsync(
        int failures)
    {
        await using var memory = await LibraryMemory.NewAsync(seed: 1);
        var migrate = await AddAsync(memory, "Migrate the orders database schema", "migrate-orders",
            "pg_dump orders > backup.sql", "alembic upgrade head", "psql orders -c 'select 1'");
        var deploy = await AddAsync(memory, "Deploy the orders service to kubernetes", "deploy-orders",
            "docker build -t orders .", "docker push orders", "kubectl rollout restart deployment/orders");
        var composed = await memory.ComposeAsync([migrate, deploy], "release-orders", "Release the orders service: migrate, then deploy");
        for (var failure = 0; failure < failures && (await memory.Memory.GetAsync(composed.Skill.Name)).IsActive; failure++)
        {
            memory.Wait(TimeSpan.FromMinutes(10));
            await memory.RecordAsync(
                composed.Skill.Name, worked: false, isEvidenced: false, retrieval: null, "the deployment was renamed", failedStep: 6);
        }
        var component = await memory.Memory.GetAsync(deploy);
        return ((await memory.Memory.GetAsync(composed.Skill.Name)).IsActive, component.IsActive, component.Reliability);
    }

    static async Task<int?> FailuresToArchiveAsync(LibraryMemory memory, SkillName skill, int most)
    {
        for (var failure = 1; failure <= most; failure++)
        {
            memory.Wait(TimeSpan.FromMinutes(1));
            await memory.RecordAsync(skill, worked: false, isEvidenced: false, retrieval: null);
            if (!(await memory.Memory.GetAsync(skill)).IsActive)
            {
                return failure;
            }
        }
        return null;
    }

    static Task<SkillName> AddAsync(LibraryMemory memory, string task, string name, params string[] steps) =>
        AddAsync(memory, task, name, [.. steps.Select(Step.Parse)]);

    static Task<SkillName> AddAsync(LibraryMemory memory, IReadOnlyList<Step> steps, string name) =>
        AddAsync(memory, Task, name, steps);

    static async Task<SkillName> AddAsync(LibraryMemory memory, string task, string name, IReadOnlyList<Step> steps)
    {
        var learned = await memory.LearnAsync(task, steps, isEvidenced: false, retrieval: null, name);
        return learned.Skill!.Name;
    }

    static async Task RecordAsync(LibraryMemory memory, SkillName skill, bool worked, int count, bool isEvidenced = false)
    {
        for (var report = 0; report < count; report++)
        {
            memory.Wait(TimeSpan.FromMinutes(10));
            await memory.RecordAsync(skill, worked, isEvidenced, retrieval: null);
        }
    }
}
