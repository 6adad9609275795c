using SkillMcp.Formation;
using SkillMcp.Intents;
using SkillMcp.Retrieval;
using SkillMcp.Ways;

namespace SkillMcp.UseCases;

/// <summary>Finds the skills that fit one task, and grades how well: by its words, its meaning, and what it asks to be done.</summary>
sealed partial class Matching(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    SkillMemoryOptions options,
    CompositeLayout layout,
    WayTrials trials,
    EmbeddingSearch? embeddings)
{
    // How many of the best are compared with what is asked for: of look-alikes the right one may be behind some that do something else.
    const int MaxCompared = 8;

    // Where none of the first few differs, those behind them are not read.
    const int ComparedFirst = 3;

    // A candidate this far behind one that does something else is not what was meant either, only what is left:
    // it is a logarithm of odds, and look-alikes of one another are nearer.
    const double MaxBehindDiffering = 1.5;

    // The words of the task and of a past one are the same, whatever their order.
    const double SameTask = 1 - 1e-9;

    // A task that differs from one by a word is like it.
    const double LikeUnsuitableTask = 0.85;

    // The newest ones; a line that was not reported for so long is hardly worth its place.
    const int MaxFitReports = 50;

    // The warnings name only the first skipped steps, to keep the answer short.
    const int MaxSkipped = 3;

    Retriever Retriever => new(store, project, embeddings, time.GetUtcNow(), options);

    /// <summary>The candidates for a task, the best first, without a minimum score.</summary>
    public Task<IReadOnlyList<RankedCandidate>> RankAsync(
        string task, IReadOnlyList<string> also, string? category, CancellationToken cancel) =>
        Retriever.RankAsync(task, also, category, cancel);

    /// <summary>The skills that fit a request, the best first. None of them is whole yet.</summary>
    public async Task<IReadOnlyList<Match>> FindAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var completed = new CompletedSteps(request.Done);
        // The steps done and the context can move any candidate to the front, so more of them are needed.
        var isReordered = request.Done.Count + request.Context.Count > 0;
        List<RankedCandidate> ranked = [.. (await Retriever.ConsiderAsync(request, completed, cancel))
            .Where(one => one.Candidate.Record.Reliability(one.Candidate.Confidence) >= request.MinReliability)];
        var named = ranked.Where(IsWorthNaming).Select(one => one.Candidate.Id).ToHashSet();
        var considered = ranked
            .Where(one => request.Done.Count > 0 || named.Contains(one.Candidate.Id))
            .Take(isReordered ? Retriever.MaxConsidered : Math.Max(request.Limit ?? 0, MaxCompared))
            .ToList();
        var first = isReordered ? considered.Count : Math.Max(request.Limit ?? 0, ComparedFirst);
        var asked = new Asked(request.Task, Intent.OfTask(request.Task));
        var compared = await CompareAsync(asked, considered, first, cancel);
        var differing = compared.Where(one => one.Differences.Count > 0).Select(one => one.Skill.Id).ToHashSet();
        var rivals = WithoutRivals(ranked, differing).ToDictionary(one => one.Candidate.Id);
        var peers = await PeersAsync(asked, ranked, compared, cancel);
        foreach (var peer in peers)
        {
            rivals[peer.Skill.Id] = peer.Alone;
            named.Add(peer.Skill.Id);
        }
        compared = [.. compared.UnionBy(peers.Select(peer => peer.Compared), one => one.Skill.Id)];
        var opened = OpenedSkills.In(request.Task);
        var matches = await Task.WhenAll(compared
            .Select(one => ToMatch(one, rivals[one.Skill.Id], asked.Intent) with { IsNamed = opened.Contains(one.Skill.Name) })
            .Select(match => PrepareAsync(match, request, completed, cancel)));
        List<Match> found = [.. matches
            .Where(match => named.Contains(match.Skill.Id) || match.NextStep > 0 && match.Score >= options.PossibleScore)
            .OrderBy(match => match.Fit == Fit.Possible)
            .ThenBy(match => match.IsUnmet)
            .ThenByDescending(match => match.Score)];
        return request.Done.Count > 0 ? found : await PreferredAsync(found, peers, cancel);
    }

    /// <summary>
    /// The candidates with what is known to differ between them and the task: the first few, and if any of them differs or none is
    /// likely, all.
    /// </summary>
    async Task<IReadOnlyList<Compared>> CompareAsync(
        Asked asked, IReadOnlyList<RankedCandidate> considered, int first, CancellationToken cancel)
    {
        var compared = new List<Compared>();
        await AddAsync(considered.Take(first));
        var agree = compared.Count == first && compared.TrueForAll(one => one.Differences.Count == 0);
        if (!agree || considered[0].Relevance < options.LikelyScore)
        {
            await AddAsync(considered.Skip(first));
        }
        return compared;

        async Task AddAsync(IEnumerable<RankedCandidate> some)
        {
            var byId = some.ToDictionary(one => one.Candidate.Id);
            var skills = byId.Count == 0 ? [] : await store.GetAsync(project, [.. byId.Keys], cancel);
            // A skill may have been archived or tampered with since it was indexed.
            compared.AddRange(await CompareAsync(asked, [.. skills.Where(skill => skill.IsActive)], byId, cancel));
        }
    }

    async Task<IReadOnlyList<Compared>> CompareAsync(
        Asked asked, IReadOnlyList<Skill> skills, Dictionary<Guid, RankedCandidate> ranked, CancellationToken cancel)
    {
        var unfit = await UnfitTasksOfAsync(skills, cancel);
        return [.. skills.Select(skill => (Skill: skill, Unfit: unfit[skill.Id]))
            .Select(one => new Compared(one.Skill, one.Unfit, DifferencesOf(asked, one.Skill, one.Unfit, ranked[one.Skill.Id].Match)))];
    }

    /// <summary>What a skill is known not to be for, a line each.</summary>
    public async Task<IReadOnlyList<string>> NotForAsync(Skill skill, CancellationToken cancel) =>
        (await UnfitTasksOfAsync([skill], cancel))[skill.Id].Lines;

    /// <summary>What each of some skills is known not to be for.</summary>
    async Task<Dictionary<Guid, UnfitTasks>> UnfitTasksOfAsync(IReadOnlyList<Skill> skills, CancellationToken cancel)
    {
        var ids = skills.Select(skill => skill.Id).ToList();
        var reports = ids.Count == 0 ? [] : await store.FitReportsAsync(project, ids, MaxFitReports, cancel);
        var bySkill = reports.ToLookup(report => report.Skill);
        return skills.ToDictionary(skill => skill.Id, skill => UnfitTasks.Of(skill, bySkill[skill.Id]));
    }

    /// <summary>What is known to differ, by what the task asks for and by what was reported of tasks like it.</summary>
    static IReadOnlyList<IntentDifference> DifferencesOf(Asked asked, Skill skill, UnfitTasks unfit, CandidateMatch match)
    {
        var read = IntentDifference.Between(asked.Intent, Intent.OfProcedure(skill.Name, skill.Procedure));
        var nearest = match.TaskSimilarities is [var served, ..] ? served : 0;
        if (match.NearestUnsuitableTask >= LikeUnsuitableTask && match.NearestUnsuitableTask > nearest)
        {
            return [.. read, new IntentDifference(DifferenceKind.Unsuitable, "did not fit a task like this one before")];
        }
        if (!IsSameTask(match) && unfit.Include(asked.Task))
        {
            return [.. read, new IntentDifference(DifferenceKind.Unsuitable, "was reported not to be for a task like this one")];
        }
        // That it served the same task says more than the verbs and nouns that both are called by, but nothing about where and what with.
        return IsSameTask(match)
            ? [.. read.Where(difference => difference.Kind is not (DifferenceKind.Action or DifferenceKind.Object))]
            : read;
    }

    static bool IsSameTask(CandidateMatch match) => match.TaskSimilarities is [>= SameTask, ..];

    /// <summary>Why a skill is not handed over though nothing is known against it; empty if there is no such reason.</summary>
    static string DoubtAbout(TaskText task, Intent asked, Skill skill, bool isSameTask)
    {
        if (asked.IsUnread)
        {
            return "What the task asks to be done was not understood in its language: call again with it in English.";
        }
        var words = task.Words.Where(word => word.Kind == WordKind.Content).ToList();
        return words is [var only] && only.Written != skill.Name.Value && !isSameTask
            ? "The task is a single word: call again with what is to be done, and to what."
            : "";
    }

    /// <summary>
    /// The candidates with their probabilities as if those that do something else were not there: they are no rivals of what is about
    /// as near.
    /// </summary>
    static IEnumerable<RankedCandidate> WithoutRivals(IReadOnlyList<RankedCandidate> ranked, HashSet<Guid> differing)
    {
        if (differing.Count == 0)
        {
            return ranked;
        }
        var others = ranked.ToLookup(one => differing.Contains(one.Candidate.Id));
        RankedCandidate[] same = [.. others[false]];
        var alone = Ranking.Calibrated(same);
        return [
            .. same.Select((one, place) => one.Score >= ranked[0].Score - MaxBehindDiffering ? alone[place] : one),
            .. others[true],
        ];
    }

    /// <summary>Whether the memory may hold an answer, and the candidate is not far behind the best one.</summary>
    bool IsWorthNaming(RankedCandidate ranked) =>
        ranked.IsNear && ranked.Answerable >= options.PossibleScore && ranked.Comparison.IsTelling;

    static Match ToMatch(Compared compared, RankedCandidate ranked, Intent asked)
    {
        var skill = compared.Skill;
        // A request without a task has neither weighted words nor a vector.
        var hasTask = ranked.Match.Query.TotalWeight > 0 || ranked.Comparison.Kinds != EvidenceKinds.Task;
        return new Match
        {
            Skill = skill,
            Procedure = skill.Procedure,
            Score = hasTask ? ranked.Relevance : 0,
            Fit = Fit.Possible,
            Why = Explanation.Of(ranked),
            Differs = [.. compared.Differences.Select(difference => difference.Phrase)],
            NotFor = compared.Unfit.Lines,
            Doubt = DoubtAbout(ranked.Match.Query.Task, asked, skill, IsSameTask(ranked.Match)),
            MatchedWords = ranked.Match.Matched.Count,
            Contributions = Rerankers.Trained.For(ranked.Comparison.Kinds).Contributions(ranked.Features),
        };
    }

    /// <summary>Lays a composite out, and compares the skill with the steps done and the context of the request.</summary>
    public async Task<Match> PrepareAsync(Match match, RetrieveRequest request, CompletedSteps completed, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var composition = await layout.LayOutAsync(match.Skill, cancel);
        var conditions = ConditionsOf(composition.Procedure, request);
        var prepared = match with
        {
            Skill = match.Skill with { Pitfalls = composition.Pitfalls },
            NotFor = request.Skill is null ? match.NotFor : await NotForAsync(match.Skill, cancel),
            Procedure = composition.Procedure,
            IsDegraded = composition.Degraded.Count > 0,
            Conditions = conditions,
            Warnings = [.. WarningsOf(match.Skill, composition, conditions), .. PlaceWarnings(match, request)],
        };
        return Graded(WithProgress(prepared, completed.ProgressThrough(composition.Procedure.Steps), request.Done.Count), request);
    }

    /// <summary>A match with the text and the record of one of the ways of its skill, and what applies to these.</summary>
    public Match InWay(Match match, SkillWay way, RetrieveRequest request)
    {
        var handed = WayTrials.Explained(way, match.Skill.Version, hasBegun: request.Done.Count > 0);
        if (match.Skill.Procedure.IsComposite)
        {
            return match with { Way = handed };
        }
        var skill = WayLookup.With(match.Skill, way.Text);
        var composition = new Composition { Procedure = skill.Procedure, Pitfalls = skill.Pitfalls };
        var conditions = ConditionsOf(skill.Procedure, request);
        string[] trial = handed.IsTrial ? [handed.TrialReason] : [];
        var progress = new CompletedSteps(request.Done).ProgressThrough(skill.Procedure.Steps);
        return match with
        {
            Skill = skill,
            Way = handed,
            Procedure = skill.Procedure,
            NextStep = progress.Steps.Count == 0 ? 0 : progress.Next,
            Conditions = conditions,
            Warnings =
            [
                .. trial,
                .. WarningsOf(skill with { Record = way.Record }, composition, conditions),
                .. PlaceWarnings(match with { Skill = skill }, request),
                .. SkippedIn(progress),
            ],
        };
    }

    IEnumerable<string> WarningsOf(Skill skill, Composition composition, IReadOnlyList<Condition> conditions)
    {
        var degraded = composition.Degraded.Distinct().Select(problem => $"degraded composite: {problem}");
        var unmet = conditions
            .Where(condition => condition.State == ConditionState.Unmet)
            .Select(condition => $"a precondition is known not to hold: {condition.Text}");
        // After a second run it is known what varies.
        var literals = skill is { Source: Source.Learned, Record.Total: 1 }
            ? RemainingLiterals.In(skill.Procedure, skill.Provenance.Task)
            : [];
        return [.. Warnings.Of(skill, skill.IsStale(time.GetUtcNow(), options.StaleAfter), literals), .. degraded, .. unmet];
    }

    /// <summary>
    /// Where else than the skill works the request says that it is done. A skill that is asked for by name is handed over all the same.
    /// </summary>
    static IEnumerable<string> PlaceWarnings(Match match, RetrieveRequest request)
    {
        var name = match.Skill.Name;
        // What is found by its task was compared with it.
        var task = match.IsNamed ? request.Task.Replace(name.Value, "it", StringComparison.OrdinalIgnoreCase) : "";
        var does = new Lazy<Intent>(() => Intent.OfProcedure(name, match.Skill.Procedure));
        return request.Context
            .Concat(request.Arguments.Values)
            .Select(fact => fact.Replace('=', ' ').Replace(':', ' '))
            .Prepend(task)
            .Where(text => text.Length > 0)
            .SelectMany(text => IntentDifference.Between(Intent.OfTask(text), does.Value))
            .Where(difference => difference.Kind == DifferenceKind.Environment)
            .Select(difference => $"another place than this is asked for: {difference.Phrase}")
            .Distinct();
    }

    static IReadOnlyList<Condition> ConditionsOf(Procedure procedure, RetrieveRequest request)
    {
        if (request.Context.Count == 0)
        {
            return [];
        }
        var facts = new KnownFacts(request.Context);
        var preconditions = Arguments.Fill(procedure, request.Arguments).Procedure.Preconditions;
        return [.. preconditions.Select(text => new Condition(text, facts.Evaluate(text)))];
    }

    /// <summary>A match with its score raised by the steps that are already done, and the step to continue at.</summary>
    static Match WithProgress(Match match, StepProgress progress, int done)
    {
        if (progress.Steps.Count == 0)
        {
            return match;
        }
        var why = match.Why == "" ? "" : $"{match.Why}; ";
        return match with
        {
            Score = 1 - (1 - match.Score) * (1 - progress.Likelihood),
            NextStep = progress.Next,
            Why = $"{why}{progress.Steps.Count} of the {done} steps done are its own",
            Warnings = [.. match.Warnings, .. SkippedIn(progress)],
        };
    }

    static IEnumerable<string> SkippedIn(StepProgress progress) =>
        progress.Skipped.Take(MaxSkipped).Select(step => $"step {step} is not among what was done");

    /// <summary>
    /// A match with its fit. A skill that differs from what is asked for shares most of its words, so its score is capped to keep it
    /// at <see cref="Fit.Possible"/>.
    /// </summary>
    Match Graded(Match match, RetrieveRequest request)
    {
        if (request.Skill is not null)
        {
            return match;
        }
        var doubt = match switch
        {
            { Differs.Count: > 0 } => "; but it differs",
            { Doubt: not "" } => "; but it is not sure what is meant",
            _ => "",
        };
        var score = doubt == "" ? match.Score : Math.Min(match.Score, (options.PossibleScore + options.LikelyScore) / 2);
        return match with
        {
            Score = score,
            Fit = FitOf(score),
            Why = $"{match.Why}{doubt}",
        };
    }

    Fit FitOf(double score)
    {
        if (score >= options.MatchScore)
        {
            return Fit.Match;
        }
        return score >= options.LikelyScore ? Fit.Likely : Fit.Possible;
    }

    sealed record Asked(string Task, Intent Intent);

    /// <param name="Skill">An active skill.</param>
    /// <param name="Unfit">What it is known not to be for.</param>
    /// <param name="Differences">What is known to differ between it and the task.</param>
    sealed record Compared(Skill Skill, UnfitTasks Unfit, IReadOnlyList<IntentDifference> Differences);
}
