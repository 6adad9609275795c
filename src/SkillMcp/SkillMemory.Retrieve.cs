using SkillMcp.Formation;
using SkillMcp.Retrieval;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    const int MostMatches = 20;

    // Where words find fewer skills than this, the right one may be spelt otherwise.
    const int ThinHarvest = 10;

    /// <summary>What is handed out is written down behind the answer's back.</summary>
    readonly RetrievalLog log = new(store, project);

    /// <summary>Finds the procedures that fit a task, or the one that is named. Nothing that fits: no matches, and what to do instead.</summary>
    /// <exception cref="SkillException">Neither a task nor a skill is given, a number is out of range, or no skill has the name.</exception>
    public async Task<Retrieved> RetrieveAsync(RetrieveRequest request, CancellationToken cancel = default)
    {
        Check(request);
        IReadOnlyList<Match> found = request.Skill is { } name ? [await NamedAsync(name, cancel)] : await FittingAsync(request, cancel);
        if (found.Count == 0)
        {
            return new Retrieved { Task = request.Task, Advice = Advice.NothingFits };
        }
        var matches = Room.Cut(await Task.WhenAll(found.Select(match => PrepareAsync(match, request.Arguments, cancel))), request.MaxTokens);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        log.Note(new PastRetrieval(id, request.Task, [.. matches.Select(match => new RetrievedSkill(match.Skill.Id, match.Skill.Version))], time.GetUtcNow()));
        return new Retrieved { Task = request.Task, RetrievalId = id, Matches = matches, Advice = Advice.For(matches, request.MaxTokens) };
    }

    /// <summary>Writes down what was handed out and is not written yet. Call it before the program ends.</summary>
    public Task FlushAsync(CancellationToken cancel = default) => log.FlushAsync(cancel);

    /// <summary>The candidates for a task, the best first, before anything is cut from them.</summary>
    internal async Task<IReadOnlyList<Ranked>> RankAsync(string task, string? category, CancellationToken cancel)
    {
        var text = TaskText.Of(task);
        var question = new Question(text, await store.FrequenciesAsync(project, [.. text.Words.Select(word => word.Stem)], cancel));
        return new Ranking(Reranker.Trained, time.GetUtcNow() - options.StaleAfter).Of(question, await CandidatesAsync(question, category, cancel));
    }

    /// <summary>The skills that hold words of the question and, where they are few, those that hold words that look like them.</summary>
    async Task<IReadOnlyList<Candidate>> CandidatesAsync(Question question, string? category, CancellationToken cancel)
    {
        var found = await store.SearchAsync(project, question.Searched(options.SearchedWords), category, options.Candidates, cancel);
        return found.Count >= ThinHarvest ? found
            : [.. found.UnionBy(await store.SearchLettersAsync(project, question.Spelled(options.SearchedWords), category, options.Candidates / 2, cancel), candidate => candidate.Id)];
    }

    async Task<Match> NamedAsync(SkillName name, CancellationToken cancel)
    {
        var skill = await GetAsync(name, cancel);
        return skill.Lifecycle.Status switch
        {
            Status.Active => new Match { Skill = skill, Procedure = skill.Procedure, Score = 1, Fit = Fit.Match, IsWhole = true, Why = "asked for by name" },
            Status.Archived => throw new SkillException($"'{name}' is archived as {skill.Lifecycle.Word}: curate_skill with action 'restore' brings it back."),
            _ => throw new SkillException($"'{name}' is quarantined ({skill.Lifecycle.Word}): it can be used once a person approves it."),
        };
    }

    async Task<IReadOnlyList<Match>> FittingAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var category = string.IsNullOrWhiteSpace(request.Category) ? null : request.Category.Trim();
        var fitting = (await RankAsync(request.Task, category, cancel))
            .Where(ranked => ranked.Relevance >= options.PossibleScore && ranked.Candidate.Record.Reliability(ranked.Candidate.Confidence) >= request.MinReliability)
            .Take(request.Limit)
            .ToList();
        var skills = await store.GetAsync(project, [.. fitting.Select(ranked => ranked.Candidate.Id)], cancel);
        // What was archived or tampered with since it was indexed is not handed out.
        var matches = skills.Where(skill => skill.IsActive)
            .Select(skill => Matching(request.Task, skill, fitting.First(ranked => ranked.Candidate.Id == skill.Id)))
            .OrderByDescending(match => match.Score);
        return [.. matches.Select((match, place) => match with { IsWhole = place == 0 && match.Fit != Fit.Possible })];
    }

    /// <summary>A skill in its place. One that does the opposite of what is asked has most of its words, and is never more than possible.</summary>
    Match Matching(string task, Skill skill, Ranked ranked)
    {
        var opposing = Conflict.Opposing(task, skill.Procedure);
        var score = opposing is null ? ranked.Relevance : Math.Min(ranked.Relevance, (options.PossibleScore + options.LikelyScore) / 2);
        return new Match
        {
            Skill = skill,
            Procedure = skill.Procedure,
            Score = score,
            Fit = score >= options.MatchScore ? Fit.Match : score >= options.LikelyScore ? Fit.Likely : Fit.Possible,
            Why = opposing is null ? Explanation.Of(ranked) : $"{Explanation.Of(ranked)}; but of the two {opposing}",
        };
    }

    /// <summary>Lays a composite out, puts in the arguments of what is handed over whole, and warns of what there is to warn of.</summary>
    async Task<Match> PrepareAsync(Match match, IReadOnlyDictionary<string, string> given, CancellationToken cancel)
    {
        var composition = match.Procedure.IsComposite ? await LayOutAsync(match.Skill, cancel) : new Composition { Procedure = match.Procedure };
        var warnings = Warnings.Of(match.Skill, IsStale(match.Skill)).Concat(composition.Degraded.Distinct().Select(problem => $"degraded composite: {problem}"));
        if (!match.IsWhole)
        {
            return match with { Procedure = composition.Procedure, IsDegraded = composition.Degraded.Count > 0, Warnings = [.. warnings] };
        }
        var arguments = Arguments.Fill(composition.Procedure, given);
        return match with { Procedure = arguments.Procedure, IsDegraded = composition.Degraded.Count > 0, Values = arguments.Values, Warnings = [.. warnings, .. arguments.Warnings] };
    }

    static void Check(RetrieveRequest request)
    {
        if (request.Skill is null && string.IsNullOrWhiteSpace(request.Task))
        {
            throw new SkillException("Neither a task nor a skill is given: say in 'task' what you are about to do, such as 'deploy the api to staging', or in 'skill' the name of one that you were shown.");
        }
        if (request.Limit is < 1 or > MostMatches)
        {
            throw new SkillException($"limit is {request.Limit} and must be between 1 and {MostMatches}.");
        }
        if (!(request.MinReliability is >= 0 and <= 1))
        {
            throw new SkillException($"min_reliability is {request.MinReliability:0.##} and must be between 0 and 1.");
        }
        if (request.MaxTokens is < 1)
        {
            throw new SkillException($"max_tokens is {request.MaxTokens} and must be at least 1; leave it out for no bound.");
        }
    }
}

/// <summary>What somebody is about to do, or the exact skill that they were shown.</summary>
public sealed record RetrieveRequest
{
    public string Task { get; init; } = "";

    public SkillName? Skill { get; init; }

    public string? Category { get; init; }

    /// <summary>1-20.</summary>
    public int Limit { get; init; } = 3;

    /// <summary>0-1.</summary>
    public double MinReliability { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>About how many tokens (four characters each) the answer may take; null for no bound.</summary>
    public int? MaxTokens { get; init; }
}

/// <summary>The answer to a <see cref="RetrieveRequest"/>.</summary>
public sealed record Retrieved
{
    public required string Task { get; init; }

    /// <summary>To be given with the report; null where nothing was found.</summary>
    public Guid? RetrievalId { get; init; }

    /// <summary>What to do with this answer, in a sentence or two.</summary>
    public required string Advice { get; init; }

    /// <summary>The best first.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];
}

/// <summary>How well a skill fits a task.</summary>
public enum Fit
{
    Possible,
    Likely,
    Match,
}

/// <summary>A skill that fits a task.</summary>
public sealed record Match
{
    public required Skill Skill { get; init; }

    /// <summary>How likely this is the right procedure, 0-1.</summary>
    public required double Score { get; init; }

    public required Fit Fit { get; init; }

    /// <summary>What matched, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>Provisional, stale, disputed, a degraded composite: a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether a component of it is archived, quarantined or gone.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>Whether the procedure itself is handed over, and not only named.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What to follow: a composite's phases laid out, with every argument that is known put in.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>What each parameter became; null where nobody has said.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<string> MissingArguments => [.. Procedure.Parameters.Where(p => Values.GetValueOrDefault(p.Name) is null).Select(p => p.Name)];
}
