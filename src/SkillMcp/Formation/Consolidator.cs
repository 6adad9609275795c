namespace SkillMcp.Formation;

/// <summary>Whether what was just learned is known already, and what merging the two would keep.</summary>
public static class Consolidator
{
    const double SameUnderDraftedNames = 0.75;
    // Steps that are equal one for one under descriptions that swap no word, or names that authors gave and that swap none, speak for themselves.
    const double SameOtherwise = 0.5;

    /// <summary>Compares a draft with a skill that is known.</summary>
    /// <param name="draft">What was just learned.</param>
    /// <param name="named">Whether its author gave it its name.</param>
    /// <param name="known">An active skill.</param>
    /// <param name="frequencies">How common the words of the two are.</param>
    public static SkillComparison Compare(ComparisonFeatures draft, bool named, Skill known, WordFrequencies frequencies)
    {
        var features = ComparisonFeatures.Of(known.Procedure);
        var bothNamed = named && !Drafter.DraftedNameOf(known);
        var generalization = GeneralizationOf(features, draft);
        var (one, other) = generalization is null ? (draft, features) : (draft.Without(generalization.ValuesOfRun), features.Without(generalization.ValuesOfKnown));
        var similarity = Similarity.Between(one, other, bothNamed, frequencies);
        var conflict = known switch
        {
            { Procedure.IsComposite: true } => "the other is a composite, and says nothing of its own",
            { Pinned: true } when !Similarity.SameSteps(features.Steps, draft.Steps) => "the other is pinned",
            _ => ConflictBetween(draft, features, generalization, bothNamed),
        };
        return new SkillComparison(known, similarity, conflict, IsSame: conflict is null && similarity >= Threshold(one, other, bothNamed, hasGeneralization: generalization is not null));
    }

    /// <summary>Why the two must stay apart. Only of names and numbers does it not matter what the two tasks say: "restore" may be a value and is what is done.</summary>
    static string? ConflictBetween(ComparisonFeatures draft, ComparisonFeatures known, LeastGeneralGeneralization? generalization, bool named)
    {
        var (run, stored) = generalization?.OnlyNames is { } names ? (draft.Without(names.ValuesOfRun), known.Without(names.ValuesOfKnown)) : (draft, known);
        return Conflict.Between(run.Procedure, stored.Procedure, named);
    }

    /// <summary>From which similarity on two are the same; above 1 where none is enough.</summary>
    static double Threshold(ComparisonFeatures a, ComparisonFeatures b, bool bothNamed, bool hasGeneralization) => (a.Steps.Count, b.Steps.Count) switch
    {
        _ when a.InstantiatedSteps == b.InstantiatedSteps && a.IsOfCommands => 0,
        _ when bothNamed => SameOtherwise,
        // One command is little, and another one does something else.
        ( <= 1, _) or (_, <= 1) when a.IsOfCommands || b.IsOfCommands => double.PositiveInfinity,
        _ when hasGeneralization && !SwapWords(a, b) => SameOtherwise,
        _ => SameUnderDraftedNames,
    };

    /// <summary>What two have in common. A single command that differs in a value is as often another one as the same again.</summary>
    static LeastGeneralGeneralization? GeneralizationOf(ComparisonFeatures known, ComparisonFeatures draft) => (known, draft) switch
    {
        ({ Steps.Count: <= 1 }, _) when known.InstantiatedSteps != draft.InstantiatedSteps => null,
        _ => AntiUnification.Of(known.Procedure, draft.Procedure),
    };

    /// <summary>
    /// Whether each description has a word that the other lacks and that its own steps do not explain: CPU and memory above the same
    /// three words of command. A word that stands in the steps is a value there, and values vary.
    /// </summary>
    static bool SwapWords(ComparisonFeatures a, ComparisonFeatures b) => HasWordOfItsOwn(a, b) && HasWordOfItsOwn(b, a);

    static bool HasWordOfItsOwn(ComparisonFeatures one, ComparisonFeatures other) =>
        one.Words.Except(other.Words).Except(one.Steps.SelectMany(step => step.Words)).Any();

    /// <summary>What a run adds to the versions of the skill that it is merged into.</summary>
    /// <param name="known">The skill.</param>
    /// <param name="versions">All its versions.</param>
    /// <param name="draft">What the run shows.</param>
    /// <param name="grade">How its success is known.</param>
    public static MergePlan Plan(Skill known, IReadOnlyList<SkillVersion> versions, Procedure draft, Grade grade)
    {
        if (GeneralizationOf(ComparisonFeatures.Of(known.Procedure), ComparisonFeatures.Of(draft)) is { General: var general } && AddsTo(known, general))
        {
            return Left(known, versions, general.Steps) is { } left
                ? new MergePlan(Decision.Consolidated, left.Number, null)
                : new MergePlan(Decision.Consolidated, 0, general);
        }
        var steps = InTermsOf(known.Procedure.Steps, draft.Steps);
        var same = WithSteps(versions, known.Version, steps) ?? CurrentFirst(versions, known.Version).FirstOrDefault(version => Similarity.SameSteps(version.Procedure.Steps, steps));
        var takesOver = grade is not Grade.SelfReported && steps.Count < known.Procedure.Steps.Count && !known.Pinned && Safeguards.LostBetween(known.Procedure.Steps, steps) is [];
        return (same, takesOver) switch
        {
            ({ IsAlternative: true }, true) => new MergePlan(Decision.Refined, same.Number, same.Procedure),
            ({ }, _) => new MergePlan(Decision.Consolidated, same.Number, null),
            (null, true) => new MergePlan(Decision.Refined, 0, (known.Procedure with { Steps = steps, Parameters = [.. known.Procedure.Parameters, .. draft.Parameters] }).WithParametersOfSteps()),
            _ => new MergePlan(Decision.Alternative, 0, (draft with { Title = known.Procedure.Title, Steps = steps, Parameters = [.. draft.Parameters, .. known.Procedure.Parameters] }).WithParametersOfSteps()),
        };
    }

    /// <summary>The version that has these very steps, the one of today before others; null where there is none.</summary>
    public static SkillVersion? WithSteps(IReadOnlyList<SkillVersion> versions, int current, IReadOnlyList<Step> steps) =>
        CurrentFirst(versions, current).FirstOrDefault(version => version.Procedure.Steps.SequenceEqual(steps));

    static IEnumerable<SkillVersion> CurrentFirst(IReadOnlyList<SkillVersion> versions, int current) => versions.OrderByDescending(version => version.Number == current);

    /// <summary>The version with the steps of a generalization that somebody left, by a rollback or a change: who did so knew it.</summary>
    static SkillVersion? Left(Skill known, IReadOnlyList<SkillVersion> versions, IReadOnlyList<Step> steps)
    {
        // What says more of the parameters of the same steps takes their place all the time.
        var isOtherwise = !steps.SequenceEqual(known.Procedure.Steps);
        return versions.LastOrDefault(version => (isOtherwise || version.Number > known.Version) && version.Procedure.Steps.SequenceEqual(steps));
    }

    /// <summary>Whether a least general generalization says more than the skill: another parameter or, where nobody but a run has said so, what one was before.</summary>
    static bool AddsTo(Skill known, Procedure general) =>
        !known.Pinned && general.IsOfSoundLength
        && (!general.Steps.SequenceEqual(known.Procedure.Steps) || known.Source == Source.Learned && !general.Parameters.SequenceEqual(known.Procedure.Parameters));

    /// <summary>A run's steps, each written as the stored one of which it is an instance, where it is one: with placeholders instead of this run's values.</summary>
    public static IReadOnlyList<Step> InTermsOf(IReadOnlyList<Step> known, IReadOnlyList<Step> run)
    {
        var forms = NormalizedStep.Of(known);
        return [.. run.Select(step => forms.FindIndex(NormalizedStep.Of(step).IsSameAs) is >= 0 and var at ? known[at] : step)];
    }

    /// <summary>What the teller of a run says about it, but for its steps, that nothing kept says already. Drafted words are not the teller's.</summary>
    public static IEnumerable<string> NewWords(Trajectory run, IEnumerable<Procedure> kept)
    {
        var known = kept.SelectMany(procedure => procedure.Texts).Select(Folded).ToHashSet(StringComparer.Ordinal);
        return new[] { run.Description }.Concat(run.Preconditions).Concat(run.Postconditions).Concat(run.Tags).Concat(run.Parameters.Select(parameter => parameter.Description))
            .Where(text => text.Length > 0 && !known.Contains(Folded(text)));
    }

    /// <summary>The steps of a run that nothing kept gives back, as it is or with its examples filled in: those with values of their own.</summary>
    public static IEnumerable<string> NewSteps(IEnumerable<Step> run, IEnumerable<Procedure> kept)
    {
        var known = kept.SelectMany(procedure => procedure.Steps.Concat(procedure.Filled(procedure.Examples).Steps)).Select(step => Whitespace.Collapse(step.Text)).ToHashSet(StringComparer.Ordinal);
        return run.Select(step => step.Text).Where(text => !known.Contains(Whitespace.Collapse(text)));
    }

    static string Folded(string text) => Whitespace.Collapse(text.ToLowerInvariant());
}

/// <summary>How a draft compares with a known skill.</summary>
/// <param name="Known">The skill.</param>
/// <param name="Similarity">0-1.</param>
/// <param name="Conflict">Why the two must stay apart, in a sentence; null where nothing speaks against it.</param>
/// <param name="IsSame">Whether the draft is another run of this skill.</param>
public sealed record SkillComparison(Skill Known, double Similarity, string? Conflict, bool IsSame);

/// <summary>What merging a run into a skill comes to.</summary>
/// <param name="Decision"><see cref="Decision.Consolidated"/>, <see cref="Decision.Refined"/> or <see cref="Decision.Alternative"/>.</param>
/// <param name="Version">The version that says all of it already; 0 where it is a new one.</param>
/// <param name="Written">What the skill, or its alternative, is to say; null where it says it already.</param>
public sealed record MergePlan(Decision Decision, int Version, Procedure? Written);
