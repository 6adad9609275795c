using SkillMcp.Server.Verification;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>What is verified and what is true, where the truth is known: verdicts, skills that break, and programs that change.</summary>
/// <param name="seed">What the random choices begin with.</param>
sealed class ProofScenarios(int seed)
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Of the runs of agents, so many ask a program for its version.
    const double AskedShare = 0.5;
    const double OtherShare = 0.1;
    const double UsesADay = 0.4;
    const double BreakingShare = 0.75;

    /// <summary>How often what is verified is what is true, of skills that hold, do not, or cannot be looked at.</summary>
    public async Task<(int Right, int All)> VerdictsAsync(int skills)
    {
        var random = new Random(seed);
        await using var memory = await ProofMemory.NewAsync();
        var truth = new Dictionary<Guid, RetestResult>();
        var allowed = new List<string>();
        for (var number = 1; number <= skills; number++)
        {
            var program = $"tool-{number}";
            var kind = (RetestResult)random.Next(4);
            var outcome = Make(memory.Programs, program, random, holds: kind == RetestResult.True, isThere: kind != RetestResult.NotKnown);
            var skill = await memory.AddAsync($"use-{program}", program, outcome);
            truth.Add(skill.Id, kind);
            if (kind != RetestResult.NotAllowed)
            {
                allowed.Add(program);
            }
        }
        var tested = await memory.RetestAsync(allowed, age: null);
        return (tested.Count(one => one.Result == truth[one.Skill.Id]), truth.Count);
    }

    /// <summary>How many skills that break are found within one period after that, and what else is called broken.</summary>
    public async Task<(int Found, int Broken, int False)> BrokenAsync(int skills, int days, int period)
    {
        var random = new Random(seed + 1);
        await using var memory = await ProofMemory.NewAsync();
        var breaksAt = new Dictionary<Guid, (string Program, int Day)>();
        for (var number = 1; number <= skills; number++)
        {
            var program = $"tool-{number}";
            memory.Programs.Write(program, "exit 0", "1.0.0");
            var skill = await memory.AddAsync($"use-{program}", program, $"`{program} check` exits with 0");
            breaksAt.Add(skill.Id, (program, random.Next(2) == 0 ? int.MaxValue : random.Next(1, days - period)));
        }
        var allowed = breaksAt.Values.Select(one => one.Program).ToList();
        var foundAt = new Dictionary<Guid, int>();
        for (var day = 0; day < days; day++)
        {
            foreach (var (program, _) in breaksAt.Values.Where(one => one.Day == day))
            {
                memory.Programs.Write(program, "echo gone >&2; exit 1", "1.0.0");
            }
            foreach (var tested in (await memory.RetestAsync(allowed, period * Day)).Where(one => one.Result == RetestResult.Broken))
            {
                foundAt.TryAdd(tested.Skill.Id, day);
            }
            memory.Wait(Day);
        }
        var broken = breaksAt.Where(one => one.Value.Day < days).ToList();
        return (
            broken.Count(one => foundAt.TryGetValue(one.Key, out var day) && day >= one.Value.Day && day - one.Value.Day <= period),
            broken.Count,
            foundAt.Count(one => one.Value < breaksAt[one.Key].Day));
    }

    /// <summary>
    /// How many skills whose program comes in another major version are warned of before they fail a second time, and how often is warned
    /// where nothing changed that matters.
    /// </summary>
    public async Task<DriftFigures> DriftsAsync(int programs, int skillsEach, int days, int period)
    {
        var random = new Random(seed + 2);
        await using var memory = await ProofMemory.NewAsync();
        var used = Enumerable.Range(1, programs).Select(number => new ChangingProgram($"tool-{number}", days, random)).ToList();
        var skills = new List<ProvedSkill>();
        foreach (var program in used)
        {
            for (var number = 1; number <= skillsEach; number++)
            {
                var name = $"use-{program.Name}-{number}";
                var skill = await memory.AddAsync(name, program.Name, $"`{program.Name} check {name}` exits with 0");
                skills.Add(new ProvedSkill(skill, program, random.NextDouble() < BreakingShare));
            }
        }
        for (var day = 0; day < days; day++)
        {
            Write(memory.Programs, skills, day);
            // A server looks every few minutes; once a day is the least that it does.
            var tested = await memory.RetestAsync(used.Select(program => program.Name), (period - 1) * Day);
            var ids = tested.Select(one => one.Skill.Id).ToHashSet();
            skills.Where(skill => ids.Contains(skill.Skill.Id)).ToList().ForEach(skill => skill.Verified(day));
            foreach (var skill in skills.Where(_ => random.NextDouble() < UsesADay))
            {
                // What failed too often is archived, and nobody follows it.
                if (!await memory.IsActiveAsync(skill.Skill))
                {
                    continue;
                }
                await UseAsync(memory, skill, day, used[random.Next(used.Count)], random);
                memory.Wait(TimeSpan.FromMinutes(1));
            }
            memory.Wait(Day);
        }
        return DriftFigures.Of(skills);
    }

    /// <summary>Makes each program what it is on a day: its version, and the skills for which it fails.</summary>
    static void Write(FakePrograms programs, List<ProvedSkill> skills, int day)
    {
        foreach (var ofProgram in skills.GroupBy(skill => skill.Program))
        {
            var names = ofProgram.Where(skill => skill.IsBrokenAt(day)).Select(skill => skill.Skill.Name.Value);
            var broken = string.Join('|', names.Append("none"));
            programs.Write(ofProgram.Key.Name, $"case \"$2\" in {broken}) exit 1;; esac", ofProgram.Key.VersionAt(day));
        }
    }

    /// <summary>
    /// An agent asks for a skill, follows it and tells how it ended; now and then it asked another program for its version.
    /// </summary>
    static async Task UseAsync(ProofMemory memory, ProvedSkill skill, int day, ChangingProgram other, Random random)
    {
        var asked = random.NextDouble() < OtherShare ? other : skill.Program;
        var isAsked = random.NextDouble() < AskedShare;
        var warnings = await memory.WarningsAsync(skill.Skill);
        var isWarned = warnings.Any(warning => warning.StartsWith("proved with", StringComparison.Ordinal));
        var worked = skill.Use(day, isWarned, isAsked && asked == skill.Program);
        await memory.ReportAsync(skill.Skill, worked, isAsked ? asked.Name : null, $"{asked.Name} version {asked.VersionAt(day)}");
    }

    /// <summary>Makes what a skill's check looks at, so that it holds or not.</summary>
    /// <returns>The check.</returns>
    static string Make(FakePrograms programs, string program, Random random, bool holds, bool isThere)
    {
        var form = random.Next(5);
        if (form < 3 && isThere)
        {
            programs.Write(program, (form, holds) switch
            {
                (0, true) => "exit 0",
                (0, false) => "exit 1",
                (1, true) => "exit 3",
                (1, false) => "exit 0",
                (2, true) => "echo all is ready",
                _ => "echo nothing is",
            }, "1.0.0");
        }
        if (!isThere || form < 3)
        {
            return form switch
            {
                0 => $"`{program} check` exits with 0",
                1 => $"`{program} check` exits with 3",
                2 => $"`{program} check` prints `ready`",
                _ => $"`{program} check` passes",
            };
        }
        programs.Write(program, $"grep -q done {program}.txt", "1.0.0");
        programs.WriteFile($"{program}.txt", holds ? "it is done" : "it is not yet");
        return $"`{program} check` exits with 0";
    }
}
