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
        var action = ActionComparison.Between(asked, does);
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
            IsNegated = ActionComparison.IsForbidden(asked, does, action),
        };
        var otherAction = $"{ActionComparison.VerbDone(does)}; you ask to {ActionComparison.VerbAsked(asked)}";
        (bool IsKnown, DifferenceKind Kind, string Phrase)[] all =
        [
            (comparison.IsQuestion, DifferenceKind.Question, "a how-to; you ask a question"),
            (comparison.IsNegated, DifferenceKind.Negated, $"{ActionComparison.VerbDone(does)}; you ask not to"),
            (action == ActionRelation.Opposite, DifferenceKind.Opposite, otherAction),
            (ActionComparison.IsOther(asked, does, action), DifferenceKind.Action, otherAction),
            (thing is not null, DifferenceKind.Object, $"for {thing?.Does}; you ask for {thing?.Asked}"),
            (system.Agreement == Agreement.Differ, DifferenceKind.System, $"for {system.Does}; you ask for {system.Asked}"),
            (place.Agreement == Agreement.Differ, DifferenceKind.Environment, $"on {place.Does}; you ask for {place.Asked}"),
        ];
        return comparison with
        {
            Differences = [.. all.Where(one => one.IsKnown).Select(one => new IntentDifference(one.Kind, one.Phrase))],
        };
    }

    /// <summary>Whether a procedure finds out what is asked; a specific one only the thing that it is for.</summary>
    static bool Answers(Intent does, string askedFor) => does.AnswersQuestions
        && (does.IsBroad
            || askedFor.Length == 0
            || does.Actions.SelectMany(action => action.Objects).Any(thing => NounLexicon.AreAlike(thing.Head, askedFor)));

    /// <summary>A name as it is written in a sentence rather than in a slug: "PostgreSQL".</summary>
    static string Written(IReadOnlyList<NamedSystem> systems) =>
        systems.Select(system => system.Text).FirstOrDefault(text => text.Any(char.IsUpper)) ?? systems[0].Text;

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
