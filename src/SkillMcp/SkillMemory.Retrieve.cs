using SkillMcp.Formation;
using SkillMcp.Packaging;
using SkillMcp.Retrieval;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    const int MostMatches = 20;

    // Whoever did other things than the steps is told of a few of those that are missing, not of all.
    const int MostSkipped = 3;

    /// <summary>What is handed out is written down behind the answer's back.</summary>
    readonly RetrievalLog log = new(store, project, Kept);

    readonly Meaning? meaning = embedder is null ? null : new Meaning(store, project, embedder);

    Retriever Retriever => new(store, project, meaning, time.GetUtcNow(), options);

    /// <summary>Finds the procedures that fit a task, or the one that is named. Nothing that fits: no matches, and what to do instead.</summary>
    /// <exception cref="SkillException">Neither a task nor a skill is given, a number is out of range, or no skill has the name.</exception>
    public async Task<Retrieved> RetrieveAsync(RetrieveRequest request, CancellationToken cancel = default)
    {
        Check(request = Admitted(request));
        var found = request.Skill is { } name
            ? [Whole(await PrepareAsync(await NamedAsync(name, cancel), request, new Trail(request.Done), cancel), request.Arguments)]
            : await FittingAsync(request, cancel);
        if (found.Count == 0)
        {
            return new Retrieved { Task = request.Task, Advice = Advice.NothingFits };
        }
        var matches = Room.Cut(found, request.MaxTokens);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        log.Note(new PastRetrieval(id, Excerpt.Of(request.Task, PastTask.Longest), [.. matches.Select(match => new RetrievedSkill(match.Skill.Id, match.Skill.Version))], time.GetUtcNow()));
        return new Retrieved { Task = request.Task, RetrievalId = id, Matches = matches, Advice = Advice.For(matches, request.MaxTokens) };
    }

    /// <summary>Writes down what was handed out and is not written yet. Call it before the program ends.</summary>
    public Task FlushAsync(CancellationToken cancel = default) => log.FlushAsync(cancel);

    /// <summary>Waits for the vectors that are being made.</summary>
    internal Task EmbeddedAsync() => meaning?.Embedding ?? Task.CompletedTask;

    /// <summary>The candidates for a task, the best first, before anything is cut from them.</summary>
    internal Task<IReadOnlyList<Ranked>> RankAsync(string task, string? category, CancellationToken cancel) => Retriever.RankAsync(task, category, cancel);

    async Task<Match> NamedAsync(SkillName name, CancellationToken cancel)
    {
        var skill = await GetAsync(name, cancel);
        return skill.Lifecycle.Status switch
        {
            Status.Active => new Match { Skill = skill, Procedure = skill.Procedure, Score = 1, Fit = Fit.Match, Why = "asked for by name" },
            Status.Archived => throw new SkillException($"'{name}' is archived as {skill.Lifecycle.Word}: curate_skill with action 'restore' brings it back."),
            _ => throw new SkillException($"'{name}' is quarantined ({skill.Lifecycle.Word}): it can be used once a person approves it."),
        };
    }

    async Task<IReadOnlyList<Match>> FittingAsync(RetrieveRequest request, CancellationToken cancel)
    {
        var trail = new Trail(request.Done);
        var considered = (await Retriever.ConsiderAsync(request, trail, cancel))
            .Where(ranked => ranked.Candidate.Record.Reliability(ranked.Candidate.Confidence) >= request.MinReliability)
            // What was done and what is known of the situation can bring any of them to the front.
            .Take(request.Done.Count + request.Context.Count > 0 ? Retriever.MostConsidered : request.Limit)
            .ToList();
        var skills = await store.GetAsync(project, [.. considered.Select(ranked => ranked.Candidate.Id)], cancel);
        // What was archived or tampered with since it was indexed is not handed out.
        var matches = await Task.WhenAll(skills.Where(skill => skill.IsActive)
            .Select(skill => PrepareAsync(Matching(skill, considered.First(ranked => ranked.Candidate.Id == skill.Id)), request, trail, cancel)));
        return [.. matches
            .Where(match => match.Score >= options.PossibleScore)
            .OrderBy(match => match.Fit == Fit.Possible)
            .ThenBy(match => match.IsUnmet)
            .ThenByDescending(match => match.Score)
            .Take(request.Limit)
            .Select((match, place) => place == 0 && match.Fit != Fit.Possible ? Whole(match, request.Arguments) : match)];
    }

    Match Matching(Skill skill, Ranked ranked) => new()
    {
        Skill = skill,
        Procedure = skill.Procedure,
        // Without a task nothing speaks for it.
        Score = ranked.Reading.Question.TotalWeight > 0 || ranked.Candidate.Nearness is not null ? ranked.Relevance : 0,
        Fit = Fit.Possible,
        Why = Explanation.Of(ranked),
        Contributions = [.. Reranker.Trained.Contributions(ranked.Features), new Contribution("nearness", ranked.Candidate.Nearness ?? 0, options.NearnessWeight)],
    };

    /// <summary>Lays a composite out, and holds a skill against what was done and what is known of the situation.</summary>
    async Task<Match> PrepareAsync(Match match, RetrieveRequest request, Trail trail, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var composition = await LayOutAsync(match.Skill, cancel);
        var conditions = Judge(composition.Procedure, request);
        var prepared = match with
        {
            Procedure = composition.Procedure,
            IsDegraded = composition.Degraded.Count > 0,
            Conditions = conditions,
            Warnings =
            [
                .. Warnings.Of(match.Skill, IsStale(match.Skill)),
                .. composition.Degraded.Distinct().Select(problem => $"degraded composite: {problem}"),
                .. conditions.Where(condition => condition.State == ConditionState.Unmet).Select(condition => $"a precondition is known not to hold: {condition.Text}"),
            ],
        };
        return Graded(Begun(prepared, trail.Along(composition.Procedure.Steps), request.Done.Count), request);
    }

    /// <summary>A match that is handed over whole, with the arguments put in.</summary>
    static Match Whole(Match match, IReadOnlyDictionary<string, string> given)
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
        var facts = new Facts(request.Context);
        return [.. Arguments.Fill(procedure, request.Arguments).Procedure.Preconditions.Select(text => new Condition(text, facts.Judge(text)))];
    }

    /// <summary>A skill that somebody may be in the middle of: what was done makes it more likely than the words of the task alone.</summary>
    static Match Begun(Match match, Progress progress, int done) => progress.Steps.Count == 0 ? match : match with
    {
        Score = 1 - (1 - match.Score) * (1 - progress.Likelihood),
        NextStep = progress.Next,
        Why = $"{(match.Why == "" ? "" : $"{match.Why}; ")}{progress.Steps.Count} of the {done} steps done are its own",
        Warnings = [.. match.Warnings, .. progress.Skipped.Take(MostSkipped).Select(step => $"step {step} is not among what was done")],
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

    /// <summary>The steps taken so far, in order: what is wanted is the skill that they are the beginning of.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>What is known of the situation, such as <c>os=linux</c> or <c>kubectl configured</c>.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

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

    /// <summary>What its author wrote of it, where that is more than the steps; as much of it as there is room for.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Whether <see cref="Instructions"/> had no room for all of it.</summary>
    public bool IsCut { get; init; }

    /// <summary>The files of its folder that can be read beside SKILL.md, by path.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What each parameter became; null where nobody has said.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    /// <summary>What is known of each precondition; empty where nothing is known of the situation.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Whether a precondition is known not to hold.</summary>
    public bool IsUnmet => Conditions.Any(condition => condition.State == ConditionState.Unmet);

    /// <summary>The step to go on at, as shown, from 1, one more than there are where all is done; 0 where none of the steps was done.</summary>
    public int NextStep { get; init; }

    /// <summary>The same in a sentence; empty where none of the steps was done.</summary>
    public string GoOn => NextStep switch
    {
        0 => "",
        var next when next > Procedure.Steps.Count(step => !step.IsHeading) => "All of its steps are done: verify the outcome.",
        var next => $"Go on at step {next}.",
    };

    /// <summary>What spoke for it and against it; empty for one that was asked for by name.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    public IReadOnlyList<string> MissingArguments => [.. Procedure.Parameters.Where(p => Values.GetValueOrDefault(p.Name) is null).Select(p => p.Name)];
}

/// <summary>A precondition, with every argument that is known put in, and what is known of it.</summary>
public sealed record Condition(string Text, ConditionState State);

/// <summary>What is known of a precondition.</summary>
public enum ConditionState
{
    Unknown,
    Met,
    Unmet,
}

/// <summary>What one feature of the words says of a skill's fit.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Value">What it is for this skill.</param>
/// <param name="Weight">How much it counts: value times weight is added to the score by which the words put skills in order, before belief, what was done and what is known of the situation.</param>
public sealed record Contribution(string Feature, double Value, double Weight);
