namespace SkillMcp;

/// <summary>A task that a skill was retrieved for: it raises the skill for similar tasks, or lowers it if the skill did not fit.</summary>
/// <param name="Execution">The execution that reported on the task.</param>
/// <param name="Text">The task in the caller's words.</param>
/// <param name="Served">Whether the skill served it at least in part; otherwise it was retrieved and did not fit.</param>
sealed record PastTask(Guid Execution, string Text, bool Served)
{
    /// <summary>The other words that the task was asked with.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Whether that is known from more than the word of whoever reported it.</summary>
    public bool IsProved { get; init; }

    /// <summary>
    /// The maximum number of tasks kept of a skill, of each kind: served and not.
    /// The words of more tasks would raise all skills alike.
    /// </summary>
    public const int MaxPerKind = 20;

    /// <summary>The characters of a task that are kept and compared: enough for a few sentences or the beginning of a log.</summary>
    public const int MaxLength = 1_000;

    /// <summary>The words that it is compared by, in order, repetitions included.</summary>
    public IReadOnlyList<string> Stems { get; } = Words.WithFunctionWords(Truncate.To(Text, MaxLength));

    /// <summary>
    /// The task of an execution; null if nothing is learned from it. A failure does not say whether it was the right skill,
    /// a misfit that weighs nothing does not count against it, and a task without words cannot be compared.
    /// </summary>
    public static PastTask? Of(Execution execution)
    {
        if (execution is { Outcome: Outcome.Failure } or { Outcome: Outcome.NotUsed, Weight: 0 })
        {
            return null;
        }
        var task = new PastTask(execution.Id, execution.Task, execution.Outcome != Outcome.NotUsed)
        {
            Also = execution.Also,
            IsProved = execution.EvidenceLevel != EvidenceLevel.SelfReported,
        };
        return task.Stems.Count > 0 ? task : null;
    }

    /// <summary>The tasks to keep of all that were reported one after another, the oldest first.</summary>
    public static IReadOnlyList<PastTask> Remembered(IEnumerable<PastTask> tasks) =>
        tasks.Aggregate((IReadOnlyList<PastTask>)[], Remembered);

    /// <summary>
    /// The tasks to keep when one more is reported: the newest and most different.
    /// A task of the same words replaces the earlier one, of either kind, unless it lacks the other words that the earlier one has. That
    /// the skill did not fit it, which may be said for any reason, does not replace that it served it with evidence.
    /// If there are more than <see cref="MaxPerKind"/> of a kind, the one that is most similar to a newer one is dropped.
    /// </summary>
    /// <param name="known">The tasks kept so far, the oldest first.</param>
    /// <param name="added">The task that was just reported.</param>
    public static IReadOnlyList<PastTask> Remembered(IReadOnlyList<PastTask> known, PastTask added)
    {
        var repeated = known.Where(task => task.Stems.ToHashSet(StringComparer.Ordinal).SetEquals(added.Stems)).ToList();
        var isContested = !added.Served && !added.IsProved && repeated.Exists(task => task.Served && task.IsProved);
        if (isContested || added.Also.Count == 0 && repeated.Exists(task => task.Served == added.Served && task.Also.Count > 0))
        {
            return known;
        }
        List<PastTask> all = [.. known.Except(repeated), added];
        var kind = all.Where(task => task.Served == added.Served).ToList();
        if (kind.Count > MaxPerKind)
        {
            // Of equally similar tasks MaxBy returns the first, which is the oldest.
            all.Remove(kind[..^1].MaxBy(task => kind.SkipWhile(other => other != task).Skip(1).Max(task.Similarity))!);
        }
        return all;
    }

    /// <summary>Jaccard's coefficient of the words, 0-1.</summary>
    double Similarity(PastTask other)
    {
        var shared = Stems.Intersect(other.Stems, StringComparer.Ordinal).Count();
        return (double)shared / Stems.Union(other.Stems, StringComparer.Ordinal).Count();
    }
}
