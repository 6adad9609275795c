using SkillMcp.Retrieval;
using SkillMcp.Ways;

namespace SkillMcp.UseCases;

/// <summary>Chooses which way of a skill is handed over for a task, and says why.</summary>
/// <param name="lookup">Reads the ways.</param>
/// <param name="options">Whether other ways than the current one are tried.</param>
/// <param name="random">What is drawn from: the same one plays the same history again.</param>
sealed class WayTrials(WayLookup lookup, SkillMemoryOptions options, Random random)
{
    readonly Lock gate = new();

    /// <summary>The way of a skill to hand over; null if it has only one.</summary>
    /// <param name="skill">An active skill.</param>
    /// <param name="mayTry">Whether another way than the current one may be handed over.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<SkillWay?> ChooseAsync(Skill skill, bool mayTry, CancellationToken cancel)
    {
        var ways = await lookup.OfAsync(skill.Id, cancel);
        if (ways.Count < 2 || !ways.Any(way => way.IsCurrent))
        {
            return null;
        }
        var isOpen = skill is { Pinned: false, HasTrials: true, Procedure.IsComposite: false };
        var chosen = Choose([.. ways.Select(way => way.Way)], mayTry && options.HasTrials && isOpen);
        return ways.First(way => way.Way == chosen);
    }

    /// <summary>The way of a skill that the steps done so far are of, in doubt the current one; null if it has only one.</summary>
    /// <param name="skill">An active skill.</param>
    /// <param name="completed">The steps done so far.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<SkillWay?> BegunAsync(Skill skill, CompletedSteps completed, CancellationToken cancel)
    {
        var ways = await lookup.OfAsync(skill.Id, cancel);
        if (ways.Count < 2 || ways.FirstOrDefault(way => way.IsCurrent) is not { } current)
        {
            return null;
        }
        var open = ways.Where(way => way.Way.IsOpen && !skill.Procedure.IsComposite).ToList();
        return open
            .OrderByDescending(way => completed.ProgressThrough(way.Text.Procedure.Steps).Likelihood)
            .ThenByDescending(way => way.IsCurrent)
            .FirstOrDefault(current);
    }

    /// <summary>
    /// The skill to hand over of several that do the same: a pinned one, or else one that may work most often. Where none was executed,
    /// the one that fits best.
    /// </summary>
    /// <param name="same">The skills, the one that fits best first; at least one.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<Skill> ChooseAmongAsync(IReadOnlyList<Skill> same, CancellationToken cancel)
    {
        var pinned = same.FirstOrDefault(skill => skill.Pinned);
        if (pinned is not null || same.All(skill => skill.Record.Total == 0))
        {
            return pinned ?? same[0];
        }
        var current = new List<Way>();
        foreach (var skill in same)
        {
            var ways = await lookup.OfAsync(skill.Id, cancel);
            current.AddRange(ways.Where(way => way.IsCurrent).Select(way => way.Way));
        }
        // One that was just removed has none.
        if (current.Count < same.Count)
        {
            return same[0];
        }
        var mayTry = options.HasTrials && same.All(skill => skill.HasTrials);
        lock (gate)
        {
            var chosen = WayChoice.ChooseAmong(current, mayTry, random);
            // Two of the same record are equal.
            return same[current.FindIndex(way => ReferenceEquals(way, chosen))];
        }
    }

    /// <summary>Why one of two skills that do the same is handed over, in a clause.</summary>
    /// <param name="chosen">The one that is handed over.</param>
    /// <param name="fitting">The one that fits the words of the task better.</param>
    public static string Explained(Skill chosen, Skill fitting)
    {
        var record = fitting.Record;
        var counts = $"{record.Successes.Total} of {record.Total}";
        return chosen switch
        {
            { Pinned: true } => $"'{fitting.Name}' does the same and is not pinned",
            _ when record.Total == 0 => $"'{fitting.Name}' does the same and was not reported on yet",
            { Record.Total: > 0 } when chosen.Reliability > fitting.Reliability =>
                $"'{fitting.Name}' does the same and works less often ({counts})",
            _ => $"a trial: '{fitting.Name}' does the same ({counts}), and this one may work more often",
        };
    }

    /// <summary>Why a way is handed over.</summary>
    /// <param name="chosen">The way that is handed over.</param>
    /// <param name="current">The version that is the current one.</param>
    /// <param name="hasBegun">Whether the caller has begun with it.</param>
    public static HandedWay Explained(SkillWay chosen, int current, bool hasBegun)
    {
        var number = chosen.Text.Number;
        var reason = (chosen.IsCurrent, hasBegun) switch
        {
            (true, _) => "",
            (_, true) => $"what was done is the beginning of version {number}, which is handed over in place of version {current}",
            _ => $"a trial: this is version {number} in place of version {current}, because it may work more often "
                + $"(it {Described(chosen.Record)})",
        };
        return new HandedWay(number, chosen.Record, reason);
    }

    static string Described(TrackRecord record) =>
        record.Total == 0 ? "was not reported on yet" : $"worked {record.Successes.Total} of {Quantity.Of(record.Total, "time")} so far";

    // A source of random numbers is not safe for several threads at once.
    Way Choose(IReadOnlyList<Way> ways, bool mayTry)
    {
        lock (gate)
        {
            return WayChoice.Choose(ways, mayTry, random);
        }
    }
}
