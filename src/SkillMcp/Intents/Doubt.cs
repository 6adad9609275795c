namespace SkillMcp.Intents;

/// <summary>
/// Where a task speaks of the very thing that a procedure is for, and yet not clearly of what the procedure does to it. Nearly always such
/// a task is a look-alike; one that means the procedure without its words names neither the thing nor the action as it does.
/// </summary>
static class Doubt
{
    /// <summary>Whether the thing is called by the procedure's own word, and what is to be done to it is not.</summary>
    public static bool IsOfAction(Intent asked, Intent does, ActionRelation action) => !does.IsBroad
        && (action, PlaceOf(asked, does)) is
            (ActionRelation.Unknown, ThingPlace.Object)
            or (ActionRelation.Related, ThingPlace.Part or ThingPlace.Text or ThingPlace.Nowhere);

    /// <summary>Where a procedure names what the task asks something to be done to; none if the task does not say to what.</summary>
    static ThingPlace PlaceOf(Intent asked, Intent does)
    {
        var things = ThingsOf(asked);
        if (things.Count == 0)
        {
            return ThingPlace.None;
        }
        if (IsAnyOf(does.Actions))
        {
            return ThingPlace.Object;
        }
        if (IsAnyOf(does.Parts))
        {
            return ThingPlace.Part;
        }
        return things.Exists(thing => does.Nouns.Any(noun => NounLexicon.AreAlike(noun, thing.Head)) || does.SaysThing(thing.Head))
            ? ThingPlace.Text
            : ThingPlace.Nowhere;

        bool IsAnyOf(IEnumerable<AskedAction> actions) => actions.SelectMany(action => action.Objects)
            .Any(done => done.Head.Length > 0 && things.Exists(thing => NounLexicon.AreAlike(done.Head, thing.Head)));
    }

    static List<NounPhrase> ThingsOf(Intent asked) =>
        [.. asked.Actions.Take(1).SelectMany(action => action.Objects).Where(thing => thing.Head.Length > 0)];

    enum ThingPlace
    {
        None,

        /// <summary>What the procedure does its action to.</summary>
        Object,

        /// <summary>What it does something else to on its way.</summary>
        Part,

        /// <summary>It is only mentioned.</summary>
        Text,
        Nowhere,
    }
}
