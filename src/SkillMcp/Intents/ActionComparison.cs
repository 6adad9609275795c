namespace SkillMcp.Intents;

/// <summary>How what a procedure does is related to what a task asks to be done, and not to be done.</summary>
static class ActionComparison
{
    /// <summary>Whether a procedure does another thing, or too little speaks for it that it does what is asked for.</summary>
    public static bool IsOther(Intent asked, Intent does, ActionRelation action) =>
        IsKnownOther(asked, does, action) || Doubt.IsOfAction(asked, does, action);

    /// <summary>Whether a procedure does another thing; with its object, a request means its own word and no other.</summary>
    static bool IsKnownOther(Intent asked, Intent does, ActionRelation action) => action switch
    {
        ActionRelation.Other or ActionRelation.PartOf => true,
        ActionRelation.Alike => !does.IsGeneral && asked.Actions[0].Objects is [{ Head.Length: > 0 }, ..],
        ActionRelation.Related => !does.IsGeneral && asked.Actions is [{ IsIndirect: false, Verb: not "get" }, ..]
            && ObjectComparison.IsOfOtherThing(asked, does),
        _ => false,
    };

    /// <summary>The verb that a task asks by, of what is known of it.</summary>
    public static string VerbAsked(Intent asked)
    {
        var said = asked.Actions.Concat(asked.Hints).FirstOrDefault(action => action.Classes.Length > 0) ?? asked.Actions.FirstOrDefault();
        return said is null ? "do something else" : VerbOf(said);
    }

    /// <summary>What a procedure does, in the verb of its description: "backs up".</summary>
    public static string VerbDone(Intent does)
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

    public static ActionRelation Between(Intent asked, Intent does)
    {
        var requested = asked.Actions.FirstOrDefault();
        if (requested is not null && does.Actions.Any(action => Undoes(requested.Verb, action.Verb)))
        {
            return ActionRelation.Opposite;
        }
        if (does.Actions.Count == 0 || does.Actions.All(action => action.Classes.Length == 0))
        {
            return does.Actions.Any(action => action.Verb == requested?.Verb)
                ? ActionRelation.Same
                : ActionRelation.Unknown;
        }
        if (Conversion.Of(asked).IsReverseOf(Conversion.Of(does)))
        {
            return ActionRelation.Opposite;
        }
        var first = asked.Actions is [var main, ..] ? Relation(main, does) : ActionRelation.Unknown;
        // "go through the comments and change the code"
        var isLeading = asked.Actions is [{ Verb: "go", Classes.Length: 0, Objects: [] }, { Classes.Length: > 0 }, ..];
        first = isLeading ? Relation(asked.Actions[1], does) : first;
        if (first == ActionRelation.Unknown && asked.Hints.Count > 0)
        {
            return Hinted(asked.Hints, does);
        }
        if (first == ActionRelation.Unknown && asked.Actions.Count == 0)
        {
            return ActionRelation.Unknown;
        }
        // "check the signature and decrypt it": the purpose stands behind what is only a part.
        var isPart = first is ActionRelation.PartOf or ActionRelation.Unknown or ActionRelation.Alike
            || asked.Actions[0].IsIndirect || asked.Actions[0].Classes.All(ActionLexicon.Instance.IsSupporting);
        if (isPart && asked.Actions.Skip(1).Select(action => Relation(action, does)).ToList() is { Count: > 0 } others)
        {
            if (others.Contains(ActionRelation.Same))
            {
                return ActionRelation.Same;
            }
            // "go ahead and disable it"
            first = first == ActionRelation.Unknown && others.Contains(ActionRelation.Opposite) ? ActionRelation.Opposite : first;
        }
        return first == ActionRelation.Other && asked.Actions[0].IsIndirect ? ActionRelation.Unknown : first;
    }

    /// <summary>"de-escalate", "unescalate" of "escalate".</summary>
    static bool Undoes(string asked, string done) => done.Length > 3 && asked.EndsWith(done, StringComparison.Ordinal)
        && asked[..^done.Length] is "de-" or "un-" or "dis-" or "de" or "un" or "dis";

    /// <summary>What no request says, but some verb of the task: that the same is meant, or the opposite.</summary>
    static ActionRelation Hinted(IReadOnlyList<AskedAction> hints, Intent does)
    {
        var relations = hints.Select(hint => Relation(hint, does)).ToList();
        return relations.Contains(ActionRelation.Opposite) && !relations.Contains(ActionRelation.Same)
            ? ActionRelation.Opposite
            : ActionRelation.Unknown;
    }

    static ActionRelation Relation(AskedAction asked, Intent does)
    {
        if (does.Actions.Any(action => action.Verb == asked.Verb))
        {
            return ActionRelation.Same;
        }
        if (asked.Classes.Length == 0)
        {
            return ActionRelation.Unknown;
        }
        var closest = Closest(asked, does.Actions);
        if (closest != ActionRelation.Other)
        {
            // What a slip of the pen may mean is not sure enough to tell something apart.
            return asked.IsUnknown && closest is not (ActionRelation.Same or ActionRelation.Opposite) ? ActionRelation.Unknown : closest;
        }
        if (does.IsReference || asked.IsUnknown || ActionLexicon.Instance.IsVague(asked.Classes))
        {
            return ActionRelation.Unknown;
        }
        if (does.IsBroad && IsOfTexts(asked) && does.Actions.Any(IsOfTexts))
        {
            return ActionRelation.Alike;
        }
        if (Closest(asked, does.Parts) == ActionRelation.Same)
        {
            return does.IsBroad ? ActionRelation.Same : ActionRelation.PartOf;
        }
        return does.IsBroad && (does.AnswersQuestions || does.Says(asked.Verb.Split(' ')[0]))
            ? ActionRelation.Unknown
            : ActionRelation.Other;
    }

    static bool IsOfTexts(AskedAction action) => action.Classes.Any(ActionLexicon.Instance.IsOfTexts);

    static ActionRelation Closest(AskedAction asked, IReadOnlyList<AskedAction> actions)
    {
        var (isOpposite, isAlike, isRelated) = (false, false, false);
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
                        case ActionRelation.Related:
                            isRelated = true;
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
        if (isRelated)
        {
            return ActionRelation.Related;
        }
        return isAlike ? ActionRelation.Alike : ActionRelation.Other;
    }

    /// <summary>Whether a task refuses a procedure by its name, or says not to do what it does.</summary>
    public static bool IsForbidden(Intent asked, Intent does, ActionRelation action) =>
        asked.Refused.Contains(does.Name) || asked.Negated.Any(negated => Forbids(negated, asked, does, action));

    static bool Forbids(AskedAction negated, Intent asked, Intent does, ActionRelation action)
    {
        var relation = Relation(negated, does);
        // "without touching the configuration"
        if (negated.Verb == "touch" && negated.Objects.Any(thing => ObjectComparison.IsWorkedOn(thing, does)))
        {
            return true;
        }
        if (asked.Actions is not [var main, ..])
        {
            // "it must not be found" says how it is to be.
            return !negated.IsBeside && !(negated.IsIndirect && relation == ActionRelation.Other) || relation == ActionRelation.Same;
        }
        if (negated.At > main.At)
        {
            // "flush the cache, but do not flush the sessions": another thing is meant.
            var isOfAnother = action == ActionRelation.Same && negated.HasContent && main.Objects is [{ Text.Length: > 0 }, ..];
            return relation == ActionRelation.Same && !isOfAnother;
        }
        // "Don't delete it, archive it": an archiving procedure is what is asked for.
        return relation switch
        {
            ActionRelation.Same => action != ActionRelation.Same || negated.Verb != main.Verb,
            ActionRelation.Unknown or ActionRelation.Related or ActionRelation.Alike => action != ActionRelation.Same && !negated.IsBeside,
            _ => false,
        };
    }
}
