using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Finds the path of a task: the commands and edits that led to its end, without looks, dead ends and what was taken back. A look at the
/// end that asks what came of the work proves it, and belongs to the path.
/// </summary>
static partial class PathExtraction
{
    const int MaxStep = 4_000;

    // What helped is among the next few attempts, or nothing did.
    const int MaxAttempts = 20;

    public static TaskPath Of(SessionTask task, string folder, bool hasMarks)
    {
        var paths = new SessionPaths(folder);
        var judged = CallJudgement.Of([.. task.Calls], hasMarks);
        var kept = Kept(judged);
        var failures = FailuresOf(judged, kept, paths);
        var said = task.Events.OfType<AgentMessage>().LastOrDefault(message => message.Subagent.Length == 0)?.Text ?? "";
        var takingBack = PersonVerdict.TakingBack(task, judged);
        var outcome = takingBack is null ? OutcomeOf(judged, kept, said, task) : Outcome.Failure;
        return new TaskPath
        {
            Task = task,
            Steps = [.. kept.Select(one => StepOf(one, paths))],
            Failures = failures,
            Ran = [.. judged.Index().Where(one => one.Item is { IsWork: true, Result: CallResult.Success or CallResult.Failure })
                .Select(one => new RanStep(StepOf(new KeptCall(one.Index, one.Item), paths), one.Item.Succeeded))],
            Outcome = outcome,
            IsTakenBack = takingBack is not null,
            Evidence = takingBack is null ? EvidenceOf(judged, kept, outcome, paths) : PersonVerdict.EvidenceOf(takingBack),
        };
    }

    /// <summary>The calls on the path, in order.</summary>
    static List<KeptCall> Kept(IReadOnlyList<JudgedCall> judged)
    {
        var kept = new List<KeptCall>();
        var lastParts = LastParts(judged);
        var firstAct = judged.TakeWhile(one => one is not { Nature: CommandNature.Act, Succeeded: true }).Count();
        for (var at = 0; at < judged.Count; at++)
        {
            if (IsStep(judged, at, firstAct))
            {
                kept.Add(new KeptCall(at, judged[at]));
            }
            else if (DoneBeforeFailure(judged, at, lastParts) is { Length: > 0 } done)
            {
                kept.Add(new KeptCall(at, judged[at]) { Part = done });
            }
        }
        var left = Superseded.Without(TakenBack.Without(kept, judged), judged);
        KeepProofs(left);
        return left;
    }

    static bool IsStep(IReadOnlyList<JudgedCall> judged, int at, int firstAct) => judged[at] switch
    {
        { Succeeded: false } => false,
        { IsEdit: true } => !ProgramNature.IsScratch(judged[at].Call.Path) || IsUsedLater(judged, at),
        { Nature: CommandNature.Act or CommandNature.Check } => true,
        // Before anything was done, it asks how things are.
        { Nature: CommandNature.Probe } => firstAct < at,
        { Nature: CommandNature.Aside, Call.Kind: ToolKind.Command } => IsWait(judged[at]),
        _ => false,
    };

    static bool IsWait(JudgedCall one) => one.Script.All(part => part.Commands.All(command =>
        command.Words is ["sleep" or "export" or "source" or "." or "wait", _, ..]));

    static bool IsUsedLater(IReadOnlyList<JudgedCall> judged, int at) =>
        judged.Skip(at + 1).Any(later =>
            later is { Succeeded: true, IsEdit: false } && CallTouches.Meet(later.Touches, judged[at].Touches));

    /// <summary>
    /// The parts of a chain of commands that had done their work when a later one failed, unless they were done again with a later attempt.
    /// </summary>
    static string DoneBeforeFailure(IReadOnlyList<JudgedCall> judged, int at, Dictionary<string, int> lastParts)
    {
        var one = judged[at];
        if (one.Result != CallResult.Failure || one.Script.Count < 2 || one.Script.SkipLast(1).Any(part => part.Joint != ShellJoint.And))
        {
            return "";
        }
        var failed = FailingPart(one);
        var done = one.Script.Take(failed).Where(part => ProgramNature.Of(part) >= CommandNature.Act).Select(part => part.Text).ToList();
        return string.Join(" && ", done.Where(text => lastParts.GetValueOrDefault(text, -1) < at));
    }

    /// <summary>Where each part of a command worked last.</summary>
    static Dictionary<string, int> LastParts(IReadOnlyList<JudgedCall> judged)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < judged.Count; at++)
        {
            foreach (var part in judged[at].Succeeded ? judged[at].Script : [])
            {
                last[part.Text] = at;
            }
        }
        return last;
    }

    /// <summary>The part of a chain that failed: the one whose program the output names as speaking, else the last one.</summary>
    static int FailingPart(JudgedCall one)
    {
        var cause = one.Cause;
        for (var at = 0; at < one.Script.Count; at++)
        {
            var words = ProgramNature.Unwrapped(one.Script[at].Commands[0].Words);
            if (words.Count > 0 && ProgramNature.Of(one.Script[at]) >= CommandNature.Check
                && cause.StartsWith(ProgramNature.ProgramOf(words[0]) + ":", StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }
        return one.Script.Count - 1;
    }

    /// <summary>
    /// Of the looks that ask what came of the work, only those behind all of it prove it, and a request to a server wherever it stands.
    /// </summary>
    static void KeepProofs(List<KeptCall> kept)
    {
        var last = kept.FindLastIndex(one => one.Judged.IsWork && one.Judged.Call.Subagent.Length == 0);
        var later = new HashSet<string>(StringComparer.Ordinal);
        for (var at = kept.Count - 1; at >= 0; at--)
        {
            var one = kept[at];
            if (one.Judged.Nature != CommandNature.Probe)
            {
                continue;
            }
            var isRepeated = !later.Add(one.Judged.Call.Command);
            var isProof = IsRequest(one.Judged) || at > last && kept.Take(at).Any(earlier => IsAskedAbout(one.Judged, earlier.Judged));
            if (isRepeated || !isProof)
            {
                kept.RemoveAt(at);
            }
        }
    }

    static bool IsRequest(JudgedCall one) =>
        one.Script.Any(part => ProgramNature.Unwrapped(part.Commands[0].Words) is ["curl" or "wget" or "http" or "https", ..]);

    /// <summary>Whether a look is about what a call made or changed: it names the same thing, or asks the same system.</summary>
    static bool IsAskedAbout(JudgedCall look, JudgedCall work)
    {
        if (!work.IsWork)
        {
            return false;
        }
        return CallTouches.Meet(look.Touches, work.Touches) || SystemsOf(look).Overlaps(SystemsOf(work));
    }

    static HashSet<string> SystemsOf(JudgedCall one) =>
    [
        .. one.Script.SelectMany(part => part.Commands)
            .Select(command => ProgramNature.Unwrapped(command.Words))
            .Where(words => words.Count > 0)
            .Select(words => SystemOf(ProgramNature.ProgramOf(words[0]))).Where(system => system.Length > 0),
    ];

    static string SystemOf(string program) => program switch
    {
        "kubectl" or "helm" or "kustomize" or "skaffold" or "oc" => "kubernetes",
        "docker" or "docker-compose" or "podman" => "docker",
        "psql" or "pg_restore" or "pg_dump" or "createdb" or "dropdb" or "alembic" or "flyway" or "pg_isready" => "postgres",
        "mysql" or "mysqldump" or "mariadb" => "mysql",
        "systemctl" or "service" or "nginx" or "ufw" => "service",
        "terraform" or "tofu" => "terraform",
        "gh" or "aws" or "gcloud" or "az" or "sqlite3" or "redis-cli" or "pm2" or "supervisorctl" or "fly" or "heroku" or "openssl"
            or "ssh" => program,
        _ => "",
    };

    static string StepOf(KeptCall kept, SessionPaths paths)
    {
        var call = kept.Judged.Call;
        if (kept.Judged.IsEdit)
        {
            return Truncate.To(EditStep.Of(paths.Relative(call.Path), paths.WithoutFolder(kept.Change ?? call.Change)), MaxStep);
        }
        var step = paths.InStep(kept.Part.Length > 0 ? kept.Part : call.Command, call.Folder);
        var isLeft = call.State == CallState.Background && !step.TrimEnd().EndsWith('&');
        return Truncate.To(isLeft ? $"{step}{CommandForm.InBackground}" : step, MaxStep);
    }

    static List<FailedCall> FailuresOf(IReadOnlyList<JudgedCall> judged, List<KeptCall> kept, SessionPaths paths)
    {
        var failures = new List<FailedCall>();
        var attempts = kept.SelectMany((one, place) => one.Judged.Goals.Select(goal => (goal, place)))
            .ToLookup(pair => pair.goal, pair => pair.place, StringComparer.Ordinal);
        for (var at = 0; at < judged.Count; at++)
        {
            var one = judged[at];
            if (one.Cause.Length == 0 || one.Call.Kind is not (ToolKind.Command or ToolKind.Edit))
            {
                continue;
            }
            var command = one.IsEdit
                ? $"edit {paths.Relative(one.Call.Path)}"
                : paths.InStep(one.Call.Command, one.Call.Folder);
            var wasRun = one.Result != CallResult.NotRun;
            failures.Add(new FailedCall(command, paths.WithoutFolder(one.Cause), one.Call.ExitCode, one.IsHidden, wasRun)
            {
                HasEnded = one.Result != CallResult.Unfinished,
                Remedy = !wasRun ? "" : RemedyOf(one, at, kept, attempts, paths),
            });
        }
        return failures;
    }

    /// <summary>
    /// What helped: if the same command worked later, the step before it that was not there the first time; else the attempt that worked.
    /// </summary>
    static string RemedyOf(JudgedCall one, int failed, List<KeptCall> kept, ILookup<string, int> attempts, SessionPaths paths)
    {
        var later = one.Goals.SelectMany(goal => attempts[goal]).Where(place => kept[place].At > failed).Order().Take(MaxAttempts).ToList();
        if (later.Count == 0)
        {
            return "";
        }
        // Of several attempts at the same goal, the same command again is the one that tells what was missing.
        var command = Whitespace.Collapse(one.Call.Command);
        var same = later.FindIndex(place => CommandAt(place) == command);
        if (same >= 0)
        {
            var before = later[same] - 1;
            return before >= 0 && kept[before].At > failed
                ? $"; it must come after `{StepAt(before)}`"
                : "; the same worked when it was tried again";
        }
        var retry = later.MaxBy(place => WordsAlike(CommandAt(place), command));
        // "ca sign" worked with one more option, but only once "ca bootstrap" had been done.
        return retry != later[0] && CommandAt(retry).StartsWith(command + " ", StringComparison.Ordinal)
            ? $"; it must come after `{StepAt(later[0])}`"
            : $"; `{StepAt(retry)}` worked instead";

        string CommandAt(int place) => Whitespace.Collapse(kept[place].Judged.Call.Command);

        string StepAt(int place) => Truncate.To(Whitespace.Collapse(StepOf(kept[place], paths)), FailedCall.MaxCommand);
    }

    /// <summary>With how many equal words two commands begin.</summary>
    static int WordsAlike(string one, string other) =>
        Whitespace.Split(one).Zip(Whitespace.Split(other)).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <summary>
    /// How the task ended: what failed last, was not tried again with success, and was not followed by other work, is its end.
    /// </summary>
    static Outcome OutcomeOf(IReadOnlyList<JudgedCall> judged, List<KeptCall> kept, string said, SessionTask task)
    {
        var mended = LastSuccesses(judged);
        var last = judged.Index().LastOrDefault(at => at.Item is var one && one.Result != CallResult.Harmless && !IsCleanUp(one)
            && (one.IsWork || one.Nature == CommandNature.Probe && !one.Succeeded && !IsMended(at, mended))).Item;
        var admits = Admission().IsMatch(Truncate.To(said, 600));
        if (kept.Count == 0)
        {
            return last is null && !admits && task.Calls.Any() && judged.Any(one => one.Succeeded) ? Outcome.Success : Outcome.Failure;
        }
        if (last is { Result: CallResult.Failure })
        {
            return Outcome.Failure;
        }
        if (last is { Result: CallResult.Unfinished or CallResult.NotRun })
        {
            return Outcome.Partial;
        }
        if (kept[^1].Judged.Call.IsFunction && AgentVerdict.IsFailure(said))
        {
            return Outcome.Failure;
        }
        var isAbandoned = task.IsLast && said.Length == 0 && judged[^1].Result is CallResult.Unfinished;
        var hasLeft = judged.Index().Any(at =>
            at.Item is { Result: CallResult.Failure or CallResult.NotRun, IsWork: true } && !IsMended(at, mended));
        return admits && hasLeft || isAbandoned ? Outcome.Partial : Outcome.Success;
    }

    /// <summary>Where each goal was reached last.</summary>
    static Dictionary<string, int> LastSuccesses(IReadOnlyList<JudgedCall> judged)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < judged.Count; at++)
        {
            foreach (var goal in judged[at].Succeeded ? judged[at].Goals : [])
            {
                last[goal] = at;
            }
        }
        return last;
    }

    static bool IsMended((int Index, JudgedCall Item) failed, Dictionary<string, int> lastSuccesses) =>
        failed.Item.Goals.Any(goal => lastSuccesses.GetValueOrDefault(goal, -1) > failed.Index);

    static bool IsCleanUp(JudgedCall one) => one.Script.Count > 0 && one.Script.All(part => part.Commands.All(command =>
        ProgramNature.Unwrapped(command.Words) is ["rm" or "kill" or "pkill" or "killall" or "rmdir", ..]
            or ["docker" or "podman", "rm" or "stop" or "rmi", ..]
            or [_, "rollback" or "undo" or "downgrade", ..] or [_, "rollout", "undo", ..] or ["git", _, "--abort", ..]));

    /// <summary>The best proof of the end: the last check, else the last step with an exit code.</summary>
    static Evidence? EvidenceOf(IReadOnlyList<JudgedCall> judged, List<KeptCall> kept, Outcome outcome, SessionPaths paths)
    {
        if (outcome != Outcome.Success)
        {
            var failed = judged.LastOrDefault(one => one is { Result: CallResult.Failure } && one.IsWork);
            var hasCode = failed?.Call.ExitCode is not (null or 0);
            return failed is null ? null : new Evidence
            {
                Kind = hasCode ? EvidenceKind.ExitCode : EvidenceKind.OutputMatch,
                Observed = hasCode
                    ? $"exit code {failed.Call.ExitCode}"
                    : Truncate.To(paths.WithoutFolder(failed.Cause), Evidence.MaxLength),
                Check = Truncate.To(paths.InStep(failed.Call.Command, failed.Call.Folder), Evidence.MaxLength),
            };
        }
        var proof = kept.LastOrDefault(one => one.Judged.Nature is CommandNature.Check or CommandNature.Probe)
            ?? kept.LastOrDefault(one => one.Judged is { IsEdit: false, Call.State: CallState.Completed });
        if (proof is null)
        {
            return null;
        }
        if (proof.Judged.Call is { IsFunction: true, ExitCode: null } call)
        {
            return Returned(call, paths);
        }
        return new Evidence
        {
            Kind = EvidenceKind.ExitCode,
            Observed = "exit code 0",
            Check = Truncate.To(StepOf(proof, paths), Evidence.MaxLength),
        };
    }

    /// <summary>What a function returned. It is no command, so the evidence names none that could be run again.</summary>
    static Evidence Returned(ToolCall call, SessionPaths paths)
    {
        const string WithoutError = "returned without an error";
        var observed = $"{paths.InStep(call.Command, "")} {WithoutError}: {call.Output}";
        return new Evidence
        {
            Kind = EvidenceKind.OutputMatch,
            Observed = Truncate.To(observed, Evidence.MaxLength),
            Expected = WithoutError,
        };
    }

    [GeneratedRegex(
        @"\b(?:(?:I|we) (?:could(?: not|n't)|can(?:not|'t)|was(?: not|n't) able|were(?: not|n't) able|am unable|failed to|did(?: not"
            + @"|n't) manage|have to stop"
            + @"|had to stop|gave up|give up)|unable to (?:complete|finish|publish|deploy|fix|build|run|proceed)|(?:still"
            + @"|again) (?:fails?|failing|broken|red)"
            + @"|(?:does|did)(?: not|n't) (?:work|succeed)|not (?:completed?|finished|published|deployed|done)|(?:giving|gave) up"
            + @"|(?:is|am|are) (?:blocked|stuck)"
            + @"|(?:build|deploy(?:ment)?|publish|tests?|migration|release) (?:has |have )?failed)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Admission();
}
