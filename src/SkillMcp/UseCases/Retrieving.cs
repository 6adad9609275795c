using SkillMcp.Admissions;
using SkillMcp.Formation;
using SkillMcp.Packaging;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Finds the procedures that fit a task, or the one that is named.</summary>
sealed class Retrieving(
    IMemoryStore store, Project project, TimeProvider time, SkillMemoryOptions options, SkillLookup lookup, CompositeLayout layout, EmbeddingSearch? embeddings, RetrievalLog log)
{
    const int MaxMatches = 20;

    // A caller who did other things than the steps is told of a few of those that are missing, not of all.
    const int MaxSkipped = 3;

    Retriever Retriever => new(store, project, embeddings, time.GetUtcNow(), options);

    public async Task<Retrieved> RetrieveAsync(RetrieveRequest asked, CancellationToken cancel)
    {
        // What is handed out is written down with its task.
        var request = Redaction.ToFixedPoint(asked);
        Check(request);
        var found = request.Skill is { } name
            ? [InFull(await PrepareAsync(await NamedAsync(name, cancel), request, new CompletedSteps(request.Done), cancel), request.Arguments)]
            : await FittingAsync(request, cancel);
        if (found.Count == 0)
        {
            return new Retrieved { Task = request.Task, Advice = Advice.NothingFits };
        }
        var matches = ResponseBudget.Trim(found, request.MaxTokens);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        log.Note(new PastRetrieval(id, Truncate.To(request.Task, PastTask.MaxLength), [.. matches.Select(match => new RetrievedSkill(match.Skill.Id, match.Skill.Version))], time.GetUtcNow()));
        return new Retrieved { Task = request.Task, RetrievalId = id, Matches = matches, Advice = Advice.For(matches, request.MaxTokens) };
    }

    /// <summary>The candidates for a task, the best first, before anything is cut from them.</summary>
    public Task<IReadOnlyList<RankedCandidate>> RankAsync(string task, string? category, CancellationToken cancel) => Retriever.RankAsync(task, category, cancel);

    async Task<Match> NamedAsync(SkillName name, CancellationToken cancel)
    {
        var skill = await lookup.GetAsync(name, cancel);
        return skill.Lifecycle.Status switch
        {
            Status.Active => new Match { Skill = skill, Procedure = skill.Procedure, Score = 1, Fit = Fit.Match, Why = "asked for by name" },
            Status.Archived => throw new SkillException($"'{name}' is archived as {skill.Lifecycle.Word}: curate_skill with action 'restore' brings it back."),
            _ => throw new SkillException($"'{name}' is quarantined ({skill.Lifecycle.Word}): it can be used once a person approves it."),
        };
    }

    async Task<IReadOnlyList<Match>> FittingAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var completed = new CompletedSteps(request.Done);
        var considered = (await Retriever.ConsiderAsync(request, completed, cancel))
            .Where(ranked => ranked.Candidate.Record.Reliability(ranked.Candidate.Confidence) >= request.MinReliability)
            // What was done and what is known of the situation can bring any of them to the front.
            .Take(request.Done.Count + request.Context.Count > 0 ? Retriever.MaxConsidered : request.Limit)
            .ToList();
        var skills = await store.GetAsync(project, [.. considered.Select(ranked => ranked.Candidate.Id)], cancel);
        // What was archived or tampered with since it was indexed is not handed out.
        var matches = await Task.WhenAll(skills.Where(skill => skill.IsActive)
            .Select(skill => PrepareAsync(Matching(skill, considered.First(ranked => ranked.Candidate.Id == skill.Id)), request, completed, cancel)));
        return [.. matches
            .Where(match => match.Score >= options.PossibleScore)
            .OrderBy(match => match.Fit == Fit.Possible)
            .ThenBy(match => match.IsUnmet)
            .ThenByDescending(match => match.Score)
            .Take(request.Limit)
            .Select((match, place) => place == 0 && match.Fit != Fit.Possible ? InFull(match, request.Arguments) : match)];
    }

    Match Matching(Skill skill, RankedCandidate ranked) => new()
    {
        Skill = skill,
        Procedure = skill.Procedure,
        // Without a task nothing speaks for it.
        Score = ranked.Match.Query.TotalWeight > 0 || ranked.Candidate.CosineSimilarity is not null ? ranked.Relevance : 0,
        Fit = Fit.Possible,
        Why = Explanation.Of(ranked),
        Contributions = [.. Reranker.Trained.Contributions(ranked.Features), new Contribution("nearness", ranked.Candidate.CosineSimilarity ?? 0, options.CosineSimilarityWeight)],
    };

    /// <summary>Lays a composite out, and holds a skill against what was done and what is known of the situation.</summary>
    async Task<Match> PrepareAsync(Match match, RetrieveRequest request, CompletedSteps completed, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var composition = await layout.LayOutAsync(match.Skill, cancel);
        var conditions = Judge(composition.Procedure, request);
        var prepared = match with
        {
            Procedure = composition.Procedure,
            IsDegraded = composition.Degraded.Count > 0,
            Conditions = conditions,
            Warnings =
            [
                .. Warnings.Of(match.Skill, match.Skill.IsStale(time.GetUtcNow(), options.StaleAfter)),
                .. composition.Degraded.Distinct().Select(problem => $"degraded composite: {problem}"),
                .. conditions.Where(condition => condition.State == ConditionState.Unmet).Select(condition => $"a precondition is known not to hold: {condition.Text}"),
            ],
        };
        return Graded(Begun(prepared, completed.ProgressThrough(composition.Procedure.Steps), request.Done.Count), request);
    }

    /// <summary>A match that is handed over whole, with the arguments put in.</summary>
    static Match InFull(Match match, IReadOnlyDictionary<string, string> given)
    {
        var arguments = Arguments.Fill(match.Procedure, given);
        // Writing it takes a reading of the document, which a skill without one has no need of.
        var markdown = match.Skill.Procedure.Document.Length == 0 ? "" : SkillMarkdown.Write(match.Skill.Name, match.Skill.Procedure);
        return match with
        {
            IsWhole = true,
            Procedure = arguments.Procedure,
            Values = arguments.Values,
            Warnings = [.. match.Warnings, .. arguments.Warnings],
            Instructions = InstructionsOf(match.Skill.Procedure, markdown),
            Files = FilesOf(match.Skill.Procedure, markdown),
        };
    }

    /// <summary>The author's text; empty where the steps say all, or say it otherwise by now.</summary>
    static string InstructionsOf(Procedure procedure, string markdown) =>
        procedure.Document.Length > 0 && SkillMarkdown.BodyOf(markdown) is var body && body == SkillMarkdown.BodyOf(procedure.Document) ? body.Trim() : "";

    /// <summary>What can be read beside SKILL.md, by path.</summary>
    static IReadOnlyList<string> FilesOf(Procedure procedure, string markdown) =>
        [.. procedure.Files.Select(file => file.Path), .. SkillFolder.OriginalPath(procedure, markdown) is { } original ? [original] : Array.Empty<string>()];

    static IReadOnlyList<Condition> Judge(Procedure procedure, RetrieveRequest request)
    {
        if (request.Context.Count == 0)
        {
            return [];
        }
        var facts = new KnownFacts(request.Context);
        return [.. Arguments.Fill(procedure, request.Arguments).Procedure.Preconditions.Select(text => new Condition(text, facts.Judge(text)))];
    }

    /// <summary>A skill that somebody may be in the middle of: what was done makes it more likely than the words of the task alone.</summary>
    static Match Begun(Match match, StepProgress progress, int done) => progress.Steps.Count == 0 ? match : match with
    {
        Score = 1 - (1 - match.Score) * (1 - progress.Likelihood),
        NextStep = progress.Next,
        Why = $"{(match.Why == "" ? "" : $"{match.Why}; ")}{progress.Steps.Count} of the {done} steps done are its own",
        Warnings = [.. match.Warnings, .. progress.Skipped.Take(MaxSkipped).Select(step => $"step {step} is not among what was done")],
    };

    /// <summary>How well it fits, in a word. One that does the opposite of what is asked has most of its words, and is never more than possible.</summary>
    Match Graded(Match match, RetrieveRequest request)
    {
        if (request.Skill is not null)
        {
            return match;
        }
        var opposing = Conflict.Opposing(request.Task, match.Skill.Procedure);
        var score = opposing is null ? match.Score : Math.Min(match.Score, (options.PossibleScore + options.LikelyScore) / 2);
        return match with
        {
            Score = score,
            Fit = score >= options.MatchScore ? Fit.Match : score >= options.LikelyScore ? Fit.Likely : Fit.Possible,
            Why = $"{100 * score:0}% sure: {match.Why}{(opposing is null ? "" : $"; but of the two {opposing}")}",
        };
    }

    static void Check(RetrieveRequest request)
    {
        if (request.Skill is null && string.IsNullOrWhiteSpace(request.Task) && request.Done.All(string.IsNullOrWhiteSpace))
        {
            throw new SkillException("Neither a task nor a skill is given: say in 'task' what you are about to do, such as 'deploy the api to staging', in 'done' what you have done so far, or in 'skill' the name of one that you were shown.");
        }
        if (request.Limit is < 1 or > MaxMatches)
        {
            throw new SkillException($"limit is {request.Limit} and must be between 1 and {MaxMatches}.");
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
