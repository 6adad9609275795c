namespace SkillMcp.Intents;

/// <summary>How what a procedure does is related to what a task asks for, part by part.</summary>
public sealed record IntentComparison
{
    public ActionRelation Action { get; private init; }

    public Agreement Object { get; private init; }

    public Agreement System { get; private init; }

    public Agreement Environment { get; private init; }

    /// <summary>Whether a question is asked that the procedure does not answer.</summary>
    public bool IsQuestion { get; private init; }

    /// <summary>Whether the task says not to do what the procedure does.</summary>
    public bool IsNegated { get; private init; }

    /// <summary>What is known to differ, the most telling first; empty if nothing is.</summary>
    public IReadOnlyList<IntentDifference> Differences { get; private init; } = [];

    public static IntentComparison Of(Intent asked, Intent does)
    {
        var action = ActionOf(asked, does);
        var thing = ObjectOf(asked, does, action);
        var system = SystemOf(asked, does, isEnvironment: false);
        var place = SystemOf(asked, does, isEnvironment: true);
        var comparison = new IntentComparison
        {
            Action = action,
            Object = thing is null ? Agreement.Unknown : Agreement.Differ,
            System = system.Agreement,
            Environment = place.Agreement,
            IsQuestion = asked.IsQuestion && !Answers(does, asked.AskedFor),
            IsNegated = IsForbidden(asked, does, action),
        };
        (bool IsKnown, DifferenceKind Kind, string Phrase)[] all =
        [
            (comparison.IsQuestion, DifferenceKind.Question, "a how-to; you ask a question"),
            (comparison.IsNegated, DifferenceKind.Negated, $"{Doing(does)}; you ask not to"),
            (action == ActionRelation.Opposite, DifferenceKind.Opposite, $"{Doing(does)}; you ask to {AskedVerb(asked)}"),
            (IsOtherAction(asked, does, action), DifferenceKind.Action, $"{Doing(does)}; you ask to {AskedVerb(asked)}"),
            (thing is not null, DifferenceKind.Object, $"for {thing?.Does}; you ask for {thing?.Asked}"),
            (system.Agreement == Agreement.Differ, DifferenceKind.System, $"for {system.Does}; you ask for {system.Asked}"),
            (place.Agreement == Agreement.Differ, DifferenceKind.Environment, $"on {place.Does}; you ask for {place.Asked}"),
        ];
        return comparison with
        {
            Differences = [.. all.Where(one => one.IsKnown).Select(one => new IntentDifference(one.Kind, one.Phrase))],
        };
    }

    /// <summary>Whether a procedure does another thing; with its object, a request means its own word and no other.</summary>
    static bool IsOtherAction(Intent asked, Intent does, ActionRelation action) => action switch
    {
        ActionRelation.Other or ActionRelation.PartOf => true,
        ActionRelation.Alike => !does.IsBroad && asked.Actions[0].Objects is [{ Head.Length: > 0 }, ..],
        _ => false,
    };

    static string AskedVerb(Intent asked) => asked.Actions.Concat(asked.Hints).FirstOrDefault(action => action.Classes.Length > 0) is { } said
        ? VerbOf(said)
        : "something else";

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

    /// <summary>A name as it is written in a sentence rather than in a slug: "PostgreSQL".</summary>
    static string Written(IReadOnlyList<NamedSystem> systems) =>
        systems.Select(system => system.Text).FirstOrDefault(text => text.Any(char.IsUpper)) ?? systems[0].Text;

    static ActionRelation ActionOf(Intent asked, Intent does)
    {
        if (does.Actions.Count == 0 || does.Actions.All(action => action.Classes.Length == 0))
        {
            return ActionRelation.Unknown;
        }
        var first = asked.Actions is [var main, ..] ? Relation(main, does) : ActionRelation.Unknown;
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
        return does.IsBroad && (does.AnswersQuestions || does.Stems.Contains(Stemmer.Stem(asked.Verb.Split(' ')[0])))
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
    static bool IsForbidden(Intent asked, Intent does, ActionRelation action) =>
        asked.Refused.Contains(does.Name) || asked.Negated.Any(negated => Forbids(negated, asked, does, action));

    static bool Forbids(AskedAction negated, Intent asked, Intent does, ActionRelation action)
    {
        var relation = Relation(negated, does);
        if (asked.Actions is not [var main, ..])
        {
            return !negated.IsBeside || relation == ActionRelation.Same;
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

    static (string Does, string Asked)? ObjectOf(Intent asked, Intent does, ActionRelation action)
    {
        var isKnown = action is ActionRelation.Same or ActionRelation.Alike && !asked.IsTerse;
        if (!isKnown || asked.Actions[0].Objects is not [{ Head.Length: > 0 }, ..])
        {
            return null;
        }
        var named = asked.Actions[0].Objects.Where(thing => thing.Head.Length > 0).ToList();
        var done = does.Actions.Concat(does.Parts).SelectMany(one => one.Objects).Where(thing => thing.Head.Length > 0).ToList();
        if (done.Count == 0 || named.Any(thing => English.VagueNouns.Contains(thing.Head)))
        {
            return null;
        }
        return named.All(thing => IsOther(thing, done, does)) ? (done[0].Text, named[0].Text) : null;
    }

    /// <summary>Whether a thing is known to be none of those that the procedure is for.</summary>
    static bool IsOther(NounPhrase asked, List<NounPhrase> done, Intent does)
    {
        var isKnown = NounLexicon.IsKnown(asked.Head);
        if (IsDone(asked.Head, done, does) || !isKnown && asked.Modifiers is [.., var last] && IsDone(last, done, does))
        {
            return !does.IsBroad && (IsOfOther(asked, done, does) || IsOtherKind(asked, done, does));
        }
        return does.IsBroad ? isKnown && IsAbsent(asked.Head, does) : isKnown || IsAbsent(asked.Head, does);
    }

    /// <summary>"the release of the desktop client" is none of a web service.</summary>
    static bool IsOfOther(NounPhrase asked, List<NounPhrase> done, Intent does) =>
        NounLexicon.IsKnown(asked.Of) && IsAbsent(asked.Of, does)
        && done.Any(thing => thing.Head == asked.Head && (NounLexicon.IsKnown(thing.Of) || thing.Modifiers.Any(NounLexicon.IsKnown)));

    /// <summary>"the conductivity meter" is no pH meter: each has a noun before it that the other side never says.</summary>
    static bool IsOtherKind(NounPhrase asked, List<NounPhrase> done, Intent does) =>
        asked.Modifiers.Any(word => IsKind(word) && IsAbsent(word, does))
        && done.Any(thing => NounLexicon.AreAlike(thing.Head, asked.Head)
            && thing.Modifiers.Any(word => IsKind(word) && !asked.Modifiers.Contains(word)));

    /// <summary>Whether a word before a noun says of what kind it is, as another noun does.</summary>
    static bool IsKind(string word) =>
        word.Length > 1 && !English.Adjectives.Contains(word) && ActionLexicon.Instance.FormOf(word) != VerbForm.Past;

    static bool IsDone(string noun, List<NounPhrase> done, Intent does) =>
        done.Any(thing => NounLexicon.AreAlike(thing.Head, noun) || thing.Of.Length > 0 && NounLexicon.AreAlike(thing.Of, noun)
            || thing.Modifiers.Any(word => NounLexicon.AreAlike(word, noun)))
        || does.Nouns.Any(other => NounLexicon.AreAlike(other, noun));

    /// <summary>Whether neither a noun nor one that is said for it is anywhere in the procedure.</summary>
    static bool IsAbsent(string noun, Intent does) => NounLexicon.SaidFor(noun).All(word => !does.Stems.Contains(Stemmer.Stem(word)));

    static (Agreement Agreement, string Does, string Asked) SystemOf(Intent asked, Intent does, bool isEnvironment)
    {
        var result = (Agreement.Unknown, "", "");
        foreach (var family in asked.Systems.Where(system => SystemLexicon.Instance.IsEnvironment(system.Family) == isEnvironment)
            .Select(system => system.Family).Distinct())
        {
            var ours = does.Systems.Where(system => system.Family == family).ToList();
            // What the name and the description say counts before what a step mentions.
            ours = ours.Count > 0 ? ours : [.. does.Mentioned.Where(system => system.Family == family)];
            if (ours.Count == 0 || does.IsBroad && ours.TrueForAll(system => !does.Nouns.Contains(system.Text.ToLowerInvariant())))
            {
                continue;
            }
            var theirs = asked.Systems.Where(system => system.Family == family).ToList();
            if (theirs.Any(one => ours.Any(other => other.Member == one.Member)))
            {
                result = result.Item1 == Agreement.Differ ? result : (Agreement.Agree, Written(ours), Written(theirs));
            }
            else
            {
                result = (Agreement.Differ, Written(ours), Written(theirs));
            }
        }
        return result.Item1 == Agreement.Unknown && !isEnvironment ? Foreign(asked, does) : result;
    }

    /// <summary>A task that names other products only than the procedure does is about something else.</summary>
    static (Agreement Agreement, string Does, string Asked) Foreign(Intent asked, Intent does)
    {
        if (does.IsBroad || does.Systems.Count == 0 || asked.Systems.Count == 0)
        {
            return (Agreement.Unknown, "", "");
        }
        var products = asked.Systems.Where(system => !SystemLexicon.Instance.IsEnvironment(system.Family)).ToList();
        var foreign = products.Where(system => IsTelling(system) && !Says(does, system)).ToList();
        var ours = does.Systems.Where(IsTelling).ToList();
        return foreign.Count > 0 && ours.Count > 0 && foreign.Count == products.Count
            ? (Agreement.Differ, Written(ours), Written(foreign))
            : (Agreement.Unknown, "", "");
    }

    static bool Says(Intent does, NamedSystem system) => does.Stems.Contains(Stemmer.Stem(system.Text.ToLowerInvariant()));

    static bool IsTelling(NamedSystem system) => !SystemLexicon.Instance.IsEnvironment(system.Family)
        && !English.IncidentalFamilies.Contains(SystemLexicon.Instance.FamilyOf(system.Family));
}
