using SkillMcp.Ways;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>The rules alone as a memory that always finds the right skill: what ways, promotion and archiving come to.</summary>
/// <param name="settings">The settings of the rules.</param>
/// <param name="skillOf">Which skill serves a task.</param>
/// <param name="random">What ways are chosen with.</param>
sealed class RuleMemory(RuleSettings settings, Func<string, string> skillOf, Random random) : ISimulatedMemory
{
    static readonly SkillMemoryOptions Options = new();

    readonly Dictionary<string, RuleSkill> skills = new(StringComparer.Ordinal);

    public Task AddAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced) => StoreAsync(task, steps, isEvidenced);

    public Task<Handed?> RetrieveAsync(string task) => Task.FromResult(skills.TryGetValue(skillOf(task), out var skill)
        ? new Handed(skillOf(task), skill.Texts[WayChoice.Choose(skill.AsWays(), mayTry: true, random).Version].Steps, Retrieval: null)
        : null);

    public Task<bool> ReportAsync(Handed handed, bool worked, bool isEvidenced)
    {
        var skill = skills[handed.Skill];
        skill.Count(skill.NumberOf(handed.Steps), worked ? Outcome.Success : Outcome.Failure, isEvidenced);
        var isDue = WayRetirement.IsDue(skill.AsWays(), skill.Outcomes, isPinned: false, Options);
        return Task.FromResult(isDue && skills.Remove(handed.Skill));
    }

    public Task StoreAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced)
    {
        if (!skills.TryGetValue(skillOf(task), out var skill))
        {
            skills[skillOf(task)] = skill = new RuleSkill();
        }
        if (skill.NumberOf(steps) < 0)
        {
            skill.Texts.Add((steps, new SimulatedWay(settings, PriorAfter(skill))));
        }
        skill.Count(skill.NumberOf(steps), Outcome.Success, isEvidenced);
        return Task.CompletedTask;
    }

    public Task RefineAsync(Handed handed, IReadOnlyList<Step> steps, bool isEvidenced)
    {
        if (!skills.TryGetValue(handed.Skill, out var skill))
        {
            return StoreAsync(handed.Skill, steps, isEvidenced);
        }
        var number = skill.NumberOf(steps);
        if (number < 0)
        {
            number = skill.Texts.Count;
            skill.Texts.Add((steps, new SimulatedWay(settings, PriorAfter(skill))));
        }
        skill.Current = number;
        skill.Count(number, Outcome.Success, isEvidenced);
        return Task.CompletedTask;
    }

    static BetaPrior PriorAfter(RuleSkill skill) =>
        skill.LastFailed ? WayPriors.AfterFailure : WayPriors.Of(Options.LearnedConfidence);

    /// <summary>The steps that a skill is shown with.</summary>
    public IReadOnlyList<Step>? CurrentOf(string skill) =>
        skills.TryGetValue(skill, out var found) ? found.Texts[found.Current].Steps : null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class RuleSkill
    {
        public List<(IReadOnlyList<Step> Steps, SimulatedWay Way)> Texts { get; } = [];

        public int Current { get; set; }

        /// <summary>How the executions of all its ways ended, newest first.</summary>
        public List<Outcome> Outcomes { get; } = [];

        public bool LastFailed => Outcomes is [Outcome.Failure, ..];

        public int NumberOf(IReadOnlyList<Step> steps) => Texts.FindIndex(text => text.Steps.SequenceEqual(steps));

        public void Count(int way, Outcome outcome, bool isEvidenced)
        {
            Texts[way].Way.Add(outcome, isEvidenced ? EvidenceLevel.Evidenced : EvidenceLevel.SelfReported);
            Outcomes.Insert(0, outcome);
            Current = WayPromotion.Of(AsWays(), isPinned: false)?.Version ?? Current;
        }

        public List<Way> AsWays() =>
            [.. Texts.Select((text, number) => text.Way.As(number, number == Current ? WayStatus.Current : WayStatus.Alternative))];
    }
}
