namespace SkillMcp.Intents;

/// <summary>Whether a task names the products that a procedure works with.</summary>
static class SystemComparison
{
    static SystemLexicon Lexicon => SystemLexicon.Instance;

    /// <summary>The product that the procedure is for and the one that is asked for; null if nothing is known to differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does)
    {
        var other = OfFamilies(asked, does);
        return other.Agreement == Agreement.Unknown ? Foreign(asked, does) ?? Unlisted(asked, does) : other.Names;
    }

    static (Agreement Agreement, (string Does, string Asked)? Names) OfFamilies(Intent asked, Intent does)
    {
        var result = Agreement.Unknown;
        foreach (var family in asked.Systems.Select(system => system.Family).Where(family => !Lexicon.IsEnvironment(family)).Distinct())
        {
            var ours = does.Systems.Where(system => system.Family == family).ToList();
            // What the name and the description say counts before what a step mentions.
            ours = ours.Count > 0 ? ours : [.. does.Mentioned.Where(system => system.Family == family)];
            if (ours.Count == 0 || does.IsBroad && !does.IsOfOneThing && !ours.Exists(system => IsInName(system, does)))
            {
                continue;
            }
            var theirs = asked.Systems.Where(system => system.Family == family).ToList();
            if (!theirs.Exists(one => ours.Exists(other => other.Member == one.Member)))
            {
                return (Agreement.Differ, (NamedSystem.Written(ours), NamedSystem.Written(theirs)));
            }
            result = Agreement.Agree;
        }
        return (result, null);
    }

    static bool IsInName(NamedSystem system, Intent does) =>
        system.Text.ToLowerInvariant().Split(' ').All(word => does.Nouns.Contains(NounLexicon.Singular(word)) || does.Nouns.Contains(word));

    /// <summary>A task that names other products only than the procedure does is about something else.</summary>
    static (string Does, string Asked)? Foreign(Intent asked, Intent does)
    {
        if (does.IsBroad && !does.IsOfOneThing || asked.Systems.Count == 0)
        {
            return null;
        }
        var products = asked.Systems.Where(system => !Lexicon.IsEnvironment(system.Family)).ToList();
        // A chat or a format is told of beside, but not where the procedure is for one.
        var isForAny = does.Systems.Any(system => !Lexicon.IsEnvironment(system.Family)) && !does.Systems.Any(IsTelling);
        var foreign = products.Where(system => (isForAny || IsTelling(system)) && !Says(does, system) && IsInRequest(system, asked)).ToList();
        if (foreign.Count == 0 || products.Exists(system => IsTelling(system) && !foreign.Contains(system)))
        {
            return null;
        }
        return Own(asked, does) is { } own ? (own, NamedSystem.Written(foreign)) : null;
    }

    static bool IsInRequest(NamedSystem system, Intent asked) => system.At >= asked.Request.From && system.At < asked.Request.To;

    /// <summary>
    /// "to Lokalise": a name in no list that stands as the procedure's own product does. What may be a person or a town counts
    /// only where the description names a product in the same role.
    /// </summary>
    static (string Does, string Asked)? Unlisted(Intent asked, Intent does)
    {
        if (does.IsBroad && !does.IsOfOneThing || asked.Products.Count == 0 || Own(asked, does) is not { } own)
        {
            return null;
        }
        foreach (var name in asked.Products)
        {
            var isProduct = name.IsCertain || does.Products.Any(other => other.Role == name.Role);
            if (isProduct && !name.IsSaidIn(does))
            {
                return (own, name.Text);
            }
        }
        return null;
    }

    /// <summary>The product that a procedure works with; null if it has none, or the task names it.</summary>
    static string? Own(Intent asked, Intent does)
    {
        var declared = does.Systems.Where(system => !Lexicon.IsEnvironment(system.Family)).ToList();
        if (declared.Exists(system => Says(asked, system)) || does.Products.Any(name => name.IsSaidIn(asked)))
        {
            return null;
        }
        var telling = declared.Where(IsTelling).ToList();
        telling = telling.Count > 0 ? telling : declared;
        if (telling.Count > 0)
        {
            return NamedSystem.Written(telling);
        }
        return does.Products.Concat(does.Tools.Where(name => !name.IsSaidIn(asked))).Select(name => name.Text).FirstOrDefault();
    }

    static bool Says(Intent intent, NamedSystem system) =>
        Words.Split(system.Text).All(word => intent.Stems.Contains(Stemmer.Stem(word)));

    static bool IsTelling(NamedSystem system) => !Lexicon.IsEnvironment(system.Family)
        && !English.IncidentalFamilies.Contains(Lexicon.FamilyOf(system.Family));
}
