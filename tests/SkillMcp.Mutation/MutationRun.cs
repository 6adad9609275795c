namespace SkillMcp.Mutation;

/// <summary>Takes mutations one after another, compiles each and runs the nearest tests against it.</summary>
/// <param name="sources">What is changed.</param>
/// <param name="members">Its members.</param>
/// <param name="classes">The tests.</param>
/// <param name="root">The folder of the sources.</param>
sealed class MutationRun(Sources sources, Members members, IReadOnlyList<TestClass> classes, string root)
{
    // Tests of other folders are asked too, the quick ones first.
    const int MaxOthers = 15;

    readonly Lock gate = new();
    readonly List<(Mutation Mutation, Verdict Verdict)> judged = [];
    int next;
    int taken;

    /// <summary>Judges the first so many mutations that compile to another program.</summary>
    public async Task<IReadOnlyList<(Mutation Mutation, Verdict Verdict)>> JudgeAsync(
        IReadOnlyList<Mutation> mutations,
        int sample,
        IReadOnlyList<TestProgram> programs)
    {
        var unchanged = Path.Combine(Path.GetDirectoryName(programs[0].MemoryFile)!, "unchanged");
        if (!sources.TryCompile([], unchanged, out var errors))
        {
            throw new InvalidOperationException($"The unchanged program does not compile: {string.Join('\n', errors)}");
        }
        var original = await File.ReadAllBytesAsync(unchanged);
        await Task.WhenAll(programs.Select(program => Task.Run(async () =>
        {
            while (Take(mutations, sample) is { } mutation)
            {
                if (!await CompiledAsync(mutation, program, original))
                {
                    PutBack();
                    continue;
                }
                Note(mutation, await JudgeAsync(mutation, program), sample);
            }
        })));
        return judged;
    }

    /// <summary>Whether a mutation compiles, and to another program than the original.</summary>
    async Task<bool> CompiledAsync(Mutation mutation, TestProgram program, byte[] original) =>
        sources.TryCompile([(mutation.Tree, mutation.Applied())], program.MemoryFile, out _)
        && !(await File.ReadAllBytesAsync(program.MemoryFile)).AsSpan().SequenceEqual(original);

    async Task<Verdict> JudgeAsync(Mutation mutation, TestProgram program)
    {
        var (near, others) = TestsOf(mutation);
        if (near.Count + others.Count == 0)
        {
            return Verdict.NotReached;
        }
        foreach (var tests in new[] { near, others }.Where(tests => tests.Count > 0))
        {
            var limit = TimeSpan.FromSeconds(20 + 3 * tests.Sum(test => test.Seconds));
            switch (await program.RunAsync(tests.Select(test => test.Name), limit))
            {
                case null:
                    return Verdict.TimedOut;
                case false:
                    return Verdict.Killed;
            }
        }
        return Verdict.Survived;
    }

    /// <summary>The tests that run what was changed: those of its own folder, and quick ones of others.</summary>
    (List<TestClass> Near, List<TestClass> Others) TestsOf(Mutation mutation)
    {
        var changed = members.At(mutation.Tree, mutation.Span);
        var folder = FolderOf(mutation);
        var name = Path.GetFileNameWithoutExtension(mutation.File) + "Tests";
        var reaching = classes.Where(test => changed.Any(test.Reached.Contains)).ToList();
        var near = reaching.Where(test => test.Folder == folder || test.ShortName == name).ToList();
        return (near, [.. reaching.Except(near).OrderBy(test => test.Seconds).Take(MaxOthers)]);
    }

    /// <summary>The folder of a file, as tests mirror it; empty for the root.</summary>
    public string FolderOf(Mutation mutation)
    {
        var folder = Path.GetRelativePath(root, Path.GetDirectoryName(mutation.File)!);
        return folder.Replace('\\', '/') switch
        {
            "." or "Text" => "",
            "UseCases" or "Changes" or "Admissions" or "Requests" => "Memory",
            "Storage" => "Store",
            var other => other,
        };
    }

    Mutation? Take(IReadOnlyList<Mutation> mutations, int sample)
    {
        lock (gate)
        {
            if (taken == sample || next == mutations.Count)
            {
                return null;
            }
            taken++;
            return mutations[next++];
        }
    }

    void PutBack()
    {
        lock (gate)
        {
            taken--;
        }
    }

    void Note(Mutation mutation, Verdict verdict, int sample)
    {
        lock (gate)
        {
            judged.Add((mutation, verdict));
            Console.Error.WriteLine($"{judged.Count,4}/{sample} {verdict,-10} {mutation}");
        }
    }
}
