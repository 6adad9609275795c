using System.Globalization;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>
/// The rules of the project's original idea: a score of 0.6 of the share of the task's words, 0.3 of the reliability and 0.1 of the
/// recency; a run merged from 0.75 on, its steps dropped unless there are fewer of them; a skill deleted below 30 % after ten executions.
/// </summary>
sealed class SeedMemory : ISimulatedMemory
{
    const double MergedFrom = 0.75;
    const int RetireAfter = 10;
    const double RetireBelow = 0.3;

    readonly List<SeedSkill> skills = [];

    public Task AddAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced) => StoreAsync(task, steps, isEvidenced);

    public Task<Handed?> RetrieveAsync(string task)
    {
        var (skill, score) = BestFor(task);
        return Task.FromResult(score > 0 ? new Handed($"{skills.IndexOf(skill!)}", skill!.Steps, Retrieval: null) : null);
    }

    public Task<bool> ReportAsync(Handed handed, bool worked, bool isEvidenced)
    {
        var skill = skills[int.Parse(handed.Skill, CultureInfo.InvariantCulture)];
        (skill.Successes, skill.Failures) = (skill.Successes + (worked ? 1 : 0), skill.Failures + (worked ? 0 : 1));
        var isRetired = skill.Successes + skill.Failures >= RetireAfter && skill.Reliability < RetireBelow;
        return Task.FromResult(isRetired && skills.Remove(skill));
    }

    public Task StoreAsync(string task, IReadOnlyList<Step> steps, bool isEvidenced)
    {
        var (skill, score) = BestFor(task);
        if (score < MergedFrom)
        {
            skills.Add(new SeedSkill { Words = WordsOf(task), Steps = steps, Successes = 1 });
            return Task.CompletedTask;
        }
        skill!.Successes++;
        skill.Steps = steps.Count < skill.Steps.Count ? steps : skill.Steps;
        return Task.CompletedTask;
    }

    // It has no such act: what worked is told as a run.
    public Task RefineAsync(Handed handed, IReadOnlyList<Step> steps, bool isEvidenced)
    {
        var words = skills[int.Parse(handed.Skill, CultureInfo.InvariantCulture)].Words;
        return StoreAsync(string.Join(' ', words), steps, isEvidenced);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    (SeedSkill? Skill, double Score) BestFor(string task)
    {
        var words = WordsOf(task);
        return skills
            .Select(skill => (Skill: (SeedSkill?)skill, Shared: words.Count(skill.Words.Contains)))
            .Where(one => one.Shared > 0)
            .Select(one => (one.Skill, Score: 0.6 * one.Shared / words.Count + 0.3 * one.Skill!.Reliability + 0.1))
            .DefaultIfEmpty((Skill: null, Score: 0))
            .MaxBy(one => one.Score);
    }

    static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    sealed class SeedSkill
    {
        public required HashSet<string> Words { get; init; }

        public required IReadOnlyList<Step> Steps { get; set; }

        public int Successes { get; set; }

        public int Failures { get; set; }

        public double Reliability => (double)Successes / Math.Max(1, Successes + Failures);
    }
}
