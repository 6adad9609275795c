using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>learn</c> made of the sessions, in counts and task by task.</summary>
sealed record LearnSummary
{
    public required bool DryRun { get; init; }

    public required int Sessions { get; init; }

    public required int Stored { get; init; }

    public required int Counted { get; init; }

    public required int Reported { get; init; }

    public required int Remembered { get; init; }

    public required int Quarantined { get; init; }

    public required int Known { get; init; }

    public required int Declined { get; init; }

    public required int LeftOut { get; init; }

    public required IReadOnlyList<LearnedTask> Tasks { get; init; }

    /// <summary>The logs, and the parts of them, that could not be read, a sentence each.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    public static LearnSummary Of(int sessions, IReadOnlyList<LearnedTask> tasks, IReadOnlyList<string> unread, bool dryRun)
    {
        return new LearnSummary
        {
            DryRun = dryRun,
            Sessions = sessions,
            Stored = Count(LessonResult.Stored),
            Counted = Count(LessonResult.Counted),
            Reported = Count(LessonResult.Reported),
            Remembered = Count(LessonResult.Remembered),
            Quarantined = Count(LessonResult.Quarantined),
            Known = Count(LessonResult.Known),
            Declined = Count(LessonResult.Declined),
            LeftOut = Count(LessonResult.LeftOut),
            Tasks = tasks,
            Unread = unread,
        };

        int Count(LessonResult result) => tasks.Count(task => task.Result == EnumName.Of(result));
    }

    /// <summary>The counts as a person reads them.</summary>
    internal string InWords
    {
        get
        {
            string[] counts =
            [
                InWordsIfAny(Stored, "made a skill", "made skills"),
                InWordsIfAny(Counted, "counted for a known skill", "counted for known skills"),
                InWordsIfAny(Reported, "outcome recorded", "outcomes recorded"),
                InWordsIfAny(Remembered, "remembered until seen again", "remembered until seen again"),
                InWordsIfAny(Quarantined, "waits for approval", "wait for approval"),
                InWordsIfAny(Known, "known before", "known before"),
                InWordsIfAny(Declined, "said no to", "said no to"),
                InWordsIfAny(LeftOut, "left out", "left out"),
            ];
            var told = string.Join(", ", counts.Where(count => count.Length > 0));
            return $"{Quantity.Of(Sessions, "session")}, {Quantity.Of(Tasks.Count, "task")}{(told.Length > 0 ? $": {told}" : "")}";
        }
    }

    static string InWordsIfAny(int count, string one, string many) => count switch { 0 => "", 1 => $"1 {one}", _ => $"{count:N0} {many}" };
}
