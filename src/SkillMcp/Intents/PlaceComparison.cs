namespace SkillMcp.Intents;

/// <summary>Whether a task is to be done where a procedure does it.</summary>
static class PlaceComparison
{
    static SystemLexicon Lexicon => SystemLexicon.Instance;

    /// <summary>Where the procedure works and where it is asked to; null if nothing is known to differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does)
    {
        if (does.TakesEnvironment)
        {
            return null;
        }
        var families = asked.Systems.Select(system => system.Family).Where(Lexicon.IsEnvironment).Distinct();
        foreach (var family in families)
        {
            var theirs = asked.Systems.Where(system => system.Family == family).ToList();
            var ours = does.Systems.Where(system => system.Family == family).ToList();
            ours = ours.Count > 0 ? ours : [.. does.WrittenFor.Where(system => system.Family == family)];
            if (ours.Count == 0)
            {
                if (Lexicon.IsWorkplace(family) && RealPlace(theirs, asked, does) is { } place)
                {
                    return (place, NamedSystem.Written(theirs));
                }
                continue;
            }
            var isNamed = !does.IsGeneral || ours.Exists(system => does.Nouns.Contains(system.Text.ToLowerInvariant()));
            if (isNamed && !theirs.Exists(one => ours.Exists(other => other.Member == one.Member)))
            {
                return (NamedSystem.Written(ours), NamedSystem.Written(theirs));
            }
        }
        return OfOffice(asked, does) ?? OtherPurpose(asked, does) ?? OtherQualifier(asked, does) ?? OtherOwner(asked, does);
    }

    /// <summary>"my private notebook" is none that a company manages.</summary>
    static (string Does, string Asked)? OfOffice(Intent asked, Intent does)
    {
        var own = asked.Phrases.FirstOrDefault(phrase => phrase.Thing.Modifiers.Any(word => word is "private" or "personal")
            && NounLexicon.AreAlike(phrase.Thing.Head, "laptop")).Thing;
        return own is not null && RealPlace([], asked, does) is { } place ? (place, $"the {own.Text}") : null;
    }

    /// <summary>
    /// "on the preview server" is none of "to the docs server", and "in the test lab" none of "the office gateway": where a
    /// description says of a place whose it is, another environment is another place.
    /// </summary>
    static string? RealPlace(List<NamedSystem> theirs, Intent asked, Intent does)
    {
        var isProduction = theirs.Exists(system =>
            system.Text.StartsWith("prod", StringComparison.OrdinalIgnoreCase) || system.Text == "live");
        var isSaid = theirs.Exists(system => does.Says(system.Text.ToLowerInvariant()));
        if (isProduction || isSaid || does.IsGeneral)
        {
            return null;
        }
        foreach (var (_, thing) in does.Phrases)
        {
            if (thing.Modifiers.Append(thing.Head).Append(thing.Owner).Any(English.RealPlaces.Contains))
            {
                return $"the {thing.Text}";
            }
            var isQualified = English.PlaceNouns.Contains(thing.Head)
                && thing.Modifiers.Any(word => !does.Systems.Any(system => system.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
                    && !English.Adjectives.Contains(word));
            if (isQualified && asked.Phrases.Any(phrase => IsOfEnvironment(phrase.Thing, thing, theirs)))
            {
                return $"the {thing.Text}";
            }
        }
        // In a sandbox nothing is done that a procedure is kept for.
        return theirs.Exists(system => English.UnrealPlaces.Contains(system.Text.ToLowerInvariant())) ? "the real system" : null;
    }

    /// <summary>Whether it is the same place by its noun, with an environment instead of what tells the procedure's place.</summary>
    static bool IsOfEnvironment(NounPhrase wanted, NounPhrase thing, List<NamedSystem> environments) => wanted.Head == thing.Head
        && !wanted.Modifiers.Any(thing.Modifiers.Contains)
        && wanted.Modifiers.Any(word => environments.Exists(one => one.Text.Equals(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// "the production database" is none that is called the reporting database, either way: what a place is for tells it from the one
    /// that serves.
    /// </summary>
    static (string Does, string Asked)? OtherPurpose(Intent asked, Intent does)
    {
        foreach (var (_, wanted) in asked.Phrases)
        {
            var other = does.Phrases.FirstOrDefault(phrase => NounLexicon.AreAlike(phrase.Thing.Head, wanted.Head)
                && (IsOfPurpose(phrase.Thing, asked) && IsServing(wanted) || IsOfPurpose(wanted, does) && IsServing(phrase.Thing)));
            if (other.Thing is { } thing)
            {
                return ($"the {thing.Text}", $"the {wanted.Text}");
            }
        }
        return null;

        static bool IsServing(NounPhrase place) => !place.Modifiers.Any(English.PlacePurposes.Contains)
            && place.Modifiers.Any(word => SystemLexicon.Instance.IsWorkplace(word));

        static bool IsOfPurpose(NounPhrase place, Intent other) => English.PlaceNouns.Contains(place.Head)
            && place.Modifiers.Any(word => English.PlacePurposes.Contains(word) && !other.Says(word));
    }

    /// <summary>"the private zone" is no public one, and what goes "to the public registry" does not go "to the local feed".</summary>
    static (string Does, string Asked)? OtherQualifier(Intent asked, Intent does)
    {
        foreach (var place in asked.Phrases)
        {
            var wanted = place.Thing;
            var comparable = does.Phrases.Where(phrase =>
                NounLexicon.AreAlike(phrase.Thing.Head, wanted.Head) || place.IsWhereTo && phrase.IsWhereTo);
            foreach (var (_, thing) in comparable)
            {
                var isOther = wanted.Modifiers.Any(word => thing.Modifiers.Any(other => English.RuleOut(word, other))
                    && !does.Says(word));
                if (isOther)
                {
                    return ($"the {thing.Text}", $"the {wanted.Text}");
                }
            }
        }
        return null;
    }

    /// <summary>"the test database of the warehouse" where the steps are written for that of the shop.</summary>
    static (string Does, string Asked)? OtherOwner(Intent asked, Intent does)
    {
        foreach (var (thing, owner) in Owned(does).Where(ours => does.IsWrittenFor(ours.Owner.Head) && !asked.SaysThing(ours.Owner.Head)))
        {
            var wanted = Owned(asked).FirstOrDefault(theirs => NounLexicon.AreAlike(theirs.Thing.Head, thing.Head)
                && theirs.Owner.Head.Length > 0 && !does.SaysThing(theirs.Owner.Head));
            if (wanted.Thing is not null)
            {
                return ($"the {owner.Text}", $"the {wanted.Owner.Text}");
            }
        }
        return null;
    }

    /// <summary>The places with whose they are: "the database of the shop".</summary>
    static IEnumerable<(NounPhrase Thing, NounPhrase Owner)> Owned(Intent intent) => intent.Phrases
        .Zip(intent.Phrases.Skip(1))
        .Where(pair => pair.Second.Preposition == "of" && English.PlaceNouns.Contains(pair.First.Thing.Head))
        .Select(pair => (pair.First.Thing, pair.Second.Thing));
}
