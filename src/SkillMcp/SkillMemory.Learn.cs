using SkillMcp.Formation;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    const int ComparedSkills = 20;
    const int RankedSkills = 1_000;
    const int FewestWords = 4;
    const double SimilarFailure = 0.5;
    const double WorthNaming = 0.1;

    /// <summary>Decides whether a run is worth remembering, as what, and remembers it. The run itself is the first execution.</summary>
    /// <exception cref="SkillException">The run is malformed, or <see cref="LearnRequest.MergeInto"/> cannot take it.</exception>
    public async Task<Learned> LearnAsync(LearnRequest request, Provenance by, CancellationToken cancel = default)
    {
        var claimed = request.Trajectory.Success ? Outcome.Success : Outcome.Failure;
        var finding = Finding.Of(claimed, request.Trajectory.Evidence, confirmed: by.Author == Author.Person);
        var run = request.Trajectory with { Success = finding.Outcome == Outcome.Success };
        var draft = Drafter.Draft(run).Checked();
        var likenesses = await LikenessesAsync(draft, run.Name.Length > 0, cancel);
        var known = request.MergeInto is { } into ? await MergeableAsync(into, cancel) : likenesses.FirstOrDefault(likeness => likeness.IsSame)?.Known;
        var verdict = FormationPolicy.Judge(run, options.MinSteps);
        var learned = new Learned
        {
            Decision = Decision.NotStored,
            Reason = finding.Contradicted ? $"{verdict.Reason}: the evidence contradicts the claim of {Wire(claimed)}" : verdict.Reason,
            Similarity = likenesses.Count > 0 ? likenesses[0].Similarity : 0,
            Similar = [.. likenesses.Where(likeness => likeness.Known.Id != known?.Id && likeness.Similarity >= WorthNaming).Take(3).Select(likeness => new SimilarSkill(likeness.Known.Name, likeness.Similarity))],
        };
        return (run.Success, verdict.Remember, known) switch
        {
            (false, _, _) => await LessonAsync(request, known ?? await FailedAsync(request, likenesses, cancel), finding, learned, cancel),
            // What is known already recurs, whatever its words say; two steps are too few for anything.
            (_, _, { } same) when verdict.Remember || request.MergeInto is not null || verdict.Reason == "one_time_task" =>
                await MergeAsync(request, run, draft, same, finding, learned with { Similarity = SimilarityTo(same) }, by, cancel),
            (_, true, _) => await StoreAsync(request, run, draft, finding, learned, by, cancel),
            _ => learned,
        };

        double SimilarityTo(Skill skill) => likenesses.FirstOrDefault(likeness => likeness.Known.Id == skill.Id)?.Similarity ?? 0;
    }

    /// <summary>The active skills that share words with a draft, the most similar first.</summary>
    async Task<IReadOnlyList<Likeness>> LikenessesAsync(Procedure draft, bool named, CancellationToken cancel)
    {
        var words = Words.Of(draft.Description).Concat(Words.Of(draft.Title)).Concat(draft.Steps.SelectMany(step => Words.Of(step.Text))).Distinct().ToList();
        var frequencies = await store.FrequenciesAsync(project, words, cancel);
        var found = await store.SearchAsync(project, Telling(words, frequencies), category: null, ComparedSkills, cancel);
        var skills = await store.GetAsync(project, [.. found.Select(candidate => candidate.Id)], cancel);
        var traits = Traits.Of(draft);
        return [.. skills.Where(skill => skill.IsActive).Select(skill => Consolidator.Compare(traits, named, skill, frequencies)).OrderByDescending(likeness => likeness.Similarity)];
    }

    /// <summary>
    /// The words that tell one procedure from another: the rarest that are known. A common one adds little to them,
    /// and every skill that holds it would have to be ranked (3 µs each), which in a large memory are most.
    /// </summary>
    List<string> Telling(List<string> words, WordFrequencies frequencies)
    {
        var ranked = 0;
        return [.. words.Where(frequencies.Holding.ContainsKey).OrderBy(word => frequencies.Holding[word]).Take(options.SearchedWords)
            .TakeWhile((word, place) => (ranked += frequencies.Holding[word]) <= RankedSkills || place < FewestWords)];
    }

    async Task<Skill> MergeableAsync(SkillName name, CancellationToken cancel) => await GetAsync(name, cancel) switch
    {
        { IsActive: false } skill => throw new SkillException($"'{name}' is {Wire(skill.Lifecycle.Status)} ({skill.Lifecycle.Reason}): restore it first, or leave merge_into out."),
        { Procedure.IsComposite: true } => throw new SkillException($"'{name}' is a composite and has no steps of its own: merge into one of its components."),
        { Pinned: true } => throw new SkillException($"'{name}' is pinned, so nothing is merged into it: unpin it first, or leave merge_into out."),
        var skill => skill,
    };

    async Task<Learned> StoreAsync(LearnRequest request, Trajectory run, Procedure draft, Finding finding, Learned learned, Provenance by, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var skill = New(draft, Source.Learned, by with { Task = run.Task }) with
        {
            Confidence = options.LearnedConfidence,
            Record = TrackRecord.Empty.With(Outcome.Success, finding.Grade),
            LastUsedAt = now,
            LastSucceededAt = now,
        };
        for (var number = 1; ; number++)
        {
            var numbered = number == 1 ? skill : skill with { Name = skill.Name.Numbered(number) };
            if (request.DryRun)
            {
                return learned with { Decision = Decision.Stored, Skill = numbered, Version = 1 };
            }
            if (await store.AddAsync(project, numbered, learned.Reason, cancel) == Saved.Done)
            {
                return learned with { Decision = Decision.Stored, Skill = numbered, Version = 1 };
            }
            // Somebody else may have learned the same a moment ago.
            if (await store.FindAsync(project, numbered.Name, cancel) is { IsActive: true } holder
                && Consolidator.Compare(Traits.Of(draft), run.Name.Length > 0, holder, new WordFrequencies(0, new Dictionary<string, int>())) is { IsSame: true } likeness)
            {
                return await MergeAsync(request, run, draft, holder, finding, learned with { Similarity = likeness.Similarity }, by, cancel);
            }
        }
    }

    /// <summary>Counts the run for the skill that it is another run of, and keeps every text of it that is new.</summary>
    async Task<Learned> MergeAsync(LearnRequest request, Trajectory run, Procedure draft, Skill known, Finding finding, Learned learned, Provenance by, CancellationToken cancel)
    {
        var merge = Consolidator.Plan(known, await store.VersionsAsync(project, known.Id, cancel), draft, run, finding.Grade);
        if (request.DryRun)
        {
            return learned with { Decision = merge.Decision, Skill = known, Version = merge.Version };
        }
        var skill = await ChangeAsync(known.Name, async read =>
        {
            merge = Consolidator.Plan(read, await store.VersionsAsync(project, read.Id, cancel), draft, run, finding.Grade);
            if (merge.Added is not { } added)
            {
                return null;
            }
            var (changed, version) = await NextVersionAsync(read, added, learned.Reason, by with { Task = run.Task }, cancel);
            merge = merge with { Version = version.Number };
            return merge.Decision == Decision.Refined ? (changed, version) : (read, version with { IsAlternative = true });
        }, cancel);
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = request.Retrieval, Evidence = run.Evidence, Notes = run.Notes };
        await CountAsync(skill, merge.Version, run.Task, report, finding, failedStep: 0, cancel);
        var (now, _) = await RetireAsync(skill.Name, cancel);
        return learned with { Decision = merge.Decision, Skill = now, Version = merge.Version };
    }

    /// <summary>A failed run of a known skill is a failure of that skill, and what went wrong a pitfall for those who follow.</summary>
    async Task<Learned> LessonAsync(LearnRequest request, Skill? known, Finding finding, Learned learned, CancellationToken cancel)
    {
        if (known is null)
        {
            return learned;
        }
        var lesson = learned with { Decision = Decision.Lesson, Skill = known, Version = known.Version };
        if (request.DryRun)
        {
            return lesson;
        }
        var run = request.Trajectory;
        var report = new Report { Skill = known.Name, Outcome = Outcome.Failure, Retrieval = request.Retrieval, Evidence = run.Evidence, Notes = run.Notes };
        await CountAsync(known, known.Version, run.Task, report, finding, failedStep: 0, cancel);
        var (now, _) = await RetireAsync(known.Name, cancel);
        return lesson with { Skill = now };
    }

    /// <summary>The skill that a failed run followed: the one that its retrieval returned, or the nearest without a conflict. A run that broke off has fewer steps, so half the similarity will do.</summary>
    async Task<Skill?> FailedAsync(LearnRequest request, IReadOnlyList<Likeness> likenesses, CancellationToken cancel)
    {
        if (request.Retrieval is { } id)
        {
            await FlushAsync(cancel);
            var returned = (await store.FindRetrievalAsync(project, id, cancel))?.Skills.Select(skill => skill.Skill).ToList() ?? [];
            if (likenesses.FirstOrDefault(likeness => returned.Contains(likeness.Known.Id)) is { } followed)
            {
                return followed.Known;
            }
        }
        return likenesses.FirstOrDefault(likeness => likeness is { Conflict: null, Similarity: >= SimilarFailure })?.Known;
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
