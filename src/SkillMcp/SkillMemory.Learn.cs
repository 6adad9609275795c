using SkillMcp.Formation;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    // The skill that a run is another run of is nearly always the first that its words find.
    const int ComparedSkills = 20;

    // A common word adds little, and every skill that holds it would have to be ranked (3 µs each).
    const int RankedSkills = 1_000;
    const int FewestWords = 4;

    // A run that broke off has fewer steps than what it followed.
    const double SimilarFailure = 0.5;

    // Under this, two procedures share no more than function words of their trade.
    const double WorthNaming = 0.1;

    /// <summary>Decides what a run that came through the door becomes, and makes it that.</summary>
    async Task<Learned> LearnAdmittedAsync(LearnRequest request, Provenance by, Func<Trajectory, bool, FormationDecision> judge, CancellationToken cancel)
    {
        var run = Run.Of(request, by);
        var likenesses = await LikenessesAsync(run, cancel);
        var known = request.MergeInto is { } into ? await MergeableAsync(into, cancel) : likenesses.FirstOrDefault(likeness => likeness.IsSame)?.Known;
        var verdict = judge(run.Told, known is not null);
        var learned = new Learned
        {
            Decision = Decision.NotStored,
            Reason = run.Finding.Contradicted ? $"{verdict.Reason}: the evidence contradicts the claim of {(request.Trajectory.Success ? "success" : "failure")}" : verdict.Reason,
            Similarity = (likenesses.FirstOrDefault(likeness => likeness.Known.Id == known?.Id) ?? likenesses.FirstOrDefault())?.Similarity ?? 0,
            Similar = [.. likenesses.Where(likeness => likeness.Known.Id != known?.Id && likeness.Similarity >= WorthNaming).Take(3).Select(likeness => new SimilarSkill(likeness.Known.Name, likeness.Similarity))],
        };
        return known switch
        {
            _ when !run.Told.Success => await LessonAsync(run, request.MergeInto is null ? await FailedAsync(run, likenesses, cancel) : known, learned, cancel),
            not null when by.Doubt.Length > 0 && (verdict.Remember || request.MergeInto is not null) => await StoreAsync(run, likenesses, learned, cancel),
            { } same when verdict.Remember || request.MergeInto is not null => await MergeAsync(run, same, learned, cancel),
            null when verdict.Remember => await StoreAsync(run, likenesses, learned, cancel),
            _ => learned,
        };
    }

    /// <summary>The active skills that share words with a run, the most similar first.</summary>
    async Task<IReadOnlyList<SkillComparison>> LikenessesAsync(Run run, CancellationToken cancel)
    {
        var words = Words.Of(run.Draft.Description).Concat(Words.Of(run.Draft.Title)).Concat(run.Draft.Steps.SelectMany(step => Words.Of(step.Text))).Distinct().ToList();
        var frequencies = await store.FrequenciesAsync(project, words, cancel);
        var found = await store.SearchAsync(project, Telling(words, frequencies), category: null, ComparedSkills, cancel);
        var skills = await store.GetAsync(project, [.. found.Select(candidate => candidate.Id)], cancel);
        var features = ComparisonFeatures.Of(run.Draft);
        return [.. skills.Where(skill => skill.IsActive).Select(skill => Consolidator.Compare(features, run.IsNamed, skill, frequencies)).OrderByDescending(likeness => likeness.Similarity)];
    }

    /// <summary>The words that tell one procedure from another: the rarest that are known.</summary>
    List<string> Telling(List<string> words, WordFrequencies frequencies)
    {
        var telling = new List<string>();
        var ranked = 0;
        foreach (var word in words.Where(frequencies.Holding.ContainsKey).OrderBy(word => frequencies.Holding[word]).Take(options.SearchedWords))
        {
            ranked += frequencies.Holding[word];
            if (ranked > RankedSkills && telling.Count >= FewestWords)
            {
                break;
            }
            telling.Add(word);
        }
        return telling;
    }

    async Task<Skill> MergeableAsync(SkillName name, CancellationToken cancel) => await GetAsync(name, cancel) switch
    {
        { IsActive: false } skill => throw new SkillException($"'{name}' is {Word.Of(skill.Lifecycle.Status)} ({skill.Lifecycle.Word}): restore it first, or leave merge_into out."),
        { Procedure.IsComposite: true } => throw new SkillException($"'{name}' is a composite and has no steps of its own: merge into one of its components."),
        { Pinned: true } => throw new SkillException($"'{name}' is pinned, so nothing is merged into it: unpin it first, or leave merge_into out."),
        var skill => skill,
    };

    async Task<Learned> StoreAsync(Run run, IReadOnlyList<SkillComparison> likenesses, Learned learned, CancellationToken cancel)
    {
        var skill = New(run.Draft, Source.Learned, run.By) with { Confidence = options.LearnedConfidence };
        var first = Executed(skill, skill.Version, run.Finding, failedStep: 0, run.Told.Notes, run.Told.Evidence) with { Retrieval = run.Request.Retrieval, Task = run.Told.Task };
        for (var number = 1; ; number++)
        {
            var numbered = number == 1 ? skill : skill with { Name = skill.Name.Numbered(number) };
            var stored = learned with
            {
                Decision = skill.IsActive ? Decision.Stored : Decision.Quarantined,
                Reason = number == 1 ? learned.Reason : $"{learned.Reason}: another procedure is called {skill.Name}",
                Skill = numbered,
                Version = 1,
            };
            if (run.Request.DryRun && (await store.FindAsync(project, numbered.Name, cancel))?.Project != project)
            {
                return stored;
            }
            if (!run.Request.DryRun && await store.AddAsync(project, numbered, learned.Reason, first, cancel) == Saved.Done)
            {
                return stored with { Skill = await GetAsync(numbered.Name, cancel) };
            }
            // Somebody else may have learned the same since we looked.
            if (skill.IsActive
                && await store.FindAsync(project, numbered.Name, cancel) is { IsActive: true } meanwhile
                && likenesses.All(likeness => likeness.Known.Id != meanwhile.Id)
                && Consolidator.Compare(ComparisonFeatures.Of(run.Draft), run.IsNamed, meanwhile, new WordFrequencies(0, new Dictionary<string, int>())) is { IsSame: true } likeness)
            {
                return await MergeAsync(run, meanwhile, learned with { Similarity = likeness.Similarity }, cancel);
            }
        }
    }

    /// <summary>Counts the run for the skill that it is another run of, and keeps what is new of it: other steps as a version, other words with the execution.</summary>
    async Task<Learned> MergeAsync(Run run, Skill known, Learned learned, CancellationToken cancel)
    {
        var versions = await store.VersionsAsync(project, known.Id, cancel);
        var merge = Consolidator.Plan(known, versions, run.Draft, run.Finding.Grade);
        if (run.Request.DryRun)
        {
            return learned with { Decision = merge.Decision, Skill = known, Version = merge.Version };
        }
        var skill = await ChangeAsync(known.Name, async read =>
        {
            versions = await store.VersionsAsync(project, read.Id, cancel);
            merge = Consolidator.Plan(read, versions, run.Draft, run.Finding.Grade);
            var (changed, added) = await WrittenAsync(read, merge.Version, merge.Written, merge.Decision, ReasonFor(merge.Decision), run.By, cancel);
            merge = merge with { Version = added?.Number ?? merge.Version };
            return changed == read && added is null ? null : (changed, added);
        }, cancel);
        List<Procedure> kept = [.. versions.Select(version => version.Procedure), .. merge.Written is { } written ? [written] : Array.Empty<Procedure>()];
        var execution = Executed(skill, merge.Version, run.Finding, failedStep: 0, Lines([run.Told.Notes, .. Consolidator.NewWords(run.Told, kept), .. Consolidator.NewSteps(run.Told.Steps, kept)]), run.Told.Evidence);
        await store.RecordAsync(project, execution with { Retrieval = run.Request.Retrieval, Task = run.Told.Task }, cancel);
        return learned with { Decision = merge.Decision, Skill = (await RetireAsync(skill.Name, cancel)).Skill, Version = merge.Version };
    }

    /// <summary>Why a run is a version of a skill.</summary>
    static string ReasonFor(Decision decision) => decision switch
    {
        Decision.Consolidated => "a run with other values",
        Decision.Refined => "a shorter way, with evidence",
        _ => "another way to the same end",
    };

    static string Lines(IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));

    /// <summary>A failed run of a known skill is a failure of that skill, and what went wrong a pitfall for those who follow.</summary>
    async Task<Learned> LessonAsync(Run run, Skill? known, Learned learned, CancellationToken cancel)
    {
        if (known is null)
        {
            return learned;
        }
        var followed = (await RetrievedAsync(run.Request.Retrieval, cancel)).FirstOrDefault(returned => returned.Skill == known.Id);
        var lesson = learned with { Decision = Decision.Lesson, Skill = known, Version = followed?.Version ?? known.Version };
        if (run.Request.DryRun)
        {
            return lesson;
        }
        var execution = Executed(known, lesson.Version, run.Finding, failedStep: 0, run.Told.Notes, run.Told.Evidence);
        await store.RecordAsync(project, execution with { Retrieval = run.Request.Retrieval, Task = run.Told.Task }, cancel);
        return lesson with { Skill = (await RetireAsync(known.Name, cancel)).Skill };
    }

    /// <summary>The skill that a failed run followed: the most similar of those that its retrieval returned, or else of all that nothing speaks against.</summary>
    async Task<Skill?> FailedAsync(Run run, IReadOnlyList<SkillComparison> likenesses, CancellationToken cancel)
    {
        var returned = await RetrievedAsync(run.Request.Retrieval, cancel);
        return (likenesses.FirstOrDefault(likeness => returned.Any(one => one.Skill == likeness.Known.Id))
            ?? likenesses.FirstOrDefault(likeness => likeness is { Conflict: null, Similarity: >= SimilarFailure }))?.Known;
    }

    /// <summary>What a retrieval returned; nothing where there was none, or it is not known (any more).</summary>
    async Task<IReadOnlyList<RetrievedSkill>> RetrievedAsync(Guid? retrieval, CancellationToken cancel)
    {
        if (retrieval is not { } id)
        {
            return [];
        }
        await FlushAsync(cancel);
        return (await store.FindRetrievalAsync(project, id, cancel))?.Skills ?? [];
    }

    /// <summary>A run with what can be told of it before anything is looked up.</summary>
    /// <param name="Request">What was asked.</param>
    /// <param name="Told">The run, with its success as its evidence has it.</param>
    /// <param name="Finding">How it ended.</param>
    /// <param name="Draft">The procedure that it shows.</param>
    /// <param name="By">Who tells it.</param>
    sealed record Run(LearnRequest Request, Trajectory Told, Finding Finding, Procedure Draft, Provenance By)
    {
        /// <summary>Whether its author gave it its name.</summary>
        public bool IsNamed => Told.Name.Length > 0;

        public static Run Of(LearnRequest request, Provenance by)
        {
            var finding = Finding.Of(request.Trajectory.Success ? Outcome.Success : Outcome.Failure, request.Trajectory.Evidence, confirmed: by.Author == Author.Person);
            var told = request.Trajectory with { Success = finding.Outcome == Outcome.Success };
            // What cannot be stored is refused before anything else is made of it.
            var draft = Drafter.Draft(told).Checked();
            var secrets = draft.Parameters.Where(parameter => parameter.Example == Parameter.Secret).Select(parameter => parameter.Name).ToList();
            return new Run(request, told, finding, Generalizer.Generalize(draft, secrets), by with { Task = told.Task });
        }
    }
}

/// <summary>A run to learn from.</summary>
public sealed record LearnRequest
{
    public required Trajectory Trajectory { get; init; }

    /// <summary>The retrieval that the run followed, so that it counts once.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>The skill that it is to be merged into, whatever the similarity says.</summary>
    public SkillName? MergeInto { get; init; }

    /// <summary>Only tell what would be done.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What a run became.</summary>
public enum Decision
{
    /// <summary>A new skill.</summary>
    Stored,

    /// <summary>One more execution of a skill that says the same.</summary>
    Consolidated,

    /// <summary>The skill's new version.</summary>
    Refined,

    /// <summary>Another way to the same end, kept beside the skill.</summary>
    Alternative,

    /// <summary>A failure of a known skill, and a pitfall for those who follow.</summary>
    Lesson,

    /// <summary>Kept apart until a person approves it.</summary>
    Quarantined,

    NotStored,

    /// <summary>A refinement that would drop something that must not go without a word.</summary>
    WouldLose,
}

/// <summary>The answer to a <see cref="LearnRequest"/>.</summary>
public sealed record Learned
{
    public required Decision Decision { get; init; }

    /// <summary>The policy's word for it, such as <c>recurrent_category_setup</c>, or a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The skill that it went into; null where it went nowhere.</summary>
    public Skill? Skill { get; init; }

    /// <summary>The version that holds its text; 0 where it went nowhere.</summary>
    public int Version { get; init; }

    /// <summary>How similar it is to the skill that it went into or is nearest to, 0-1.</summary>
    public double Similarity { get; init; }

    /// <summary>The nearest skills that it was not merged with, three at most.</summary>
    public IReadOnlyList<SimilarSkill> Similar { get; init; } = [];
}

/// <summary>A skill and how similar it is to another, 0-1.</summary>
public sealed record SimilarSkill(SkillName Name, double Similarity);
