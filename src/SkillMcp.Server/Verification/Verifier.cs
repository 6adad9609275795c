using System.Collections.Frozen;
using SkillMcp.Checks;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Verification;

/// <summary>Verifies skills: makes their checks, runs their steps where that is asked for, and records what was seen.</summary>
/// <param name="memory">The memory.</param>
/// <param name="checks">Makes the checks.</param>
/// <param name="commands">Runs the steps.</param>
/// <param name="actor">Who asked for it.</param>
sealed class Verifier(SkillMemory memory, CheckRunner checks, CommandRunner commands, Actor actor)
{
    // How it ended, and how long it took: CommandRunner.Describe.
    const int LinesBeforeOutput = 2;

    // More would be a long wait for little.
    const int MaxAsked = 8;

    // What they do has not changed for decades.
    static readonly FrozenSet<string> OfEverySystem =
    [
        "sh", "bash", "dash", "env", "test", "[", "grep", "egrep", "fgrep", "ls", "cat", "find", "sed", "awk", "head", "tail", "xargs",
        "sort", "uniq", "wc", "cut", "tr", "mkdir", "rmdir", "cp", "mv", "rm", "ln", "touch", "chmod", "chown", "date", "sleep", "timeout",
        "nice", "printf", "echo", "tee", "diff", "cmp", "stat", "basename", "dirname", "id", "uname", "hostname", "kill", "ps",
    ];

    /// <summary>
    /// The text of a skill with values in place: those that are given, else its defaults, else the examples of earlier runs.
    /// </summary>
    /// <exception cref="SkillException">A value is given that it has no parameter for.</exception>
    public Task<Procedure> FilledAsync(Skill skill, IReadOnlyDictionary<string, string> arguments, CancellationToken cancel) =>
        FilledAsync(skill, arguments, static _ => true, cancel);

    /// <summary>The same without the examples: what an earlier run was about proves nothing of the run that is reported.</summary>
    /// <exception cref="SkillException">A value is given that it has no parameter for.</exception>
    public Task<Procedure> FilledForRunAsync(Skill skill, IReadOnlyDictionary<string, string> arguments, CancellationToken cancel) =>
        FilledAsync(skill, arguments, static _ => false, cancel);

    async Task<Procedure> FilledAsync(
        Skill skill, IReadOnlyDictionary<string, string> arguments, Predicate<string> mayUseExample, CancellationToken cancel)
    {
        var procedure = (await memory.LayOutAsync(skill, cancel)).Procedure;
        var names = procedure.Parameters.Select(parameter => parameter.Name).ToList();
        if (arguments.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new SkillException(names.Count == 0
                ? $"'{skill.Name}' has no parameters: leave --arg {unknown} out."
                : $"'{skill.Name}' has no parameter '{unknown}'. Its parameters: {string.Join(", ", names)}.");
        }
        var parameters = procedure.Parameters.Select(
            parameter => mayUseExample(parameter.Example) ? parameter : parameter with { Example = "" });
        procedure = procedure with { Parameters = [.. parameters] };
        return procedure.Filled(ValuesOf(procedure, arguments));
    }

    /// <summary>The values that a procedure is filled with.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(Procedure procedure, IReadOnlyDictionary<string, string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in procedure.Parameters)
        {
            var known = arguments.GetValueOrDefault(parameter.Name) ?? parameter.Default ?? (parameter.IsSecret ? "" : parameter.Example);
            if (known.Length > 0)
            {
                values[parameter.Name] = known;
            }
        }
        return values;
    }

    /// <summary>How values that are missing are given at the terminal.</summary>
    public static string AsArguments(IEnumerable<string> names) => string.Join(' ', names.Select(name => $"--arg {name}=…"));

    /// <summary>Makes the checks of a procedure with its values in place, after its steps where they are to be run.</summary>
    /// <param name="filled">The procedure.</param>
    /// <param name="withSteps">Whether its steps are run first, and then everything is as of this run.</param>
    /// <param name="since">When the run began that is verified, if not now; null if that is not known.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SkillException">It states no check, or a step cannot be run.</exception>
    public async Task<SkillVerification> VerifyAsync(Procedure filled, bool withSteps, DateTimeOffset? since, CancellationToken cancel)
    {
        var stated = CheckReader.ChecksOf(filled);
        var results = new List<CheckResult>();
        if (withSteps)
        {
            var (steps, failedStep) = await RunAsync(StepRun.Of(filled), cancel);
            if (steps.Verdict != CheckVerdict.Holds)
            {
                return new SkillVerification([steps], failedStep);
            }
            results.Add(steps);
        }
        var versions = new List<ProgramVersion>();
        foreach (var check in stated)
        {
            var result = await checks.RunAsync(check, since, cancel);
            results.Add(result);
            versions.AddRange(VersionsIn(check, result));
        }
        return new SkillVerification(results) { Versions = [.. versions.DistinctBy(version => version.Program)] };
    }

    /// <summary>
    /// Makes the checks of a skill. One that fails with the version or the day of an earlier run proves nothing: another may be there by
    /// now.
    /// </summary>
    /// <param name="skill">The skill.</param>
    /// <param name="filled">Its text with all values in place.</param>
    /// <param name="arguments">The values that were given for it.</param>
    /// <param name="withSteps">Whether its steps are run first, and then everything is as of this run.</param>
    /// <param name="since">When the run began that is verified, if not now; null if that is not known.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SkillException">It states no check, or a step cannot be run.</exception>
    public async Task<SkillVerification> VerifyAsync(
        Skill skill,
        Procedure filled,
        IReadOnlyDictionary<string, string> arguments,
        bool withSteps,
        DateTimeOffset? since,
        CancellationToken cancel)
    {
        var seen = await VerifyAsync(filled, withSteps, since, cancel);
        if (withSteps || seen.Outcome != Outcome.Failure)
        {
            return seen;
        }
        var lasting = await FilledAsync(skill, arguments, example => !PassingValue.Is(example), cancel);
        var open = TextsOf(filled).Zip(TextsOf(lasting)).DistinctBy(pair => pair.First).ToDictionary();
        return seen with
        {
            Checks =
            [
                .. CheckReader.ChecksOf(filled).Zip(seen.Checks, (stated, result) => result.Verdict == CheckVerdict.Fails
                    ? CheckRunner.WithoutValue(open[stated.Condition]) ?? result
                    : result),
            ],
        };
    }

    /// <summary>What a check is read from.</summary>
    static IEnumerable<string> TextsOf(Procedure procedure) =>
        procedure.Postconditions.Concat(procedure.Steps.Select(step => step.Text));

    /// <summary>What was seen, with the versions of the programs of steps and checks, which are asked for them.</summary>
    public async Task<SkillVerification> WithVersionsAsync(SkillVerification seen, Procedure filled, CancellationToken cancel)
    {
        if (seen.Outcome is null)
        {
            return seen;
        }
        var known = seen.Versions.Select(version => version.Program);
        var asked = await commands.VersionsAsync(ProgramsOf(filled).Where(program => !known.Contains(Path.GetFileName(program))), cancel);
        return seen with { Versions = [.. seen.Versions.Concat(asked).Take(ProgramVersion.MaxPerRun)] };
    }

    /// <summary>The programs whose versions matter, by name or path, and what these run on.</summary>
    static IEnumerable<string> ProgramsOf(Procedure filled)
    {
        var checks = CheckReader.ChecksOf(filled).Select(stated => stated.Check).OfType<CommandCheck>().Select(check => check.Command);
        return filled.Steps.Select(StepCommand.In).OfType<string>().Concat(checks).SelectMany(ProgramsIn)
            .Concat(UsedPrograms.Of(filled))
            .DistinctBy(Path.GetFileName).Where(program => !OfEverySystem.Contains(Path.GetFileName(program))).Take(MaxAsked);
    }

    static IEnumerable<string> ProgramsIn(string command)
    {
        try
        {
            return [.. ShellPrograms.In(command)];
        }
        catch (UnreadableShellException)
        {
            return [];
        }
    }

    /// <summary>The versions that a check asks for itself.</summary>
    IEnumerable<ProgramVersion> VersionsIn(ConditionCheck check, CheckResult result) =>
        check.Check is CommandCheck command && result.Verdict is CheckVerdict.Holds or CheckVerdict.Fails && commands.RunsWhatIsHere
            ? VersionReader.In(command.Command, string.Join('\n', result.Observed.Split('\n').Skip(LinesBeforeOutput)))
            : [];

    /// <summary>Records what was seen as an outcome that is verified.</summary>
    /// <returns>Null if it is not known how it ended: then nothing is recorded.</returns>
    public async Task<Recorded?> RecordAsync(
        Skill skill, SkillVerification seen, IReadOnlyDictionary<string, string> arguments, CancellationToken cancel) =>
        seen.Outcome is not { } outcome ? null : await memory.RecordAsync(
            new Report
            {
                Skill = skill.Name,
                Outcome = outcome,
                IsVerified = true,
                FailedStep = seen.FailedStep,
                Notes = Truncate.To(seen.Notes, Evidence.MaxLength),
                Versions = seen.Versions,
                Evidence = seen.Evidence,
                Arguments = arguments,
            },
            actor,
            cancel);

    async Task<(CheckResult Result, int FailedStep)> RunAsync(StepRun steps, CancellationToken cancel)
    {
        var text = Quantity.Of(steps.Commands.Count, "step");
        foreach (var (at, command) in steps.Commands.Index())
        {
            if (commands.Objection(command) is { } objection)
            {
                return (new CheckResult(text, CheckVerdict.NotAllowed, $"step {at + 1}: {objection}"), 0);
            }
        }
        var result = await commands.RunAsync(steps.Script, cancel);
        if (CommandRunner.Hindrance(result) is { } hindrance)
        {
            return (CheckResult.CouldNotRun(text, $"{hindrance}: {steps.Describe(result)}"), 0);
        }
        var isDone = result.ExitCode == 0;
        var ended = new CheckResult(text, isDone ? CheckVerdict.Holds : CheckVerdict.Fails, steps.Describe(result))
        {
            Kind = EvidenceKind.ExitCode,
        };
        return (ended, isDone ? 0 : steps.FailedStep(result));
    }
}
