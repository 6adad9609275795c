using SkillMcp.Admissions;
using SkillMcp.Formation;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Decides whether a run is worth remembering, as what, and remembers it. The run itself is the first execution.</summary>
sealed class Learning(
    IMemoryStore store, Project project, TimeProvider time, SkillMemoryOptions options, AdmissionControl control,
    SkillLookup lookup, FollowedRetrieval followed, ChangeWriter writer, Counting counting, Retiring retiring)
{
    // The skill that a run is another run of is nearly always the first that its words find.
    const int ComparedSkills = 20;

    // A common word adds little, and every skill that holds it would have to be ranked (3 µs each).
    const int MaxRankedSkills = 1_000;
    const int MinWords = 4;

    // A run that broke off has fewer steps than what it followed.
    const double MinSimilarityOfFailure = 0.5;

    // Under this, two procedures share no more than function words of their trade.
    const double MinSimilarityToName = 0.1;

    const int MaxNamed = 3;

    public async Task<Learned> LearnAsync(LearnRequest submitted, Actor actor, Func<Trajectory, bool, FormationDecision> judge, CancellationToken cancel)
    {
        if (submitted.Trajectory.Steps.Count > Trajectory.MaxSteps)
        {
            throw new SkillException($"This skill cannot be stored: there are {submitted.Trajectory.Steps.Count} steps and must be 1-{Trajectory.MaxSteps}.");
        }
        var admission = await writer.RequireAsync(control.Admit(submitted.Trajectory, actor, cancel), submitted.MergeInto?.Value ?? "", cancel);
        var run = LearnedRun.Of(submitted with { Trajectory = admission.Value }, admission);
        var learned = await DecideAsync(run, judge, cancel);
        return learned is { Decision: Decision.Quarantined, Skill: { } skill } ? learned with { Reason = skill.Lifecycle.Reason } : learned;
    }

    /// <summary>Decides what a run becomes, and makes it that.</summary>
    async Task<Learned> DecideAsync(LearnedRun run, Func<Trajectory, bool, FormationDecision> judge, CancellationToken cancel)
    {
        var request = run.Request;
        var likenesses = await LikenessesAsync(run, cancel);
        var known = request.MergeInto is { } into ? await MergeableAsync(into, cancel) : likenesses.FirstOrDefault(likeness => likeness.IsSame)?.Known;
        var verdict = judge(run.Told, known is not null);
        var isRemembered = verdict.Remember || request.MergeInto is not null;
        var learned = Undecided(run, known, likenesses, verdict);
        if (!run.Told.Success)
        {
            var failed = request.MergeInto is null ? await FailedAsync(run, likenesses, cancel) : known;
            return failed is null ? learned : await LessonAsync(run, failed, learned, cancel);
        }
        if (!isRemembered)
        {
            return learned;
        }
        // What waits for approval is kept apart, whatever it resembles.
        return known is null || run.Admission.QuarantineReason.Length > 0
            ? await StoreAsync(run, likenesses, learned, cancel)
            : await MergeAsync(run, known, learned, cancel);
    }

    static Learned Undecided(LearnedRun run, Skill? known, IReadOnlyList<SkillComparison> likenesses, FormationDecision verdict)
    {
        var claim = run.Request.Trajectory.Success ? "success" : "failure";
        var others = likenesses.Where(likeness => likeness.Known.Id != known?.Id && likeness.Similarity >= MinSimilarityToName);
        return new Learned
        {
            Decision = Decision.NotStored,
            Reason = run.Assessed.Contradicted ? $"{verdict.Reason}: the evidence contradicts the claim of {claim}" : verdict.Reason,
            Similarity = (likenesses.FirstOrDefault(likeness => likeness.Known.Id == known?.Id) ?? likenesses.FirstOrDefault())?.Similarity ?? 0,
            Similar = [.. others.Take(MaxNamed).Select(likeness => new SimilarSkill(likeness.Known.Name, likeness.Similarity))],
        };
    }

    /// <summary>The active skills that share words with a run, the most similar first.</summary>
    async Task<IReadOnlyList<SkillComparison>> LikenessesAsync(LearnedRun run, CancellationToken cancel)
    {
        var words = Words.Of(run.Draft.Description).Concat(Words.Of(run.Draft.Title)).Concat(run.Draft.Steps.SelectMany(step => Words.Of(step.Text))).Distinct().ToList();
        var frequencies = await store.FrequenciesAsync(project, words, cancel);
        var found = await store.SearchAsync(project, RarestKnownWords.Of(frequencies, options.SearchedWords, MaxRankedSkills, MinWords, words), category: null, ComparedSkills, cancel);
        var skills = await store.GetAsync(project, [.. found.Select(candidate => candidate.Id)], cancel);
        var traits = ComparisonFeatures.Of(run.Draft);
        return
        [
            .. skills.Where(skill => skill.IsActive)
                .Select(skill => Consolidator.Compare(traits, run.IsNamed, skill, frequencies))
                .OrderByDescending(likeness => likeness.Similarity),
        ];
    }

    async Task<Skill> MergeableAsync(SkillName name, CancellationToken cancel) => await lookup.GetAsync(name, cancel) switch
    {
        { IsActive: false } skill => throw new SkillException($"'{name}' is {skill.Lifecycle.Described}: restore it first, or leave merge_into out."),
        { Procedure.IsComposite: true } => throw new SkillException($"'{name}' is a composite and has no steps of its own: merge into one of its components."),
        { Pinned: true } => throw new SkillException($"'{name}' is pinned, so nothing is merged into it: unpin it first, or leave merge_into out."),
        var skill => skill,
    };

    async Task<Learned> StoreAsync(LearnedRun run, IReadOnlyList<SkillComparison> likenesses, Learned learned, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var provenance = Provenance.Of(run.Admission.Actor, run.Told.Task);
        var skill = NewSkill.Of(run.Draft, Source.Learned, provenance, project, now) with { Confidence = options.LearnedConfidence };
        var first = ExecutionOf(run, skill, skill.Version, run.Told.Notes);
        if (run.Request.DryRun)
        {
            return await StoredAsync(await WouldAddAsync(skill, learned.Reason, run, cancel), skill, learned);
        }
        SkillComparison? meanwhile = null;
        var (stored, wasThere) = await writer.AddAsync(skill, named => SkillChanges.Add(named, learned.Reason, first), run.Admission, holder =>
        {
            // Somebody else may have learned the same since the search.
            meanwhile = holder.IsActive && likenesses.All(likeness => likeness.Known.Id != holder.Id)
                ? Consolidator.Compare(ComparisonFeatures.Of(run.Draft), run.IsNamed, holder, new WordFrequencies(0, new Dictionary<string, int>()))
                : null;
            return Task.FromResult(meanwhile is { IsSame: true } && run.Admission.QuarantineReason.Length == 0);
        }, cancel);
        return wasThere
            ? await MergeAsync(run, stored, learned with { Similarity = meanwhile!.Similarity }, cancel)
            : await StoredAsync(await lookup.GetAsync(stored.Name, cancel), skill, learned);
    }

    static Task<Learned> StoredAsync(Skill stored, Skill wanted, Learned learned) => Task.FromResult(learned with
    {
        Decision = stored.IsActive ? Decision.Stored : Decision.Quarantined,
        Reason = stored.Name == wanted.Name ? learned.Reason : $"{learned.Reason}: another procedure is called {wanted.Name}",
        Skill = stored,
        Version = 1,
    });

    /// <summary>The skill as it would be stored: under the first name that is free, and quarantined where it would be.</summary>
    async Task<Skill> WouldAddAsync(Skill skill, string reason, LearnedRun run, CancellationToken cancel)
    {
        foreach (var name in skill.Name.AndNumbered())
        {
            if ((await store.FindAsync(project, name, cancel))?.Project != project)
            {
                var admission = AdmissionControl.Admit(SkillChanges.Add(skill with { Name = name }, reason), run.Admission);
                return admission.Change?.Change.Skills[0].After ?? throw new SkillException($"Nothing would be stored: {admission.Refusal!.Summary}.");
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    /// <summary>Counts the run for the skill that it is another run of, and keeps what is new of it: other steps as a version, other words with the execution.</summary>
    async Task<Learned> MergeAsync(LearnedRun run, Skill known, Learned learned, CancellationToken cancel)
    {
        var merge = Consolidator.Plan(known, await store.VersionsAsync(project, known.Id, cancel), run.Draft, run.Assessed.Level);
        if (run.Request.DryRun)
        {
            return learned with { Decision = merge.Decision, Skill = known, Version = merge.Version };
        }
        var changed = await writer.ChangeAsync(known.Name, async read =>
        {
            var versions = await store.VersionsAsync(project, read.Id, cancel);
            merge = Consolidator.Plan(read, versions, run.Draft, run.Assessed.Level);
            var written = new WrittenText(merge.Version, merge.Written, IsBeside: merge.Decision == Decision.Alternative, ReasonFor(merge.Decision));
            var (after, added) = written.In(read, versions, Provenance.Of(run.Admission.Actor, run.Told.Task), time.GetUtcNow());
            merge = merge with { Version = added?.Number ?? merge.Version };
            var reported = await counting.ReportedAsync(read, Execution(read, versions), cancel);
            return after == read && added is null ? reported.Change : SkillChanges.Change(read, after, added).And(reported.Change);
        }, run.Admission, cancel);
        if (changed.Proposal is { } proposal)
        {
            return learned with { Decision = Decision.Quarantined, Skill = proposal, Version = 1 };
        }
        return learned with
        {
            Decision = merge.Decision,
            Skill = (await retiring.AfterReportAsync(known.Name, run.Admission.Actor, cancel)).Skill,
            Version = merge.Version,
        };

        Execution Execution(Skill skill, IReadOnlyList<SkillVersion> versions)
        {
            IReadOnlyList<Procedure> kept = merge.Written is null ? [.. versions.Select(version => version.Procedure)] : [.. versions.Select(version => version.Procedure), merge.Written];
            var notes = Lines([run.Told.Notes, .. Consolidator.NewWords(run.Told, kept), .. Consolidator.NewSteps(run.Told.Steps, kept)]);
            return ExecutionOf(run, skill, merge.Version, notes);
        }
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
    async Task<Learned> LessonAsync(LearnedRun run, Skill known, Learned learned, CancellationToken cancel)
    {
        var returned = (await followed.SkillsAsync(run.Request.Retrieval, cancel)).FirstOrDefault(returned => returned.Skill == known.Id);
        var lesson = learned with { Decision = Decision.Lesson, Skill = known, Version = returned?.Version ?? known.Version };
        if (run.Request.DryRun)
        {
            return lesson;
        }
        await counting.CountAsync(known.Name, ExecutionOf(run, known, lesson.Version, run.Told.Notes), run.Admission, cancel);
        return lesson with { Skill = (await retiring.AfterReportAsync(known.Name, run.Admission.Actor, cancel)).Skill };
    }

    /// <summary>The skill that a failed run followed: the most similar of those that its retrieval returned, or else of all that nothing speaks against.</summary>
    async Task<Skill?> FailedAsync(LearnedRun run, IReadOnlyList<SkillComparison> likenesses, CancellationToken cancel)
    {
        var returned = await followed.SkillsAsync(run.Request.Retrieval, cancel);
        return (likenesses.FirstOrDefault(likeness => returned.Any(one => one.Skill == likeness.Known.Id))
            ?? likenesses.FirstOrDefault(likeness => likeness is { Conflict: null, Similarity: >= MinSimilarityOfFailure }))?.Known;
    }

    Execution ExecutionOf(LearnedRun run, Skill skill, int version, string notes) =>
        NewExecution.Of(skill, version, run.Assessed, failedStep: 0, notes, run.Told.Evidence, isDoubtful: run.Admission.QuarantineReason.Length > 0, time.GetUtcNow()) with
        {
            Retrieval = run.Request.Retrieval,
            Task = run.Told.Task,
        };
}
