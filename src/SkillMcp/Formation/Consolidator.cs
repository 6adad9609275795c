using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>Decides whether what was just learned is known already, and what merging the two changes.</summary>
static class Consolidator
{
    const double MinSimilarity = 0.75;

    // Less is enough where names that authors gave swap no word, or where the steps match one for one and the descriptions swap no word.
    const double MinSimilarityOfSameForm = 0.5;

    // "Release" alone is asked for many things.
    const int MinWordsOfRequest = 2;

    // More ways than this to do one thing are read by nobody, and each is compared with every further run.
    const int MaxWays = 40;

    // Short sentences, such as "open the list", are steps of anything.
    const int MinWordsOfProse = 12;

    /// <summary>Compares a draft with a known skill.</summary>
    /// <param name="draft">What was just learned.</param>
    /// <param name="named">Whether its author gave it its name.</param>
    /// <param name="known">An active skill.</param>
    /// <param name="frequencies">How common the words of the two are.</param>
    public static SkillComparison Compare(ComparisonFeatures draft, bool named, Skill known, WordFrequencies frequencies)
    {
        var features = ComparisonFeatures.Of(known.Procedure, known.Provenance.Task);
        var bothNamed = named && !Drafter.HasDraftedName(known);
        var generalization = GeneralizationOf(features, draft) ?? CommonOf(features, draft);
        var (one, other) = generalization is null
            ? (draft, features)
            : (draft.Without(generalization.ValuesOfBoth), features.Without(generalization.ValuesOfBoth));
        var similarity = Similarity.Between(one, other, bothNamed, frequencies);
        // Nearly all skills are too different for it to matter, and looking for one takes as long as all else.
        var conflict = new Lazy<string?>(() => known switch
        {
            { Procedure.IsComposite: true } => "the other is a composite, and says nothing of its own",
            { Pinned: true } when !Similarity.SameSteps(features.Steps, draft.Steps) => "the other is pinned",
            _ when generalization is null && !bothNamed && features.Steps.Count >= AntiUnification.MinStepsOfSkeleton
                && AntiUnification.DifferInWords(known.Procedure, draft.Procedure) =>
                "a step of one says another word where the other's is the same",
            _ => ConflictBetween(draft, features, generalization, bothNamed),
        });
        var areWaysToOne = !bothNamed && AreAskedAlike(draft, features)
            && SharedEnd.AreWaysToOne(known.Procedure, draft.Procedure)
            && conflict.Value is null;
        var isSame = areWaysToOne
            || similarity >= Threshold(one, other, bothNamed, hasGeneralization: generalization is not null, similarity)
            && conflict.Value is null;
        return new SkillComparison(known, similarity, isSame, conflict) { AreWaysToOne = areWaysToOne };
    }

    /// <summary>Whether both were asked for in the same words, but for values.</summary>
    static bool AreAskedAlike(ComparisonFeatures a, ComparisonFeatures b)
    {
        var values = a.Procedure.Parameters.Concat(b.Procedure.Parameters)
            .Select(parameter => parameter.Example).Where(value => value.Length > 0).ToList();
        var (inA, inB) = (a.Without(values).Words.ToHashSet(), b.Without(values).Words.ToHashSet());
        return inA.Count >= MinWordsOfRequest && inA.SetEquals(inB);
    }

    /// <summary>
    /// Why the two must stay apart; null if there is no reason. What the tasks say about values is ignored only for names and
    /// numbers: a word such as "restore" may be a value, but it is also what is done.
    /// </summary>
    static string? ConflictBetween(
        ComparisonFeatures draft, ComparisonFeatures known, LeastGeneralGeneralization? generalization, bool named)
    {
        var (run, stored) = generalization?.OnlyNames is { } names
            ? (draft.Without(names.ValuesOfRun), known.Without(names.ValuesOfKnown))
            : (draft, known);
        // Commands that are the same do the same, for whatever reason: "undo the last upgrade", "helm rollback to revision 23".
        var areSameCommands = generalization is not null && !named && draft.IsOfCommands && known.IsOfCommands
            && draft.Steps.Count == known.Steps.Count && draft.Steps.Count >= AntiUnification.MinStepsOfSkeleton;
        return (areSameCommands && !AskForOpposite(draft, known)
                ? Conflict.BetweenFamilies(run.Procedure.Description, stored.Procedure.Description)
                : Conflict.Between(run.Procedure, stored.Procedure, named))
            ?? (named ? null : Conflict.BetweenActions(draft.Actions, known.Actions))
            ?? Conflict.BetweenSteps(draft.Procedure.Steps, known.Procedure.Steps);
    }

    /// <summary>The similarity from which on two procedures are the same; infinite where none is enough.</summary>
    static double Threshold(
        ComparisonFeatures a, ComparisonFeatures b, bool bothNamed, bool hasGeneralization, double similarity) => (a, b) switch
    {
        _ when a.InstantiatedSteps == b.InstantiatedSteps && a.IsOfCommands => 0,
        _ when !bothNamed && hasGeneralization && AreOneSkeleton(a, b) => IsOneWordSwapped(a, b) ? MinSimilarity : 0,
        // No other threshold is lower: what the two ask for need not be read.
        _ when similarity < MinSimilarityOfSameForm => double.PositiveInfinity,
        _ when bothNamed => MinSimilarityOfSameForm,
        // Another way to the same end is one only where both are asked to do the same.
        _ when !hasGeneralization && a.IsOfCommands && a.Steps.Count > 1 && AskForOther(a, b) => double.PositiveInfinity,
        // A single command says little about the task, and a different command does something else.
        ({ Steps.Count: <= 1 }, _) or (_, { Steps.Count: <= 1 }) when a.IsOfCommands || b.IsOfCommands => double.PositiveInfinity,
        _ when hasGeneralization && !SwapWords(a, b) => MinSimilarityOfSameForm,
        _ => MinSimilarity,
    };

    /// <summary>The generalization of the steps that both have; null if neither has all of the other's.</summary>
    static LeastGeneralGeneralization? CommonOf(ComparisonFeatures known, ComparisonFeatures draft) =>
        AntiUnification.OfCommon(known.Procedure, draft.Procedure, new RunContext(known.Task, draft.Task))?.Generalization;

    /// <summary>
    /// The least general generalization of the two; null if there is none. A single command that differs in a value is as often
    /// another task as the same one, so it is not generalized.
    /// </summary>
    static LeastGeneralGeneralization? GeneralizationOf(ComparisonFeatures known, ComparisonFeatures draft, int runsBefore = 0) =>
        known.Steps.Count <= 1 && known.InstantiatedSteps != draft.InstantiatedSteps
            ? null
            : AntiUnification.Of(known.Procedure, draft.Procedure, new RunContext(known.Task, draft.Task, runsBefore));

    /// <summary>Whether both tasks say what to do, and it is not the same: "load the saved copy", "save a copy".</summary>
    static bool AskForOther(ComparisonFeatures a, ComparisonFeatures b) => a.Asked.Length > 0 && b.Asked.Length > 0
        && a.Asked.All(one => b.Asked.All(other => IsOther(ActionLexicon.Instance.Between(one, other))));

    static bool AskForOpposite(ComparisonFeatures a, ComparisonFeatures b) =>
        a.Asked.Any(one => b.Asked.Any(other => ActionLexicon.Instance.Between(one, other) == ActionRelation.Opposite))
        || a.Words.Count > 0 && b.Words.Count > 0 && Conflict.Opposes(a.Words[0], b.Words[0]);

    static bool IsOther(ActionRelation relation) => relation is ActionRelation.Other or ActionRelation.Opposite;

    /// <summary>
    /// Whether two runs with a generalization are one procedure however they are described: three steps and more, most of them commands
    /// or of enough words.
    /// </summary>
    static bool AreOneSkeleton(ComparisonFeatures a, ComparisonFeatures b) =>
        Math.Min(a.Steps.Count, b.Steps.Count) >= AntiUnification.MinStepsOfSkeleton
        && (a.IsOfCommands || a.Steps.Sum(step => step.Words.Count) >= MinWordsOfProse);

    /// <summary>
    /// Whether one description is the other with a single word swapped: "the weekly report", "the monthly report". Another verb at the
    /// beginning may be another word for the same; opposite ones are a conflict.
    /// </summary>
    static bool IsOneWordSwapped(ComparisonFeatures a, ComparisonFeatures b) =>
        a.Words.Count == b.Words.Count
        && Text.Words.Split(a.Procedure.Description).FirstOrDefault() == Text.Words.Split(b.Procedure.Description).FirstOrDefault()
        && a.Words.Zip(b.Words).Count(pair => pair.First != pair.Second) == 1;

    /// <summary>
    /// Whether each description has a word that the other lacks and that its own steps do not have, such as CPU and memory with the
    /// same command. A word of the steps is a value, and values vary.
    /// </summary>
    static bool SwapWords(ComparisonFeatures a, ComparisonFeatures b) => HasWordOfItsOwn(a, b) && HasWordOfItsOwn(b, a);

    static bool HasWordOfItsOwn(ComparisonFeatures one, ComparisonFeatures other) =>
        one.Words.Except(other.Words).Except(one.Steps.SelectMany(step => step.Words)).Any();

    /// <summary>What merging a run into a skill changes.</summary>
    /// <param name="known">The skill.</param>
    /// <param name="versions">All its versions.</param>
    /// <param name="run">The procedure that the run shows.</param>
    /// <param name="level">How its success is known.</param>
    public static MergePlan Plan(Skill known, IReadOnlyList<SkillVersion> versions, ComparisonFeatures run, EvidenceLevel level)
    {
        var draft = run.Procedure;
        var generalization = GeneralizationOf(
            ComparisonFeatures.Of(known.Procedure, known.Provenance.Task), run, known.Record.All.Successes);
        if (generalization is not null && Drafter.RewordedAfter(known, generalization, run.Task) is var general && AddsTo(known, general))
        {
            return Abandoned(known, versions, general.Steps) is { } abandoned
                ? new MergePlan(Decision.Consolidated, abandoned.Number, null)
                : new MergePlan(Decision.Consolidated, 0, general);
        }
        var common = AntiUnification.OfCommon(known.Procedure, draft, new RunContext(known.Provenance.Task, run.Task));
        var steps = common?.StepsOfRun ?? InTermsOf(known.Procedure, draft);
        if (common is not null)
        {
            draft = draft with { Parameters = [.. common.Generalization.General.Parameters, .. draft.Parameters] };
        }
        var same = WithSteps(versions, known.Version, steps)
            ?? CurrentFirst(versions, known.Version).FirstOrDefault(version => Similarity.SameSteps(version.Procedure.Steps, steps));
        return (same, Replaces(known, steps, level)) switch
        {
            // What a person took back returns by a person's word alone.
            ({ IsRetired: true }, _) => new MergePlan(Decision.Consolidated, same.Number, null),
            ({ IsAlternative: true }, true) => new MergePlan(Decision.Refined, same.Number, same.Procedure),
            ({ }, _) => new MergePlan(Decision.Consolidated, same.Number, null),
            (null, true) => new MergePlan(Decision.Refined, 0, Refinement(known.Procedure, draft, steps)),
            _ => InOtherWay(known, versions, run)
                ?? (versions.Where(version => !version.IsRetired).DistinctBy(version => version.Way).Count() < MaxWays
                    ? new MergePlan(Decision.Alternative, 0, Alternative(known.Procedure, draft, steps))
                    : new MergePlan(Decision.NotStored, 0, null)),
        };
    }

    /// <summary>
    /// What merging a run changes that is one of another way than the current one, with other values; null if it is of none. What a person
    /// took back gets no new text.
    /// </summary>
    static MergePlan? InOtherWay(Skill known, IReadOnlyList<SkillVersion> versions, ComparisonFeatures run)
    {
        var others = versions.Where(version => version.Way != known.Way && !version.IsChangedOutside)
            .GroupBy(version => version.Way, (_, ofWay) => ofWay.MaxBy(version => version.Number)!)
            .OrderBy(version => version.IsRetired);
        foreach (var version in others)
        {
            var features = ComparisonFeatures.Of(version.Procedure, known.Provenance.Task);
            if (GeneralizationOf(features, run, version.Record.All.Successes) is not { } generalization)
            {
                continue;
            }
            var other = known with { Procedure = version.Procedure };
            var general = Drafter.RewordedAfter(other, generalization, run.Task) with { Title = known.Procedure.Title };
            return version.IsRetired || !AddsTo(other, general)
                ? new MergePlan(Decision.Consolidated, version.Number, null)
                : new MergePlan(Decision.Consolidated, 0, general) { Beside = version };
        }
        return null;
    }

    /// <summary>
    /// Whether a run is a shorter way with evidence that keeps every safeguard, deletes nothing more, and takes nothing back.
    /// </summary>
    static bool Replaces(Skill known, IReadOnlyList<Step> steps, EvidenceLevel level) =>
        level is not EvidenceLevel.SelfReported
        && steps.Count < known.Procedure.Steps.Count
        && !known.Pinned
        && WayRisk.Of(known.Procedure.Steps, steps, mayEndEarlier: true) is ""
        && !steps.Any(Safeguards.IsRollback);

    static Procedure Refinement(Procedure known, Procedure draft, IReadOnlyList<Step> steps)
    {
        var refined = known with { Steps = steps, Parameters = [.. known.Parameters, .. draft.Parameters] };
        return refined.WithParametersOfSteps();
    }

    /// <summary>Another way to do the same: its conditions, and what its author says of it, hold for every way.</summary>
    static Procedure Alternative(Procedure known, Procedure draft, IReadOnlyList<Step> steps)
    {
        var alternative = known with
        {
            Preconditions = [.. known.Preconditions.Union(draft.Preconditions, StringComparer.Ordinal).Take(Procedure.MaxTexts)],
            Postconditions = [.. known.Postconditions.Union(draft.Postconditions, StringComparer.Ordinal).Take(Procedure.MaxTexts)],
            Steps = steps,
            Parameters = [.. draft.Parameters, .. known.Parameters],
        };
        return alternative.WithParametersOfSteps();
    }

    /// <summary>
    /// The version with exactly these steps, the current one first; null if there is none. One that another program changed says in the
    /// rest of its text what nobody has read.
    /// </summary>
    public static SkillVersion? WithSteps(IReadOnlyList<SkillVersion> versions, int current, IReadOnlyList<Step> steps) =>
        CurrentFirst(versions, current).FirstOrDefault(
            version => version.Procedure.Steps.SequenceEqual(steps) && (version.Number == current || !version.IsChangedOutside));

    static IEnumerable<SkillVersion> CurrentFirst(IReadOnlyList<SkillVersion> versions, int current) =>
        versions.OrderByDescending(version => version.Number == current);

    /// <summary>
    /// The version with the steps of a generalization that was abandoned, by a rollback or a change; null if there is none.
    /// That was a decision, and a run does not reverse it.
    /// </summary>
    static SkillVersion? Abandoned(Skill known, IReadOnlyList<SkillVersion> versions, IReadOnlyList<Step> steps)
    {
        // An earlier version with the steps of the current one was not abandoned: only its parameters are described differently.
        var form = FormOf(steps);
        var isOtherwise = form != FormOf(known.Procedure.Steps);
        return versions.LastOrDefault(version =>
            (isOtherwise || version.Number > known.Version) && FormOf(version.Procedure.Steps) == form);
    }

    /// <summary>Steps with the places of their parameters, whatever these are called.</summary>
    static string FormOf(IReadOnlyList<Step> steps)
    {
        var numbers = steps.SelectMany(step => step.Placeholders).Distinct().Index()
            .ToDictionary(name => name.Item, name => $"{{{name.Index}}}", StringComparer.Ordinal);
        return string.Join('\n', steps.Select(step => Placeholder.Fill(step.Text, numbers)));
    }

    /// <summary>
    /// Whether a generalization says more than the skill: another parameter or, for a skill that was learned, another example.
    /// </summary>
    static bool AddsTo(Skill known, Procedure general)
    {
        var hasOtherSteps = !general.Steps.SequenceEqual(known.Procedure.Steps);
        var hasOtherParameters = known.Source == Source.Learned && !general.Parameters.SequenceEqual(known.Procedure.Parameters);
        return !known.Pinned && general.IsOfSoundLength && (hasOtherSteps || hasOtherParameters);
    }

    /// <summary>
    /// The steps of a run in terms of a stored procedure. What a step of the run has in place of a placeholder is that value in its other
    /// steps too: a value is a parameter everywhere or nowhere.
    /// </summary>
    static IReadOnlyList<Step> InTermsOf(Procedure known, Procedure run)
    {
        var steps = InTermsOf(known.Steps, run.Steps);
        var (examples, examplesOfRun) = (known.Examples, run.Examples);
        var filled = steps.Zip(run.Steps)
            .Where(pair => !pair.First.Equals(pair.Second))
            .SelectMany(pair => AlignedStep.Of(pair.First, examples, pair.Second.Filled(examplesOfRun))?.Filled ?? [])
            .DistinctBy(place => (place.Name, place.InRun))
            .ToLookup(place => place.Name, StringComparer.Ordinal);
        var bindings = filled.Where(places => places.Count() == 1)
            .ToDictionary(places => places.Key, places => places.First().InRun, StringComparer.Ordinal);
        var terms = new LeastGeneralGeneralization(known, []) { Bindings = bindings };
        return [.. steps.Zip(run.Steps, (step, own) => step.Equals(own) ? terms.InTermsOf(step) : step)];
    }

    /// <summary>
    /// The steps of a run, each replaced by the stored step of which it is an instance, where there is one:
    /// with placeholders instead of the values of the run.
    /// </summary>
    public static IReadOnlyList<Step> InTermsOf(IReadOnlyList<Step> known, IReadOnlyList<Step> run)
    {
        var normalized = NormalizedStep.Of(known);
        return [.. run.Select(step => normalized.FindIndex(NormalizedStep.Of(step).IsSameAs) is >= 0 and var at ? known[at] : step)];
    }

    /// <summary>
    /// What the reporter of a run says about it, except for its steps, that no kept procedure says. Drafted texts are not included.
    /// </summary>
    public static IEnumerable<string> NewWords(Trajectory run, IEnumerable<Procedure> kept)
    {
        var known = kept.SelectMany(procedure => procedure.Texts).Select(Folded).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> said =
        [
            run.Description,
            .. run.Preconditions,
            .. run.Postconditions,
            .. run.Tags,
            .. run.Parameters.Select(parameter => parameter.Description),
        ];
        return said.Where(text => text.Length > 0 && !known.Contains(Folded(text)));
    }

    /// <summary>The steps of a run that no kept procedure has, as written or with its examples filled in: those with new values.</summary>
    public static IEnumerable<string> NewSteps(IEnumerable<Step> run, IEnumerable<Procedure> kept)
    {
        var known = kept
            .SelectMany(procedure => procedure.Steps.Concat(procedure.Filled(procedure.Examples).Steps))
            .Select(step => Whitespace.Collapse(step.Text))
            .ToHashSet(StringComparer.Ordinal);
        return run.Select(step => step.Text).Where(text => !known.Contains(Whitespace.Collapse(text)));
    }

    static string Folded(string text) => Whitespace.Collapse(text.ToLowerInvariant());
}
