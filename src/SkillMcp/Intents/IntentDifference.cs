namespace SkillMcp.Intents;

/// <summary>Something in which a procedure is known to differ from what is asked for.</summary>
/// <param name="Kind">In what it differs.</param>
/// <param name="Phrase">For people and models, such as "restores; you ask to back up".</param>
sealed record IntentDifference(DifferenceKind Kind, string Phrase)
{
    /// <summary>All that is known to differ, the most telling first; empty if the two agree, or nothing is known against it.</summary>
    public static IReadOnlyList<IntentDifference> Between(Intent asked, Intent does)
    {
        var action = ActionComparison.Between(asked, does);
        var otherAction = $"{ActionComparison.VerbDone(does)}; you ask to {ActionComparison.VerbAsked(asked)}";
        (DifferenceKind Kind, string? Phrase)[] all =
        [
            (DifferenceKind.Question, asked.IsQuestion && !Answers(does, asked.AskedFor) ? "a how-to; you ask a question" : null),
            (DifferenceKind.Negated, ActionComparison.IsForbidden(asked, does, action)
                ? $"{ActionComparison.VerbDone(does)}; you ask not to"
                : null),
            (DifferenceKind.Opposite, action == ActionRelation.Opposite ? otherAction : null),
            (DifferenceKind.Action, ActionComparison.IsOther(asked, does, action) ? otherAction : null),
            (DifferenceKind.Object, Phrase(
                ObjectComparison.Between(asked, does, action) ?? VersionPath.Between(asked, does) ?? Direction.Between(asked, does)
                ?? Contrast.Between(asked, does))),
            (DifferenceKind.System, Phrase(SystemComparison.Between(asked, does))),
            (DifferenceKind.Environment, Phrase(
                Exclusion.Between(asked, does)
                ?? PlaceComparison.Between(asked, does)
                ?? RegionComparison.Between(asked, does)
                ?? BranchComparison.Between(asked, does))),
        ];
        return [.. all.Where(one => one.Phrase is not null).Select(one => new IntentDifference(one.Kind, one.Phrase!))];

        static string? Phrase((string Does, string Asked)? other) =>
            other is { } differs ? $"for {differs.Does}; you ask for {differs.Asked}" : null;
    }

    /// <summary>Whether a procedure finds out what is asked; a specific one only the thing that it is for.</summary>
    static bool Answers(Intent does, string askedFor) => does.AnswersQuestions
        && (does.IsBroad
            || askedFor.Length == 0
            || does.Actions.SelectMany(action => action.Objects).Any(thing => NounLexicon.AreAlike(thing.Head, askedFor)));
}
