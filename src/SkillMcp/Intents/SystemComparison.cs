namespace SkillMcp.Intents;

/// <summary>Whether a task names the products that a procedure works with.</summary>
static class SystemComparison
{
    static SystemLexicon Lexicon => SystemLexicon.Instance;

    /// <summary>The product that the procedure is for and the one that is asked for; null if nothing is known to differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does) =>
        OfFamily(asked, does) ?? Foreign(asked, does) ?? Unlisted(asked, does) ?? Elsewhere(asked, does) ?? OfOwn(asked, does);

    /// <summary>Another member of a family: MySQL for PostgreSQL.</summary>
    static (string Does, string Asked)? OfFamily(Intent asked, Intent does)
    {
        foreach (var family in asked.Systems.Select(system => system.Family).Where(family => !Lexicon.IsEnvironment(family)).Distinct())
        {
            var ours = does.Systems.Where(system => system.Family == family).ToList();
            // What the name and the description say counts before what a step mentions.
            ours = ours.Count > 0 ? ours : [.. does.Mentioned.Where(system => system.Family == family)];
            var isNamed = !does.IsGeneral || ours.Exists(system => IsInName(system, does));
            var theirs = asked.Systems.Where(system => system.Family == family).ToList();
            if (ours.Count > 0 && isNamed && !theirs.Exists(one => ours.Exists(other => other.Member == one.Member)))
            {
                return (NamedSystem.Written(ours), NamedSystem.Written(theirs));
            }
        }
        return null;
    }

    static bool IsInName(NamedSystem system, Intent does) =>
        system.Text.ToLowerInvariant().Split(' ').All(word => does.Nouns.Contains(NounLexicon.Singular(word)) || does.Nouns.Contains(word));

    /// <summary>A task that names other products only than the procedure does is about something else.</summary>
    static (string Does, string Asked)? Foreign(Intent asked, Intent does)
    {
        if (does.IsGeneral || asked.Systems.Count == 0)
        {
            return null;
        }
        var products = asked.Systems.Where(system => !Lexicon.IsEnvironment(system.Family)).ToList();
        // A chat or a format is told of beside, but not where the procedure is for one.
        var isForAny = does.Systems.Any(system => !Lexicon.IsEnvironment(system.Family)) && !does.Systems.Any(IsTelling);
        var foreign = products
            .Where(system => (isForAny || IsTelling(system)) && !does.Names(system) && IsInRequest(system, asked))
            .ToList();
        if (foreign.Count == 0 || products.Exists(system => IsTelling(system) && does.Names(system)))
        {
            return null;
        }
        return Own(asked, does) is { } own ? (own, NamedSystem.Written(foreign)) : null;
    }

    /// <summary>Whether it says with what or where it is to be done, and not only of what kind a thing is.</summary>
    static bool IsInRequest(NamedSystem system, Intent asked) => system.At > asked.Request.Behind && system.At < asked.Request.To;

    /// <summary>
    /// "to Lokalise": a name in no list that stands as the procedure's own product does. What may be a person or a town counts
    /// only where the description names a product in the same role.
    /// </summary>
    static (string Does, string Asked)? Unlisted(Intent asked, Intent does)
    {
        if (does.IsGeneral || asked.Products.Count == 0)
        {
            return null;
        }
        var ours = does.Products.Where(name => !asked.SaysName(name.Text)).ToList();
        foreach (var name in asked.Products.Where(name => !does.SaysName(name.Text)))
        {
            if (name.Sign == ProductSign.Spelling && Own(asked, does) is { } own)
            {
                return (own, name.Text);
            }
            var rival = ours.FindIndex(other => other.Role == name.Role && AreRivals(other, name));
            if (rival >= 0)
            {
                return (ours[rival].Text, name.Text);
            }
        }
        return null;
    }

    /// <summary>"to Docker Hub" where it goes to the internal registry: the place of the procedure has no name of its own.</summary>
    static (string Does, string Asked)? Elsewhere(Intent asked, Intent does)
    {
        if (does.IsBroad || does.Phrases.FirstOrDefault(phrase => IsPlace(phrase) && IsOwn(phrase.Thing)).Thing is not { } own)
        {
            return null;
        }
        var places = asked.Phrases.Where(IsPlace).Select(phrase => phrase.Thing).ToList();
        var foreign = asked.Systems
            .Where(system => IsTelling(system) && !does.Names(system) && IsInRequest(system, asked))
            .Where(system => places.Exists(place => IsNameOf(system, place)))
            .ToList();
        return foreign.Count > 0 ? ($"the {own.Text}", NamedSystem.Written(foreign)) : null;

        static bool IsNameOf(NamedSystem system, NounPhrase place) => place is { Modifiers.Count: 0, Determiner: "" }
            && system.Text.StartsWith(place.Text, StringComparison.OrdinalIgnoreCase);

        bool IsOwn(NounPhrase place) => !place.Modifiers.Append(place.Head).Any(asked.Says) && !does.Slots.Contains(place.Text);
    }

    /// <summary>"to the internal registry" where it goes to npm: the place that is asked for has no name of its own.</summary>
    static (string Does, string Asked)? OfOwn(Intent asked, Intent does)
    {
        var ours = does.IsBroad ? default : does.Systems.FirstOrDefault(system => IsTelling(system) && IsBehindTo(system, does));
        if (ours.Text is null || asked.Says(ours.Text.ToLowerInvariant()))
        {
            return null;
        }
        var own = asked.Phrases.FirstOrDefault(phrase => phrase.IsWhereTo && IsOwnPlace(phrase.Thing)).Thing;
        return own is null ? null : (ours.Text, $"the {own.Text}");

        bool IsOwnPlace(NounPhrase place) => English.PlaceNouns.Contains(place.Head)
            && place.Modifiers.Any(word => word is not "public" && English.IsQualifier(word) && !does.Says(word));
    }

    /// <summary>Whether a description says of a product that something goes there.</summary>
    static bool IsBehindTo(NamedSystem system, Intent does)
    {
        var at = does.Wording.ToList().FindIndex(token => token.Text == system.Text.Split(' ')[0]);
        return at > 0 && does.Wording[at - 1].Lower is "to" or "into" or "onto";
    }

    static bool IsPlace(PlacedPhrase phrase) => phrase.IsWhereTo || phrase.Preposition is "on";

    /// <summary>"to Crowdin" and "to Lokalise", "to the Sonos system" and "to the Bose system".</summary>
    static bool AreRivals(ProductName does, ProductName asked) => !Lexicon.IsName(asked.Text.ToLowerInvariant())
        && (asked.Sign == ProductSign.Bare
            || asked.Kind.Length > 0 && asked.Kind == does.Kind && !English.Owners.Contains(asked.Kind)
                && !Lexicon.IsName(does.Text.ToLowerInvariant()));

    /// <summary>The product that a procedure works with; null if it has none, or the task names it.</summary>
    static string? Own(Intent asked, Intent does)
    {
        var declared = does.Systems.Where(system => !Lexicon.IsEnvironment(system.Family)).ToList();
        declared = declared.Exists(IsTelling) ? declared.FindAll(IsTelling) : declared;
        if (declared.Exists(system => asked.SaysName(system.Text)) || does.Products.Any(name => asked.SaysName(name.Text)))
        {
            return null;
        }
        var named = does.Products.Concat(does.Tools.Where(name => !asked.SaysName(name.Text))).Select(name => name.Text);
        return declared.Count > 0 ? NamedSystem.Written(declared) : named.FirstOrDefault();
    }

    static bool IsTelling(NamedSystem system) => !Lexicon.IsEnvironment(system.Family)
        && !English.IncidentalFamilies.Contains(Lexicon.FamilyOf(system.Family));
}
