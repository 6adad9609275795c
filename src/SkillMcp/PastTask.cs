namespace SkillMcp;

/// <summary>A task that a skill was handed out for, and is found by, or not, ever after.</summary>
/// <param name="Execution">The execution that it was the task of.</param>
/// <param name="Text">What was asked.</param>
/// <param name="Served">Whether the skill served it at least in part; otherwise it was read and did not fit.</param>
public sealed record PastTask(Guid Execution, string Text, bool Served)
{
    /// <summary>The most tasks of each kind that a skill is remembered with. More pooled words lift every skill alike.</summary>
    public const int MaxPerKind = 20;

    /// <summary>The most characters of a task that are kept and compared: it is a sentence or two, and whoever pastes a log means its beginning.</summary>
    public const int MaxLength = 1_000;

    /// <summary>The words that it is compared by.</summary>
    public IReadOnlyList<string> Stems { get; } = Words.WithFunctionWords(Excerpt.Of(Text, MaxLength));

    /// <summary>What an execution teaches of finding its skill; null where it teaches nothing: a failure says nothing about whether it was the right skill.</summary>
    public static PastTask? Of(Execution execution)
    {
        if (execution.Outcome == Outcome.Failure)
        {
            return null;
        }
        var task = new PastTask(execution.Id, execution.Task, execution.Outcome != Outcome.NotUsed);
        return task.Stems.Count > 0 ? task : null;
    }

    /// <summary>What is remembered of tasks that came one after another.</summary>
    public static IReadOnlyList<PastTask> Remembered(IEnumerable<PastTask> tasks) => tasks.Aggregate((IReadOnlyList<PastTask>)[], Remembered);

    /// <summary>
    /// The tasks to be remembered when one more comes: the newest and most different. The same task said again takes the place of the earlier one,
    /// whatever that taught; where there are more than <see cref="MaxPerKind"/> of a kind, the one goes that a newer one resembles most.
    /// </summary>
    /// <param name="known">What is remembered so far, the oldest first.</param>
    /// <param name="added">What has just been learned.</param>
    public static IReadOnlyList<PastTask> Remembered(IReadOnlyList<PastTask> known, PastTask added)
    {
        List<PastTask> all = [.. known.Where(task => !task.Stems.ToHashSet(StringComparer.Ordinal).SetEquals(added.Stems)), added];
        var kind = all.Where(task => task.Served == added.Served).ToList();
        if (kind.Count > MaxPerKind)
        {
            // Of equals the first is taken, and that is the oldest.
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
