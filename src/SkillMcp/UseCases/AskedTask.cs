using SkillMcp.Sessions;

namespace SkillMcp.UseCases;

/// <summary>A task for which it was drawn whether a skill is withheld.</summary>
/// <param name="Asks">What was asked for it, in order; what was drawn is in the first.</param>
sealed record AskedTask(IReadOnlyList<Assignment> Asks)
{
    // Whoever asks again later has begun anew.
    static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    // What a person says to an agent, that agent asks the memory soon or not at all, in words of its own.
    static readonly TimeSpan Follows = TimeSpan.FromMinutes(30);

    // An answer without a match asks for other words, and they come at once.
    static readonly TimeSpan OtherWordsFollow = TimeSpan.FromMinutes(5);

    public Assignment First => Asks[0];

    Assignment Last => Asks[^1];

    /// <summary>The tasks of some assignments in order, without those that began before the first of these.</summary>
    public static IReadOnlyList<AskedTask> Of(IEnumerable<Assignment> assignments) =>
    [
        .. assignments
            .GroupBy(assignment => (assignment.Skill, assignment.First))
            .Where(asks => asks.First().IsFirst)
            .Select(asks => new AskedTask([.. asks])),
    ];

    /// <summary>Whether it may go on: what ended well is over, and so is what was not asked for again for a while.</summary>
    public bool IsOpenAt(DateTimeOffset now) => First.Outcome != Outcome.Success && now - Last.At <= Lasts;

    /// <summary>Whether a request asks for it again.</summary>
    public bool IsAskedAgain(RetrieveRequest request, DateTimeOffset now)
    {
        if (SessionKey.IsOfHook(First.Session) != SessionKey.IsOfHook(request.Session))
        {
            return now - Last.At <= Follows;
        }
        if (First.Session != request.Session)
        {
            return false;
        }
        var isWithOtherWords = request.Also.Count > 0 && First.IsWithheld && !Last.HasAlso && now - Last.At <= OtherWordsFollow;
        return SessionKey.IsOfHook(request.Session) || request.Done.Count > 0 || isWithOtherWords || IsSaidBy(request.Task);
    }

    /// <summary>Whether a text says the task: one says all that the other says, and perhaps more.</summary>
    public bool IsSaidBy(string task)
    {
        var words = Words.Of(task).ToHashSet();
        return words.Count == 0 || Asks.Any(ask => Words.Of(ask.Task).ToHashSet() is { Count: > 0 } asked
            && (asked.IsSubsetOf(words) || words.IsSubsetOf(asked)));
    }
}
