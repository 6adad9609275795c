namespace SkillMcp.Intents;

/// <summary>What a task says that it is not for, and does not ask for beside.</summary>
/// <param name="Systems">Products and places.</param>
/// <param name="Regions">Regions of a cloud.</param>
/// <param name="Nouns">The nouns, in the singular, of each thing of which it says that another one is meant.</param>
sealed record ExcludedThings(IReadOnlyList<NamedSystem> Systems, IReadOnlyList<CloudRegion> Regions, IReadOnlyList<string[]> Nouns)
{
    // More words are a clause that tells something.
    const int MaxNouns = 3;

    public static ExcludedThings None { get; } = new([], [], []);

    /// <summary>What is excluded in a text of which this is asked for.</summary>
    public static ExcludedThings In(
        IReadOnlyList<Token> tokens,
        IReadOnlyList<Exclusion> exclusions,
        IReadOnlyList<NamedSystem> systems,
        IReadOnlyList<CloudRegion> regions)
    {
        return exclusions.Count == 0
            ? None
            : new ExcludedThings(
                [.. SystemLexicon.Instance.In(tokens).Where(one => IsExcluded(one.At) && !systems.Any(one.IsSame))],
                [.. CloudRegion.In(tokens).Where(one => IsExcluded(one.At) && !regions.Any(one.IsSame))],
                [.. exclusions.Where(one => one.IsContrast).Select(NounsOf).Where(nouns => nouns.Length is > 0 and <= MaxNouns)]);

        bool IsExcluded(int at) => exclusions.Any(one => one.Covers(at));

        string[] NounsOf(Exclusion one) => [.. Enumerable.Range(one.From, one.To - one.From)
            .Select(at => tokens[at].Lower)
            .Where(word => !English.IsFunctionWord(word))
            .Select(NounLexicon.Singular)];
    }

    /// <summary>What of a procedure is excluded; null if nothing is.</summary>
    public string? Of(Intent does)
    {
        var system = does.IsGeneral ? default : does.Systems.FirstOrDefault(ours => Systems.Any(ours.IsSame));
        return system.Text
            ?? does.Regions.FirstOrDefault(ours => Regions.Any(ours.IsSame))?.Text
            ?? Nouns.FirstOrDefault(words => Array.TrueForAll(words, does.Nouns.Contains))?[^1];
    }
}
