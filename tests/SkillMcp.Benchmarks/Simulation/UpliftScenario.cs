namespace SkillMcp.Benchmarks.Simulation;

/// <summary>Skills of one kind, each looked at after every pair of tasks.</summary>
/// <param name="world">The truth.</param>
/// <param name="seed">What the random choices begin with.</param>
sealed class UpliftScenario(UpliftWorld world, int seed)
{
    readonly Random random = new(seed);

    /// <summary>What the rules say of so many skills.</summary>
    public UpliftRow Play(int skills)
    {
        var looked = new List<Looks>(skills);
        for (var skill = 0; skill < skills; skill++)
        {
            var (with, without, looks) = (default(ArmCounts), default(ArmCounts), new Looks(world));
            for (var pair = 1; pair <= world.Pairs; pair++)
            {
                for (var task = 0; task < world.WithEach; task++)
                {
                    with = After(with, world.With, failuresTold: 1);
                }
                without = After(without, world.Without, world.FailuresTold);
                looks.Add(new Uplift(with, without, 100 / (1 + world.WithEach)), pair);
            }
            looked.Add(looks);
        }
        return RowOf(looked);
    }

    /// <summary>What a memory says that draws, is told and counts by itself.</summary>
    public async Task<UpliftRow> PlayAsync(int skills)
    {
        var looked = new List<Looks>(skills);
        for (var skill = 0; skill < skills; skill++)
        {
            await using var memory = await LibraryMemory.NewAsync(seed + skill, new SkillMemoryOptions { MeasuredPercent = 50 });
            looked.Add(await PlayAsync(memory));
        }
        return RowOf(looked);
    }

    async Task<Looks> PlayAsync(LibraryMemory memory)
    {
        const string task = "Upgrade the container runtime of a kubernetes worker node";
        var (looks, tasks) = (new Looks(world), 0);
        await memory.AddAsync(task, TwoWays.First, isEvidenced: true);
        while (tasks < 2 * world.Pairs)
        {
            memory.Wait(TimeSpan.FromMinutes(10));
            var asked = await memory.Memory.RetrieveAsync(new RetrieveRequest { Task = task, Session = $"{tasks++}" });
            if (asked.Matches is [{ IsWhole: true } match, ..])
            {
                await memory.RecordAsync(match.Skill.Name, random.NextDouble() < world.With, isEvidenced: true, asked.RetrievalId);
            }
            else
            {
                var worked = random.NextDouble() < world.Without;
                await memory.LearnAsync(task, TwoWays.First, isEvidenced: true, asked.RetrievalId, isSuccess: worked);
            }
            if (tasks % 2 == 0)
            {
                var (_, uplift) = (await memory.Memory.UpliftsAsync())[0];
                looks.Add(uplift, tasks / 2);
            }
        }
        return looks;
    }

    ArmCounts After(ArmCounts arm, double chance, double failuresTold)
    {
        var worked = random.NextDouble() < chance;
        var isTold = worked || failuresTold >= 1 || random.NextDouble() < failuresTold;
        return new ArmCounts(arm.Tasks + 1, arm.Known + (isTold ? 1 : 0), arm.Successes + (worked ? 1 : 0));
    }

    UpliftRow RowOf(List<Looks> looked)
    {
        double Share(Func<Looks, bool> isSo) => looked.Count(isSo) / (double)looked.Count;
        var after = looked.Select(looks => looks.FirstVerdictAt).Order().ElementAt(looked.Count / 2);
        return new UpliftRow(
            world,
            Share(looks => looks.Sign == world.Sign),
            Share(looks => looks.Helps),
            Share(looks => looks.DoesHarm),
            Share(looks => looks.FirstVerdict == UpliftVerdict.NoDifference),
            after == int.MaxValue ? null : after,
            Share(looks => looks.HasMissed));
    }

    /// <summary>What was seen of one skill.</summary>
    sealed class Looks(UpliftWorld world)
    {
        public int Sign { get; private set; }

        public bool Helps { get; private set; }

        public bool DoesHarm { get; private set; }

        public bool HasMissed { get; private set; }

        public UpliftVerdict FirstVerdict { get; private set; }

        public int FirstVerdictAt { get; private set; } = int.MaxValue;

        public void Add(Uplift uplift, int pair)
        {
            var (low, high) = uplift.Interval;
            Sign = Math.Sign(uplift.Difference);
            Helps |= uplift.Verdict == UpliftVerdict.Helps;
            DoesHarm |= uplift.Verdict == UpliftVerdict.DoesHarm;
            // Below the least number nothing is shown that anybody would go by.
            var isShown = Math.Min(uplift.With.Known, uplift.Without.Known) >= Uplift.MinKnown;
            HasMissed |= isShown && !(low <= world.With - world.Without && world.With - world.Without <= high);
            if (FirstVerdictAt == int.MaxValue
                && uplift.Verdict is UpliftVerdict.Helps or UpliftVerdict.DoesHarm or UpliftVerdict.NoDifference)
            {
                (FirstVerdict, FirstVerdictAt) = (uplift.Verdict, pair);
            }
        }
    }
}
