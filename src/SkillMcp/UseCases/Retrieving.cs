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

    // The limits where the request gives none. A line for each of a few look-alikes is shorter than one procedure.
    const int MatchesWithWhole = 3;
    const int MatchesWithoutWhole = 5;

    // How many of the best are compared with what is asked for: of look-alikes the right one may be behind some that do something else.
    const int Compared = 8;

    // The warnings name only the first skipped steps, to keep the answer short.
    const int MaxSkipped = 3;

    Retriever Retriever => new(store, project, embeddings, time.GetUtcNow(), options);

    public async Task<Retrieved> RetrieveAsync(RetrieveRequest submitted, CancellationToken cancel)
    {
        // Checked first, because searching very many words for secrets is slow.
        Check(submitted);
        // Redacted, because the task and its other words are stored with the retrieval.
        var request = Redaction.ToFixedPoint(submitted);
        var found = request.Skill is { } name ? [await NamedAsync(name, request, cancel)] : await AnsweringAsync(request, cancel);
        if (found.Count == 0)
        {
            return new Retrieved { Task = request.Task, Advice = Advice.For(request, []) };
        }
        var matches = ResponseBudget.Trim(found, request.MaxTokens);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var returned = matches.Select(match => new RetrievedSkill(match.Skill.Id, match.Skill.Version));
        log.Note(new PastRetrieval(id, Truncate.To(request.Task, PastTask.MaxLength), [.. returned], time.GetUtcNow())
        {
            Also = request.Also,
        });
        return new Retrieved { Task = request.Task, RetrievalId = id, Matches = matches, Advice = Advice.For(request, matches) };
    }

    /// <summary>The candidates for a task, the best first, without a minimum score.</summary>
    public Task<IReadOnlyList<RankedCandidate>> RankAsync(
        string task, IReadOnlyList<string> also, string? category, CancellationToken cancel) =>
        Retriever.RankAsync(task, also, category, cancel);

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

    /// <summary>What fits the task or, if it asks for several things that different skills do, a skill for each of them.</summary>
    async Task<IReadOnlyList<Match>> AnsweringAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var fitting = await FittingAsync(request, cancel);
        var parts = request.Done.Count > 0 ? [] : TaskParts.Of(request.Task);
        if (parts.Count < 2 || fitting is [{ IsWhole: true, Skill.Procedure.IsComposite: true }, ..])
        {
            return fitting;
        }
        var byPart = new List<Match>();
        foreach (var part in parts)
        {
            // The other words are of the whole task: they would find the same skill for each part.
            var found = await FittingAsync(request with { Task = part, Also = [] }, cancel);
            if (found is [{ IsWhole: true } best, ..] && byPart.TrueForAll(match => match.Skill.Id != best.Skill.Id))
            {
                byPart.Add(byPart.Count == 0 ? best with { Part = part } : Named(best) with { Part = part });
            }
        }
        return byPart.Count < 2 ? fitting : [.. byPart.Take(request.Limit ?? MatchesWithWhole)];
    }

    /// <summary>A whole match as it is when another one is whole.</summary>
    static Match Named(Match match) => match with
    {
        IsWhole = false,
        Procedure = match.Skill.Procedure,
        Instructions = "",
        Files = [],
        Values = new Dictionary<string, string?>(),
    };

    async Task<IReadOnlyList<Match>> FittingAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var completed = new CompletedSteps(request.Done);
        // The steps done and the context can move any candidate to the front, so more of them are needed.
        var isReordered = request.Done.Count + request.Context.Count > 0;
        List<RankedCandidate> ranked = [.. (await Retriever.ConsiderAsync(request, completed, cancel))
            .Where(one => one.Candidate.Record.Reliability(one.Candidate.Confidence) >= request.MinReliability)];
        var named = ranked.Where(IsWorthNaming).Select(one => one.Candidate.Id).ToHashSet();
        var considered = ranked
            .Where(one => request.Done.Count > 0 || named.Contains(one.Candidate.Id))
            .Take(isReordered ? Retriever.MaxConsidered : Math.Max(request.Limit ?? 0, Compared))
            .ToList();
        var skills = await store.GetAsync(project, [.. considered.Select(one => one.Candidate.Id)], cancel);
        var asked = Intent.OfTask(request.Task);
        // A skill may have been archived or tampered with since it was indexed.
        var compared = skills
            .Where(skill => skill.IsActive)
            .Select(skill => (Skill: skill, Differences: IntentDifference.Between(asked, Intent.OfProcedure(skill.Name, skill.Procedure))))
            .ToList();
        var differing = compared.Where(one => one.Differences.Count > 0).Select(one => one.Skill.Id).ToHashSet();
        var rivals = WithoutRivals(ranked, differing).ToDictionary(one => one.Candidate.Id);
        var matches = await Task.WhenAll(compared.Select(one =>
            PrepareAsync(Matching(one.Skill, rivals[one.Skill.Id], one.Differences), request, completed, cancel)));
        Match[] fitting = [.. matches
            .Where(match => named.Contains(match.Skill.Id) || match.NextStep > 0 && match.Score >= options.PossibleScore)
            .OrderBy(match => match.Fit == Fit.Possible)
            .ThenBy(match => match.IsUnmet)
            .ThenByDescending(match => match.Score)];
        if (fitting is not [{ Fit: not Fit.Possible } best, .. var others])
        {
            return [.. fitting.Take(request.Limit ?? MatchesWithoutWhole)];
        }
        return [InFull(best, request.Arguments), .. others.Take((request.Limit ?? MatchesWithWhole) - 1)];
    }

    /// <summary>The candidates with their probabilities as if those that do something else were not there: they are no rivals.</summary>
    static IEnumerable<RankedCandidate> WithoutRivals(IReadOnlyList<RankedCandidate> ranked, HashSet<Guid> differing)
    {
        if (differing.Count == 0)
        {
            return ranked;
        }
        var others = ranked.ToLookup(one => differing.Contains(one.Candidate.Id));
        return [.. Ranking.Calibrated([.. others[false]]), .. others[true]];
    }

    /// <summary>Whether the memory may hold an answer, and the candidate is not far behind the best one.</summary>
    bool IsWorthNaming(RankedCandidate ranked) =>
        ranked.IsNear && ranked.Answerable >= options.PossibleScore && ranked.Comparison.IsTelling;

    static Match Matching(Skill skill, RankedCandidate ranked, IReadOnlyList<IntentDifference> differences)
    {
        // A request without a task has neither weighted words nor a vector.
        var hasTask = ranked.Match.Query.TotalWeight > 0 || ranked.Comparison.Kinds != EvidenceKinds.Task;
        return new Match
        {
            Skill = skill,
            Procedure = skill.Procedure,
            Score = hasTask ? ranked.Relevance : 0,
            Fit = Fit.Possible,
            Why = Explanation.Of(ranked),
            Differs = [.. differences.Select(difference => difference.Phrase)],
            Contributions = Rerankers.Trained.For(ranked.Comparison.Kinds).Contributions(ranked.Features),
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
        var score = match.Differs.Count == 0 ? match.Score : Math.Min(match.Score, (options.PossibleScore + options.LikelyScore) / 2);
        var doubt = match.Differs.Count == 0 ? "" : $"; but it differs: {match.Differs[0]}";
        return match with
        {
            Score = score,
            Fit = FitOf(score),
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
        if (AlsoProblem(request.Also) is { } problem)
        {
            throw new SkillException(
                $"{problem} Give up to {RetrieveRequest.MaxAlso} words or short phrases "
                + $"of at most {RetrieveRequest.MaxAlsoLength} characters each, such as \"postgres\", \"pg_dump\", \"database backup\".");
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
    /// <summary>What is wrong with the other words of a request, in a sentence; null if nothing is.</summary>
    static string? AlsoProblem(IReadOnlyList<string> also)
    {
        if (also.Count > RetrieveRequest.MaxAlso)
        {
            return $"'also' has {also.Count} entries.";
        }
        for (var at = 0; at < also.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(also[at]))
            {
                return $"Entry {at + 1} of 'also' is blank.";
            }
            if (also[at].Length > RetrieveRequest.MaxAlsoLength)
            {
                return $"Entry {at + 1} of 'also' has {also[at].Length} characters.";
            }
        }
        return null;
    }
}
