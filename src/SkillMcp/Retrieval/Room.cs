namespace SkillMcp.Retrieval;

/// <summary>Cuts an answer to the room that there is for it.</summary>
static class Room
{
    const int CharactersPerToken = 4;

    // The name, the address, the score, the reason and the record of one match.
    const int OfNaming = 400;

    // What a model reads of a text before it follows it; the rest is a resource.
    const int OfInstructions = 20_000;

    // The rest of a text is worth telling from here on.
    const int LeastInstructions = 200;

    /// <summary>
    /// The matches that fit: one that does not fit whole is named only, one that cannot even be named is left out.
    /// The first is always named.
    /// </summary>
    public static IReadOnlyList<Match> Cut(IReadOnlyList<Match> matches, int? maxTokens)
    {
        if (maxTokens is null)
        {
            return [.. matches.Select(match => Instructed(match, OfInstructions))];
        }
        var left = (long)maxTokens * CharactersPerToken;
        var kept = new List<Match>();
        foreach (var match in matches)
        {
            var shown = match.IsWhole && Whole(match) > left ? match with { IsWhole = false } : match;
            shown = Instructed(shown, Math.Min(OfInstructions, shown.IsWhole ? left - Whole(shown) : 0));
            var size = (shown.IsWhole ? Whole(shown) : Named(shown)) + shown.Instructions.Length;
            if (size > left && kept.Count > 0)
            {
                break;
            }
            kept.Add(shown);
            left -= size;
        }
        return kept;
    }

    /// <summary>A match with as much of its author's text as there is room for.</summary>
    static Match Instructed(Match match, long room) => match.Instructions.Length <= room ? match : match with
    {
        Instructions = room < LeastInstructions ? "" : Excerpt.Of(match.Instructions, (int)room),
        IsCut = true,
    };

    static long Named(Match match) => OfNaming + match.Procedure.Description.Length + Length(match.Warnings);

    static long Whole(Match match) =>
        Named(match)
        + Length(match.Procedure.Preconditions)
        + Length(match.Conditions.Select(condition => condition.Text))
        + Length(match.Procedure.Steps.Select(step => step.Text))
        + Length(match.Procedure.Postconditions)
        + Length(match.Files)
        + Length(match.Procedure.Parameters.SelectMany(p => new[] { p.Name, p.Description, p.Example, match.Values.GetValueOrDefault(p.Name) ?? "" }))
        + Length(match.Skill.Pitfalls.Select(pitfall => pitfall.Text));

    /// <summary>A text costs what it is long, and a little for the list that it stands in.</summary>
    static long Length(IEnumerable<string> texts) => texts.Sum(text => text.Length + 4L);
}
