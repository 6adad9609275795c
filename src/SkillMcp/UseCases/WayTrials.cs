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
        record.Total == 0 ? "was not reported on yet" : $"worked {record.Successes.Total} of {record.Total} times so far";

    // A source of random numbers is not safe for several threads at once.
    Way Choose(IReadOnlyList<Way> ways, bool mayTry)
    {
        lock (gate)
        {
            return WayChoice.Choose(ways, mayTry, random);
        }
    }
}
