using SkillMcp.Admissions;
using SkillMcp.Intents;
using SkillMcp.Packaging;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Finds the procedures that fit a task, or the one that is named.</summary>
sealed class Retrieving(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    SkillMemoryOptions options,
    SkillLookup lookup,
    CompositeLayout layout,
    EmbeddingSearch? embeddings,
    RetrievalLog log)
{
    const int MaxMatches = 20;

    // The warnings name only the first skipped steps, to keep the answer short.
    const int MaxSkipped = 3;

    Retriever Retriever => new(store, project, embeddings, time.GetUtcNow(), options);

    public async Task<Retrieved> RetrieveAsync(RetrieveRequest submitted, CancellationToken cancel)
    {
        // Redacted first, because the task is stored with the retrieval.
        var request = Redaction.ToFixedPoint(submitted);
        Check(request);
        var found = request.Skill is { } name ? [await NamedAsync(name, request, cancel)] : await FittingAsync(request, cancel);
        if (found.Count == 0)
        {
            return new Retrieved { Task = request.Task, Advice = Advice.NothingFits };
        }
        var matches = ResponseBudget.Trim(found, request.MaxTokens);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var returned = matches.Select(match => new RetrievedSkill(match.Skill.Id, match.Skill.Version));
        log.Note(new PastRetrieval(id, Truncate.To(request.Task, PastTask.MaxLength), [.. returned], time.GetUtcNow()));
        return new Retrieved { Task = request.Task, RetrievalId = id, Matches = matches, Advice = Advice.For(matches, request.MaxTokens) };
    }

    /// <summary>The candidates for a task, the best first, without a minimum score.</summary>
    public Task<IReadOnlyList<RankedCandidate>> RankAsync(string task, string? category, CancellationToken cancel) =>
        Retriever.RankAsync(task, category, cancel);

    async Task<Match> NamedAsync(SkillName name, RetrieveRequest request, CancellationToken cancel)
    {
        var match = await MatchNamedAsync(name, cancel);
        return InFull(await PrepareAsync(match, request, new CompletedSteps(request.Done), cancel), request.Arguments);
    }

    async Task<Match> MatchNamedAsync(SkillName name, CancellationToken cancel)
    {
        var skill = await lookup.GetAsync(name, cancel);
        return skill.Lifecycle.Status switch
        {
            Status.Active => new Match
            {
                Skill = skill,
                Procedure = skill.Procedure,
                Score = 1,
                Fit = Fit.Match,
                Why = "asked for by name",
            },
            Status.Archived => throw new SkillException(
                $"'{name}' is archived as {skill.Lifecycle.ReasonCode}: curate_skill with action 'restore' brings it back."),
            _ => throw new SkillException(
                $"'{name}' is quarantined ({skill.Lifecycle.ReasonCode}): it can be used once a person approves it."),
        };
    }

    async Task<IReadOnlyList<Match>> FittingAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var completed = new CompletedSteps(request.Done);
        // The steps done and the context can move any candidate to the front, so more of them are needed.
        var isReordered = request.Done.Count + request.Context.Count > 0;
        var considered = (await Retriever.ConsiderAsync(request, completed, cancel))
            .Where(ranked => ranked.Candidate.Record.Reliability(ranked.Candidate.Confidence) >= request.MinReliability)
            .Take(isReordered ? Retriever.MaxConsidered : request.Limit)
            .ToList();
        var skills = await store.GetAsync(project, [.. considered.Select(ranked => ranked.Candidate.Id)], cancel);
        // A skill may have been archived or tampered with since it was indexed.
        var candidates = skills
            .Where(skill => skill.IsActive)
            .Select(skill => Matching(skill, considered.First(ranked => ranked.Candidate.Id == skill.Id)));
        var matches = await Task.WhenAll(candidates.Select(match => PrepareAsync(match, request, completed, cancel)));
        return [.. matches
            .Where(match => match.Score >= options.PossibleScore)
            .OrderBy(match => match.Fit == Fit.Possible)
            .ThenBy(match => match.IsUnmet)
            .ThenByDescending(match => match.Score)
            .Take(request.Limit)
            .Select((match, place) => place == 0 && match.Fit != Fit.Possible ? InFull(match, request.Arguments) : match)];
    }

    Match Matching(Skill skill, RankedCandidate ranked)
    {
        var similarity = ranked.Candidate.CosineSimilarity;
        // A request without a task has neither weighted words nor a vector.
        var hasTask = ranked.Match.Query.TotalWeight > 0 || similarity is not null;
        var nearness = new Contribution("nearness", similarity ?? 0, options.CosineSimilarityWeight);
        return new Match
        {
            Skill = skill,
            Procedure = skill.Procedure,
            Score = hasTask ? ranked.Relevance : 0,
            Fit = Fit.Possible,
            Why = Explanation.Of(ranked),
            Contributions = [.. Reranker.Trained.Contributions(ranked.Features), nearness],
        };
    }

    /// <summary>Lays a composite out, and compares the skill with the steps done and the context of the request.</summary>
    async Task<Match> PrepareAsync(Match match, RetrieveRequest request, CompletedSteps completed, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var composition = await layout.LayOutAsync(match.Skill, cancel);
        var conditions = ConditionsOf(composition.Procedure, request);
        var prepared = match with
        {
            Procedure = composition.Procedure,
            IsDegraded = composition.Degraded.Count > 0,
            Conditions = conditions,
            Warnings = [.. WarningsOf(match.Skill, composition, conditions)],
        };
        return Graded(WithProgress(prepared, completed.ProgressThrough(composition.Procedure.Steps), request.Done.Count), request);
    }

    IEnumerable<string> WarningsOf(Skill skill, Composition composition, IReadOnlyList<Condition> conditions)
    {
        var degraded = composition.Degraded.Distinct().Select(problem => $"degraded composite: {problem}");
        var unmet = conditions
            .Where(condition => condition.State == ConditionState.Unmet)
            .Select(condition => $"a precondition is known not to hold: {condition.Text}");
        return [.. Warnings.Of(skill, skill.IsStale(time.GetUtcNow(), options.StaleAfter)), .. degraded, .. unmet];
    }

    /// <summary>A match with its whole procedure and the arguments filled in.</summary>
    static Match InFull(Match match, IReadOnlyDictionary<string, string> given)
    {
        var arguments = Arguments.Fill(match.Procedure, given);
        // Writing the markdown parses the document, which is wasted on a skill without one.
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

    /// <summary>The body of the author's document; empty if there is none, or if the steps were changed since it was written.</summary>
    static string InstructionsOf(Procedure procedure, string markdown)
    {
        if (procedure.Document.Length == 0)
        {
            return "";
        }
        var body = SkillMarkdown.BodyOf(markdown);
        return body == SkillMarkdown.BodyOf(procedure.Document) ? body.Trim() : "";
    }

    /// <summary>The paths of the files that can be read beside SKILL.md.</summary>
    static IReadOnlyList<string> FilesOf(Procedure procedure, string markdown)
    {
        var paths = procedure.Files.Select(file => file.Path);
        return SkillFolder.OriginalPath(procedure, markdown) is { } original ? [.. paths, original] : [.. paths];
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
        var skipped = progress.Skipped.Take(MaxSkipped).Select(step => $"step {step} is not among what was done");
        return match with
        {
            Score = 1 - (1 - match.Score) * (1 - progress.Likelihood),
            NextStep = progress.Next,
            Why = $"{why}{progress.Steps.Count} of the {done} steps done are its own",
            Warnings = [.. match.Warnings, .. skipped],
        };
    }

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
        var does = Intent.OfProcedure(match.Skill.Name, match.Skill.Procedure);
        var differences = IntentDifference.Between(Intent.OfTask(request.Task), does);
        var score = differences.Count == 0 ? match.Score : Math.Min(match.Score, (options.PossibleScore + options.LikelyScore) / 2);
        var doubt = differences.Count == 0 ? "" : $"; but it differs: {differences[0].Phrase}";
        return match with
        {
            Score = score,
            Fit = FitOf(score),
            Differs = [.. differences.Select(difference => difference.Phrase)],
            Why = $"{100 * score:0}% sure: {match.Why}{doubt}",
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

    static void Check(RetrieveRequest request)
    {
        if (request.Skill is null && string.IsNullOrWhiteSpace(request.Task) && request.Done.All(string.IsNullOrWhiteSpace))
        {
            throw new SkillException(
                "Neither a task nor a skill is given: say in 'task' what you are about to do, such as 'deploy the api to staging', "
                + "in 'done' what you have done so far, or in 'skill' the name of one that you were shown.");
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
