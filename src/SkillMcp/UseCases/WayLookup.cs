using SkillMcp.Formation;
using SkillMcp.Ways;

namespace SkillMcp.UseCases;

/// <summary>Reads the ways of skills, and the texts that were handed over.</summary>
sealed class WayLookup(IMemoryStore store, Project project, TimeProvider time)
{
    // A failure of yesterday says little about why a text was written today.
    static readonly TimeSpan JustNow = TimeSpan.FromDays(1);

    const int LastReports = 10;

    // A first bare failure of what was proved weighs this much.
    const double MinWeightOfReason = 0.5;

    /// <summary>The ways of a skill in order, with what is known of each beside the others.</summary>
    public async Task<IReadOnlyList<SkillWay>> OfAsync(Guid skill, CancellationToken cancel)
    {
        var ways = await store.WaysAsync(project, skill, cancel);
        return ways.Count < 2 || ways.FirstOrDefault(way => way.IsCurrent) is not { } current
            ? ways
            : [.. ways.Select(way => way with
            {
                Way = way.Way with { Risk = RiskOf(current, way), IsMended = ways.Any(other => Mends(other, way)) },
            })];
    }

    /// <summary>
    /// A skill with the text of the version that was handed over, and with all pitfalls that are known of that text, so that what is told
    /// again is recognised even if it is not shown any more.
    /// </summary>
    public async Task<Skill> HandedAsync(Skill skill, int version, CancellationToken cancel)
    {
        var handed = await InVersionAsync(skill, version, cancel);
        return handed with { Pitfalls = await store.PitfallsAsync(project, skill.Id, handed.Version, cancel) };
    }

    async Task<Skill> InVersionAsync(Skill skill, int version, CancellationToken cancel)
    {
        if (version == skill.Version)
        {
            return skill;
        }
        var ways = await store.WaysAsync(project, skill.Id, cancel);
        var text = ways.Select(way => way.Text).FirstOrDefault(text => text.Number == version)
            ?? (await store.VersionsAsync(project, skill.Id, cancel)).FirstOrDefault(text => text.Number == version);
        return text is null ? skill : With(skill, text);
    }

    /// <summary>A skill with another text than its current one.</summary>
    public static Skill With(Skill skill, SkillVersion text) => skill with
    {
        Version = text.Number,
        Way = text.Way,
        Procedure = text.Procedure,
        Pitfalls = text.Pitfalls,
    };

    /// <summary>Whether a skill has just failed, so that whoever changes its text saw what was wrong.</summary>
    /// <param name="skill">The id of the skill.</param>
    /// <param name="retrieval">The retrieval that the change follows; null if that is not known.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<bool> HasJustFailedAsync(Guid skill, Guid? retrieval, CancellationToken cancel)
    {
        var last = await store.ExecutionsAsync(project, skill, ExecutionFilter.All, LastReports, cancel);
        var newest = last.FirstOrDefault(execution => execution.Outcome != Outcome.NotUsed);
        var isNewest = newest is { Outcome: Outcome.Failure } && SaysMuch(newest) && time.GetUtcNow() - newest.At < JustNow;
        return isNewest || retrieval is { } followed && await HasFailedAsync(skill, followed, cancel);
    }

    /// <summary>Whether a failure of a skill was reported for a retrieval.</summary>
    public async Task<bool> HasFailedAsync(Guid skill, Guid retrieval, CancellationToken cancel)
    {
        var filter = new ExecutionFilter { Retrieval = retrieval };
        var reports = await store.ExecutionsAsync(project, skill, filter, LastReports, cancel);
        return reports.Any(execution => execution.Outcome == Outcome.Failure);
    }

    /// <summary>Whether a principal has just reported that a skill failed for a task of the same words.</summary>
    public async Task<bool> HasFailedForAsync(Guid skill, string principal, string task, CancellationToken cancel)
    {
        var words = Words.WithFunctionWords(task).ToHashSet(StringComparer.Ordinal);
        var last = await store.ExecutionsAsync(project, skill, ExecutionFilter.All, LastReports, cancel);
        return last.Any(execution => execution.Outcome == Outcome.Failure
            && execution.Principal == principal
            && time.GetUtcNow() - execution.At < JustNow
            && words.Count > 0 && words.SetEquals(Words.WithFunctionWords(execution.Task)));
    }

    // What passes by itself, or was said before, is no reason to write another text.
    static bool SaysMuch(Execution failure) => failure.Weight is null or >= MinWeightOfReason;

    /// <summary>
    /// Whether a way failed the last times too, each time with something that passes by itself: then it does not.
    /// </summary>
    public async Task<bool> KeepsFailingAsync(Guid skill, int way, CancellationToken cancel)
    {
        var last = await store.ExecutionsAsync(project, skill, ExecutionFilter.All, LastReports, cancel);
        var ofWay = last
            .Where(execution => execution.Way == way && execution.Outcome != Outcome.NotUsed)
            .Take(Pitfall.MaxTransient)
            .ToList();
        return ofWay.Count == Pitfall.MaxTransient && ofWay.TrueForAll(execution =>
            execution.Outcome == Outcome.Failure && PitfallExtraction.IsTransient(execution.Notes, execution.Evidence));
    }

    /// <summary>
    /// The change that gives the pitfall of a failure its step: what a run of the same retrieval then did in its place is what failed.
    /// Null if there is no such failure, or more than one step was changed.
    /// </summary>
    /// <param name="skill">The skill as it was read.</param>
    /// <param name="versions">Its versions.</param>
    /// <param name="added">The version that went well; null if none is added.</param>
    /// <param name="retrieval">The retrieval that both followed; null if that is not known.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<MemoryChange?> MendedAsync(
        Skill skill, IReadOnlyList<SkillVersion> versions, SkillVersion? added, Guid? retrieval, CancellationToken cancel)
    {
        if (added is null || retrieval is null)
        {
            return null;
        }
        var filter = new ExecutionFilter { Retrieval = retrieval };
        var reports = await store.ExecutionsAsync(project, skill.Id, filter, LastReports, cancel);
        var failed = reports.FirstOrDefault(report => report is { Outcome: Outcome.Failure, Pitfall: { Step: 0, IsTip: false } });
        var followed = versions.FirstOrDefault(version => version.Number == failed?.Version);
        if (failed is null || followed is null
            || FailedStep.MendedIn(followed.Procedure.Steps, added.Procedure.Steps) is not (> 0 and var step))
        {
            return null;
        }
        var corrected = new CorrectedExecution(failed, failed with { Pitfall = failed.Pitfall! with { Step = step } });
        return new MemoryChange { Skills = [new SkillChange { Before = skill, After = skill, Correction = corrected }] };
    }

    static string RiskOf(SkillWay current, SkillWay way) => way.IsCurrent
        ? ""
        : WayRisk.Of(
            current.Text.Procedure.Steps,
            way.Text.Procedure.Steps,
            way.Text.IsAfterFailure,
            mayEndEarlier: way.Way.Status == WayStatus.Earlier);

    /// <summary>Whether a way was written because another one, or one like that, had failed.</summary>
    static bool Mends(SkillWay way, SkillWay other) =>
        way.Text.IsAfterFailure && way.Number > other.Number && other.Record.Failures.Total > 0;
}
