namespace SkillMcp.Intents;

/// <summary>Whether what a task asks something to be done to is what a procedure does it to.</summary>
sealed class ObjectComparison
{
    static readonly string[] AdjectiveEndings = ["ed", "ous", "ive", "able", "ible", "ful", "less", "ish", "tic", "own", "oken", "olen"];

    readonly Intent asked;
    readonly Intent does;

    // What the procedure works on, all in all, and what it does the very action to that is asked for.
    readonly List<NounPhrase> done;
    readonly List<NounPhrase> target;
    readonly bool isShared;

    ObjectComparison(Intent asked, Intent does, ActionRelation action)
    {
        this.asked = asked;
        this.does = does;
        var said = does.Actions.Where(action => !action.IsOfName).Concat(does.Parts).ToList();
        done = ThingsOf(said);
        // "runs a load test" is done to anything.
        var isOfAny = said.Exists(one => one.Objects.Any(thing => thing.Head == one.Verb));
        // A name has few words, and what stands behind its verb need not be the object.
        done = done.Count > 0 || isOfAny ? done : ThingsOf(does.Actions);
        if (done.Count == 0 && action == ActionRelation.Unknown)
        {
            done.AddRange(does.Phrases.Take(1).Select(phrase => BehindVerb(phrase.Thing)));
        }
        // "deletes or anonymises the data": the first verb has its object behind the second.
        isShared = said.Exists(one => IsSame(one, asked.Actions[0]) && one.Objects.Count == 0);
        target = ThingsOf(said.Where(one => IsSame(one, asked.Actions[0])));
        target = target.Count > 0 ? target : [.. done.Take(1)];
    }

    /// <summary>What the procedure is for and what is asked for; null if nothing is known to differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does, ActionRelation action)
    {
        // What must go away may be undone by doing something to another thing, and "go back to the release" names where to.
        var isKnown = (action == ActionRelation.Same || action == ActionRelation.Alike && !asked.IsTerse)
            && !English.Intransitive.Contains(asked.Actions[0].Verb) && !IsOfPlace(asked)
            || action == ActionRelation.Unknown && (IsOwnVerb(asked, does) || IsWithThing(asked.Actions, does));
        return isKnown ? new ObjectComparison(asked, does, action).Difference() : null;
    }

    /// <summary>"go back to the release", but not "book a flight to Lyon": the only thing that it names is where to.</summary>
    static bool IsOfPlace(Intent asked) => asked.Actions[0].Verb.EndsWith(" to", StringComparison.Ordinal)
        && !asked.Actions[0].Objects.Any(thing => asked.Phrases.Any(phrase => phrase.Preposition == "" && phrase.Thing.Head == thing.Head));

    /// <summary>Whether a task names things, and a procedure works on none of them.</summary>
    public static bool IsOfOtherThing(Intent asked, Intent does)
    {
        var comparison = new ObjectComparison(asked, does, ActionRelation.Related);
        var things = ThingsOf(asked.Actions.Take(1)).Where(thing => !comparison.IsRecipient(thing)).ToList();
        return comparison.done.Count > 0 && things.Count > 0 && !things.Exists(comparison.IsVague)
            && things.TrueForAll(thing => !comparison.IsDone(thing.Head) && !comparison.IsDone(thing.Of));
    }

    /// <summary>Whether a procedure works on a thing, or with the product that is named before it.</summary>
    public static bool IsWorkedOn(NounPhrase thing, Intent does) => thing.Determiner != "other"
        && thing.Text.ToLowerInvariant().Split(' ').Any(word =>
            does.Nouns.Contains(NounLexicon.Singular(word))
            || ThingsOf(does.Actions).Exists(other => other.Head == NounLexicon.Singular(word)));

    /// <summary>What stands behind a verb that was read as the first word of it.</summary>
    static NounPhrase BehindVerb(NounPhrase thing) => thing with
    {
        Modifiers = [.. thing.Modifiers.Skip(1)],
        Text = thing.Text[(thing.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..],
    };

    /// <summary>Whether a verb that no list has is the one with which a description begins: "Sharpens kitchen knives".</summary>
    static bool IsOwnVerb(Intent asked, Intent does) => asked.Actions is [{ IsUnknown: true } action, ..]
        && does.Phrases is [{ Thing.Text: var text }, ..]
        && Stemmer.Stem(text.Split(' ')[0].ToLowerInvariant()) == Stemmer.Stem(action.Verb);

    /// <summary>"write an invoice" where a report is written: verb and thing are known together as another action.</summary>
    static bool IsWithThing(IReadOnlyList<AskedAction> asked, Intent does) => asked is [{ Objects: [{ Head: var head }, ..] } action, ..]
        && action.Verb.EndsWith($" {head}", StringComparison.Ordinal)
        && does.Actions.Any(other => action.Verb == $"{other.Verb} {head}");

    (string Does, string Asked)? Difference()
    {
        if (OnlyNamed() is { } named)
        {
            return named;
        }
        var things = ThingsOf(asked.Actions.Take(1)).Where(thing => !IsRecipient(thing)).ToList();
        if (done.Count > 0 && things.Count > 0 && !things.Exists(IsVague) && things.TrueForAll(IsOther))
        {
            return (NounLexicon.Plural(target[0].Text), NounLexicon.Plural(things[0].Text));
        }
        var isOfThing = asked.Actions[0].Objects is [{ Head.Length: > 0 }, ..];
        return OtherPerson() ?? OtherPurpose() ?? OtherName() ?? (isOfThing ? OtherEnd() ?? OtherOwner() ?? Whole() ?? Lacking() : null);
    }

    /// <summary>"the first day of a customer" where an employee is prepared for.</summary>
    (string Does, string Asked)? OtherPerson()
    {
        if (asked.Actions[0].Objects is [{ Head.Length: > 0 }, ..] || done is not [{ Head: var head } ours, ..]
            || !NounLexicon.IsPerson(head) || !IsUnasked(head))
        {
            return null;
        }
        var person = asked.Phrases
            .FirstOrDefault(phrase => phrase.Preposition is "of" or "for" && NounLexicon.IsPerson(phrase.Thing.Head)).Thing;
        return person is not null && IsAbsent(person.Head)
            ? (NounLexicon.Plural(ours.Text), NounLexicon.Plural(person.Text))
            : null;
    }

    /// <summary>"audit the pages for search engine problems" where they are audited for accessibility.</summary>
    (string Does, string Asked)? OtherPurpose()
    {
        if (does.IsGeneral || !asked.Actions[0].Classes.Any(ActionLexicon.Instance.IsSearching))
        {
            return null;
        }
        var wanted = asked.Phrases.FirstOrDefault(phrase => phrase.Preposition == "for").Thing;
        var ours = does.Phrases.FirstOrDefault(phrase => phrase.Preposition == "for").Thing;
        return wanted is { Determiner: "" } && ours is { Determiner: "" } && IsUnasked(ours.Head)
            && wanted.Modifiers.Append(wanted.Head).Any(word => IsKind(word) && IsAbsent(word))
            && !NounLexicon.IsPerson(wanted.Head)
            ? (ours.Text, wanted.Text)
            : null;
    }

    /// <summary>
    /// "set up grafana for the cart service" where certificates are set up for a service: a name is none of the service, for that stands
    /// beside it.
    /// </summary>
    (string Does, string Asked)? OtherName()
    {
        var at = asked.Actions[0].Verb.Count(c => c == ' ') + 1;
        if (does.IsGeneral || target.Count == 0 || at + 1 >= asked.Wording.Count || asked.Wording[at].Break != Break.None)
        {
            return null;
        }
        var (name, preposition) = (asked.Wording[at], asked.Wording[at + 1].Lower);
        return !English.IsFunctionWord(name.Lower) && !English.VagueNouns.Contains(name.Lower)
            && IsAbsent(NounLexicon.Singular(name.Lower))
            && asked.Phrases.Any(IsOwnerToo) && target.TrueForAll(IsKindOfOwn)
            ? (NounLexicon.Plural(target[0].Text), name.Text)
            : null;

        bool IsOwnerToo(PlacedPhrase phrase) => phrase.Preposition == preposition && English.Owners.Contains(phrase.Thing.Head)
            && does.Phrases.Any(ours => ours.Preposition == preposition && NounLexicon.AreAlike(ours.Thing.Head, phrase.Thing.Head));

        // "a database" may have any name, and "certificates" are what they are.
        bool IsKindOfOwn(NounPhrase ours) => ours.Determiner.Length == 0 && !English.Owners.Contains(ours.Head)
            && !does.Slots.Contains(ours.Head) && ours.Modifiers.Append(ours.Head).All(IsUnasked);
    }

    /// <summary>"make a build of the app" where its icons are made: what is to be made is the build.</summary>
    (string Does, string Asked)? OnlyNamed()
    {
        var lexicon = ActionLexicon.Instance;
        var action = asked.Actions[0];
        var named = lexicon.NamedBy(action.Verb);
        // "reset the password" where the password is rotated: what it is done to is the same.
        var isOfSame = asked.Wording is [var first, ..] && first.Lower == action.Verb
            && action.Objects.Any(thing => thing.Head.Length > 0 && target.Exists(other => NounLexicon.AreAlike(other.Head, thing.Head)));
        var isOfVerb = named.Length > 0 && named.Length < action.Classes.Length && !isOfSame
            && !English.LightVerbs.Contains(action.Verb) && !IsDone(action.Verb);
        return isOfVerb && done.Count > 0 && !does.IsGeneral
            && !does.Actions.Concat(does.Parts)
                .Where(one => !IsLight(one))
                .SelectMany(one => one.Classes)
                .Any(one => Array.Exists(named, other =>
                    lexicon.Between(one, other) is ActionRelation.Same or ActionRelation.Alike))
            ? (NounLexicon.Plural(target[0].Text), NounLexicon.Plural(action.Verb))
            : null;
    }

    /// <summary>"makes the icons": of the classes of "make" only what is made tells anything.</summary>
    static bool IsLight(AskedAction action) => English.LightVerbs.Contains(action.Verb) && action.Objects is [{ Head.Length: > 0 }, ..];

    static List<NounPhrase> ThingsOf(IEnumerable<AskedAction> actions) =>
    [
        .. actions.SelectMany(action => action.Objects.Where(thing => thing.Head != action.Verb))
            .Where(thing => thing.Head.Length > 0 && !IsPlaceOrProduct(thing)),
    ];

    /// <summary>"to staging", "in Jira": a name alone is where or with what it is done; "the freezer" is a thing.</summary>
    static bool IsPlaceOrProduct(NounPhrase thing) =>
        thing.Modifiers.Count == 0 && thing.Determiner.Length == 0 && SystemLexicon.Instance.IsName(thing.Head)
        && !English.AmbiguousSystems.Contains(thing.Head) && !NounLexicon.IsKnown(thing.Head);

    static bool IsSame(AskedAction action, AskedAction asked) => action.Verb == asked.Verb
        || action.Classes.Any(one => asked.Classes.Any(other => ActionLexicon.Instance.Between(one, other) == ActionRelation.Same));

    /// <summary>"tell the team", "invoice all customers": whom it is sent to, where the procedure says "to all customers".</summary>
    bool IsRecipient(NounPhrase thing) => NounLexicon.IsPerson(thing.Head)
        && (asked.Actions[0].Verb.StartsWith("tell", StringComparison.Ordinal)
            || does.Phrases.Any(phrase => phrase.Preposition is "to" or "for" && NounLexicon.AreAlike(phrase.Thing.Head, thing.Head)));

    /// <summary>"from the database" where the procedure takes it from a server.</summary>
    (string Does, string Asked)? OtherEnd()
    {
        foreach (var place in asked.Phrases.Where(phrase => phrase.IsWhereTo || phrase.IsWhereFrom))
        {
            var wanted = place.Thing;
            if (!NounLexicon.IsKnown(wanted.Head) || wanted.Determiner.Length == 0 || !IsAbsent(wanted.Head))
            {
                continue;
            }
            var ours = does.Phrases.FirstOrDefault(phrase => place.IsWhereTo ? phrase.IsWhereTo : phrase.IsWhereFrom).Thing;
            var isOther = ours is not null && (NounLexicon.IsKnown(ours.Head) || English.Owners.Contains(ours.Head))
                && !IsSaidOf(ours, wanted.Head)
                && IsUnasked(ours.Head);
            if (isOther)
            {
                return (NounLexicon.Plural(ours!.Text), NounLexicon.Plural(wanted.Text));
            }
        }
        return null;
    }

    /// <summary>
    /// "space on the disk" where that of a table is freed, "a branch for the fix" where that of a release is created: each side says
    /// whose or where the same thing is, and the other never says that.
    /// </summary>
    (string Does, string Asked)? OtherOwner()
    {
        var thing = asked.Actions[0].Objects[0];
        if (does.IsGeneral || target.Where(other => NounLexicon.AreAlike(other.Head, thing.Head)).ToList() is not { Count: > 0 } ours)
        {
            return null;
        }
        var (preposition, wanted) = asked.Phrases.FirstOrDefault(phrase => IsOwning(phrase) && phrase.Thing.Determiner.Length > 0
            && IsOwner(phrase.Thing.Head) && IsAbsent(phrase.Thing.Head));
        var owners = ours.Select(other => other.Of)
            .Concat(does.Phrases.Where(IsOwning).Select(phrase => phrase.Thing.Head))
            // "a user for the job" may be one of a database.
            .Concat(preposition == "for" ? [] : ours.SelectMany(KindsOf))
            .Where(noun => IsOwner(noun) || SystemLexicon.Instance.IsName(noun)).ToList();
        return wanted is not null && owners.Count > 0 && owners.TrueForAll(IsUnasked)
            ? (NounLexicon.Plural(owners[0]), NounLexicon.Plural(wanted.Text))
            : null;

        static bool IsOwner(string noun) => NounLexicon.IsKnown(noun) && !English.Owners.Contains(noun)
            && !English.PlaceNouns.Contains(noun) && !NounLexicon.IsPerson(noun);
    }

    // "to production" is where, and "with", "after" and "by" say how.
    static bool IsOwning(PlacedPhrase phrase) => phrase.Preposition is "of" or "on" or "in" or "for" or "at";

    /// <summary>"replace the printer" where its toner is replaced: what is done to the part leaves the whole as it is.</summary>
    (string Does, string Asked)? Whole()
    {
        var action = asked.Actions[0];
        var thing = action.Objects[0];
        return English.WholeVerbs.Contains(action.Verb) && !does.IsGeneral && target is [{ Of.Length: > 0 } part, ..]
            && NounLexicon.AreAlike(part.Of, thing.Head) && !NounLexicon.AreAlike(part.Head, thing.Head)
            && !English.GeneralParts.Contains(part.Head) && IsUnasked(part.Head)
            ? (NounLexicon.Plural(part.Text), NounLexicon.Plural(thing.Text))
            : null;
    }

    /// <summary>"without sudo" where the procedure is for a user with it.</summary>
    (string Does, string Asked)? Lacking()
    {
        foreach (var (preposition, thing) in asked.Phrases)
        {
            var has = does.Phrases.FirstOrDefault(phrase => phrase.Preposition == "with" && IsSaidOf(phrase.Thing, thing.Head)).Thing;
            if (preposition == "without" && has is not null && does.Nouns.Contains(thing.Head))
            {
                return ($"what is with {has.Text}", $"one without {thing.Text}");
            }
        }
        return null;
    }

    bool IsVague(NounPhrase thing)
    {
        // "deploy cart": a single word without an article is the name of one thing.
        var isName = thing is { Determiner.Length: 0, Of.Length: 0 } && !thing.Modifiers.Any(IsKind)
            && !NounLexicon.IsKnown(thing.Head) && !thing.IsPlural && !English.MassNouns.Contains(thing.Head);
        // "these entries" are what was told of before.
        var isBackward = thing.Determiner is "these" or "those" or "such" && asked.Phrases.Count > 1;
        return isName || isBackward || English.VagueNouns.Contains(thing.Head);
    }

    /// <summary>Whether a thing is known to be none of those that the procedure is for.</summary>
    bool IsOther(NounPhrase thing)
    {
        var isTelling = !does.IsGeneral;
        var isKnown = NounLexicon.IsKnown(thing.Head);
        // "the section of the wiki page"
        var isOfAnother = !isKnown && NounLexicon.IsKnown(thing.Of) && IsAbsent(thing.Of) && !English.Owners.Contains(thing.Of);
        if (isTelling && isOfAnother && !IsDone(thing.Head))
        {
            return true;
        }
        if (IsDone(thing.Head) || !isKnown && thing.Modifiers is [.., var last] && IsHead(last))
        {
            return isTelling && (IsOfOther(thing) || IsOtherKind(thing) || IsOnlyBeside(thing));
        }
        if (!isTelling)
        {
            return isKnown && IsAbsent(thing.Head);
        }
        return !MayBeSame(thing, isKnown) && (isKnown || IsAbsent(thing.Head) || IsCompoundOfOther(thing));
    }

    /// <summary>Whether a thing of another name may be what the procedure is for.</summary>
    bool MayBeSame(NounPhrase thing, bool isKnown)
    {
        var isSaid = does.Says(thing.Head);
        // "the image of the service", where a step of its deployment sets the image.
        if (isSaid && thing.Of.Length > 0
            && !thing.Modifiers.Any(word => IsKind(word) && IsAbsent(word))
            && target.Exists(other => NounLexicon.AreAlike(other.Head, thing.Of)))
        {
            return true;
        }
        var kind = thing.Modifiers.LastOrDefault("");
        // "the release notes" tell of a release.
        if (NounLexicon.AreAlike(thing.Head, "note") && target.Exists(other => NounLexicon.AreAlike(other.Head, kind)))
        {
            return true;
        }
        // A teapot may be a product, and "moisture probes" may well be "moisture sensors".
        return !isKnown && target.Exists(other => English.GeneralNouns.Contains(other.Head))
            || IsKind(kind) && !isKnown && !SystemLexicon.Instance.IsName(kind)
                && done.Exists(other => other.Modifiers.LastOrDefault("") == kind);
    }

    /// <summary>"the health check" where a record is checked: the word is there, but not with what it is said of.</summary>
    bool IsCompoundOfOther(NounPhrase thing) =>
        thing.Modifiers is [.., var kind] && IsKind(kind) && !SystemLexicon.Instance.IsName(kind) && IsAbsent(kind);

    /// <summary>"cancel the order" where an invoice is cancelled and its order released.</summary>
    bool IsOnlyBeside(NounPhrase thing) => target is [var first, ..] && first == done[0] && !isShared
        && NounLexicon.IsKnown(thing.Head)
        && !target.Exists(other => IsSaidOf(other, thing.Head))
        && !does.Nouns.Any(noun => NounLexicon.AreAlike(noun, thing.Head))
        && !does.Phrases.Any(phrase => phrase.Preposition.Length > 0 && NounLexicon.AreAlike(phrase.Thing.Head, thing.Head))
        && target.TrueForAll(other => !thing.Modifiers.Contains(other.Head) && other.Head != thing.Of);

    /// <summary>"the release of the desktop client" is none of a web service.</summary>
    bool IsOfOther(NounPhrase thing)
    {
        if (thing.Of.Length == 0 || English.Owners.Contains(thing.Of) || !IsAbsent(thing.Of))
        {
            return false;
        }
        return NounLexicon.IsKnown(thing.Of)
            ? done.Exists(other => other.Head == thing.Head
                && (NounLexicon.IsKnown(other.Of) || other.Modifiers.Any(NounLexicon.IsKnown)))
            : IsOfOtherKind(thing);
    }

    /// <summary>"a rotation of the on-call duty" is none of logs: what the procedure's is of, the task never says.</summary>
    bool IsOfOtherKind(NounPhrase thing) => target.Exists(other => other.Head == thing.Head
        && other.Modifiers.Any(word => IsKind(word) && !SystemLexicon.Instance.IsName(word) && IsUnasked(word)));

    bool IsUnasked(string noun) => !asked.SaysThing(noun);

    /// <summary>"the conductivity meter" is no pH meter: each has a noun before it that the other side never says.</summary>
    bool IsOtherKind(NounPhrase thing) =>
        thing.Modifiers.Any(word => IsKind(word) && IsAbsent(word)
            && done.Exists(other => NounLexicon.AreAlike(other.Head, thing.Head)
                && KindsOf(other).Any(kind => IsKind(kind) && !thing.Modifiers.Contains(kind) && IsComparable(kind, word))));

    /// <summary>"customer" of "a customer's account", as of "a customer account".</summary>
    static IEnumerable<string> KindsOf(NounPhrase thing) =>
        NounLexicon.IsPerson(thing.Owner) ? thing.Modifiers.Append(thing.Owner) : thing.Modifiers;

    /// <summary>A product says of another what it is, "pH" of "conductivity", but nothing of "customer".</summary>
    static bool IsComparable(string kind, string word) =>
        !SystemLexicon.Instance.IsName(kind) || SystemLexicon.Instance.IsName(word)
        || NounLexicon.IsKnown(kind) && NounLexicon.IsKnown(word);

    /// <summary>Whether a word before a noun says of what kind it is, as another noun does.</summary>
    static bool IsKind(string word) =>
        word.Length > 1 && !English.Adjectives.Contains(word) && !English.ProperNouns.Contains(word)
        && ActionLexicon.Instance.FormOf(word) != VerbForm.Past
        && !Array.Exists(AdjectiveEndings, ending => word.EndsWith(ending, StringComparison.Ordinal));

    bool IsDone(string noun) =>
        done.Exists(thing => IsSaidOf(thing, noun)) || does.Nouns.Any(other => NounLexicon.AreAlike(other, noun));

    bool IsHead(string noun) => !SystemLexicon.Instance.IsName(noun)
        && (done.Exists(thing => NounLexicon.AreAlike(thing.Head, noun)) || does.Nouns.Any(other => NounLexicon.AreAlike(other, noun)));

    static bool IsSaidOf(NounPhrase thing, string noun) => NounLexicon.AreAlike(thing.Head, noun)
        || thing.Of.Length > 0 && NounLexicon.AreAlike(thing.Of, noun)
        || thing.Owner.Length > 0 && NounLexicon.AreAlike(thing.Owner, noun)
        || thing.Modifiers.Any(word => NounLexicon.AreAlike(word, noun));

    /// <summary>Whether neither a noun nor one that is said for it is anywhere in the procedure.</summary>
    bool IsAbsent(string noun) => !does.SaysThing(noun) && !IsSameProduct(noun) && !IsShortened(noun);

    /// <summary>"rec" where the procedure says "record".</summary>
    bool IsShortened(string noun) => noun.Length is 3 or 4 && asked.IsTerse && !NounLexicon.IsKnown(noun)
        && does.Stems.Any(stem => stem.StartsWith(noun, StringComparison.Ordinal));

    /// <summary>"iPhone" where the procedure says "iOS".</summary>
    bool IsSameProduct(string noun) => asked.Systems.Any(system => system.Text.Equals(noun, StringComparison.OrdinalIgnoreCase)
        && does.Systems.Any(other => other.Family == system.Family && other.Member == system.Member));
}
