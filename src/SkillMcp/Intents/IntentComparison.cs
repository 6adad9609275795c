namespace SkillMcp.Intents;

/// <summary>How what a procedure does is related to what a task asks for, part by part.</summary>
public sealed record IntentComparison
{
    /// <summary>What is known to differ, the most telling first; empty if nothing is.</summary>
    public IReadOnlyList<IntentDifference> Differences { get; private init; } = [];

    public static IntentComparison Of(Intent asked, Intent does)
    {
        var action = ActionOf(asked, does);
        var isQuestion = asked.IsQuestion && !Answers(does, asked.AskedFor);
        var isNegated = asked.Negated is { } negated && Contradicts(negated, asked, does, action);
        var thing = ObjectComparison.Between(asked, does, action);
        var system = SystemComparison.Between(asked, does);
        var place = PlaceComparison.Between(asked, does);
        var differences = new List<IntentDifference>();
        if (isQuestion)
        {
            differences.Add(new IntentDifference(DifferenceKind.Question, "a how-to; you ask a question"));
        }
        if (isNegated)
        {
            differences.Add(new IntentDifference(DifferenceKind.Negated, $"{Doing(does)}; you ask not to"));
        }
        // Another word is taken for the same only where little else is said: with its object, a request means its own word.
        var isOtherWord = action == ActionRelation.Alike && !does.IsBroad && asked.Actions[0].Objects is [{ Head.Length: > 0 }, ..];
        if (isOtherWord || action is ActionRelation.Opposite or ActionRelation.Other or ActionRelation.PartOf)
        {
            var kind = action == ActionRelation.Opposite ? DifferenceKind.Opposite : DifferenceKind.Action;
            differences.Add(new IntentDifference(kind, $"{Doing(does)}; you ask to {VerbOf(asked.Actions[0])}"));
        }
        if (thing is { } other)
        {
            differences.Add(new IntentDifference(DifferenceKind.Object, $"for {other.Does}; you ask for {other.Asked}"));
        }
        if (system is { } product)
        {
            differences.Add(new IntentDifference(DifferenceKind.System, $"for {product.Does}; you ask for {product.Asked}"));
        }
        if (place is { } environment)
        {
            differences.Add(new IntentDifference(DifferenceKind.Environment, $"for {environment.Does}; you ask for {environment.Asked}"));
        }
        return new IntentComparison { Differences = differences };
    }

    /// <summary>Whether a procedure finds out what is asked; a specific one only the thing that it is for.</summary>
    static bool Answers(Intent does, string askedFor) => does.AnswersQuestions
        && (does.IsBroad
            || askedFor.Length == 0
            || does.Actions.SelectMany(action => action.Objects).Any(thing => NounLexicon.AreAlike(thing.Head, askedFor)));

    /// <summary>What a procedure does, in the verb of its description: "backs up".</summary>
    static string Doing(Intent does)
    {
        var said = does.Actions.FirstOrDefault(action => !action.IsOfName && action.Classes.Length > 0) ?? does.Actions.FirstOrDefault();
        return said is null ? "does something else" : English.ThirdPerson(VerbOf(said));
    }

    /// <summary>The verb of an action that may be named by a noun: "back up" for "backup", "calibrate" for "calibration".</summary>
    static string VerbOf(AskedAction action)
    {
        var names = action.Classes.Select(one => ActionLexicon.Instance.Names[one]).ToList();
        var isVerb = action.Verb.Contains(' ') || ActionLexicon.Instance.FormOf(action.Verb).HasFlag(VerbForm.Base);
        return names.Find(name => name.Replace(" ", "", StringComparison.Ordinal) == action.Verb)
            ?? (isVerb || names.Count == 0 ? action.Verb : names[0]);
    }

    static ActionRelation ActionOf(Intent asked, Intent does)
    {
        if (asked.Actions.Count == 0 || does.Actions.Count == 0 || does.Actions.All(action => action.Classes.Length == 0))
        {
            return ActionRelation.Unknown;
        }
        var first = Relation(asked.Actions[0], does);
        // "check the signature and decrypt it": the purpose stands behind what is only a part.
        if ((first is ActionRelation.PartOf or ActionRelation.Unknown or ActionRelation.Alike || asked.Actions[0].IsIndirect)
            && asked.Actions.Skip(1).Any(action => Relation(action, does) == ActionRelation.Same))
        {
            return ActionRelation.Same;
        }
        return first == ActionRelation.Other && asked.Actions[0].IsIndirect ? ActionRelation.Unknown : first;
    }

    static ActionRelation Relation(AskedAction asked, Intent does)
    {
        if (does.Actions.Any(action => action.Verb == asked.Verb))
        {
            return ActionRelation.Same;
        }
        if (asked.Classes.Length == 0)
        {
            return asked.IsUnknown && !does.IsBroad && !does.Stems.Contains(Stemmer.Stem(asked.Verb))
                ? ActionRelation.Other
                : ActionRelation.Unknown;
        }
        if (does.IsReference)
        {
            return Closest(asked, does.Actions) is var relation and not ActionRelation.Other ? relation : ActionRelation.Unknown;
        }
        var closest = Closest(asked, does.Actions);
        if (closest == ActionRelation.Other && does.IsBroad && IsOfTexts(asked) && does.Actions.Any(IsOfTexts))
        {
            return ActionRelation.Alike;
        }
        if (closest != ActionRelation.Other)
        {
            return closest;
        }
        if (Closest(asked, does.Parts) == ActionRelation.Same)
        {
            return does.IsBroad ? ActionRelation.Same : ActionRelation.PartOf;
        }
        return does.IsBroad && (does.AnswersQuestions || does.Stems.Contains(Stemmer.Stem(asked.Verb.Split(' ')[0])))
            ? ActionRelation.Unknown
            : ActionRelation.Other;
    }

    static bool IsOfTexts(AskedAction action) => action.Classes.Any(ActionLexicon.Instance.IsOfTexts);

    static ActionRelation Closest(AskedAction asked, IReadOnlyList<AskedAction> actions)
    {
        var (isOpposite, isAlike) = (false, false);
        for (var place = 0; place < actions.Count; place++)
        {
            var action = actions[place];
            foreach (var does in action.Classes)
            {
                foreach (var one in asked.Classes)
                {
                    switch (ActionLexicon.Instance.Between(one, does))
                    {
                        case ActionRelation.Same:
                            return ActionRelation.Same;
                        case ActionRelation.Opposite:
                            isOpposite = true;
                            break;
                        case ActionRelation.Alike:
                            // What is done last may be said in the same word only.
                            isAlike |= place < 2;
                            break;
                    }
                }
            }
        }
        if (isOpposite)
        {
            return ActionRelation.Opposite;
        }
        return isAlike ? ActionRelation.Alike : ActionRelation.Other;
    }

    /// <summary>Whether what must not be done is what the procedure does.</summary>
    static bool Contradicts(AskedAction negated, Intent asked, Intent does, ActionRelation action)
    {
        if (action == ActionRelation.Same && asked.Actions.Count > 0)
        {
            // "Don't delete it, archive it": an archiving procedure is what is asked for.
            return Relation(negated, does) == ActionRelation.Same;
        }
        return true;
    }
}
