namespace SkillMcp.Retrieval;

/// <summary>Cuts an answer to the room that there is for it.</summary>
static class ResponseBudget
{
    const int CharactersPerToken = 4;

    // The name, the address, the score, the reason and the record of one match.
    const int NamedMatchOverhead = 400;

    // What a model reads of a text before it follows it; the rest is a resource.
    const int MaxInstructions = 20_000;

    // The rest of a text is worth telling from here on.
    const int MinInstructions = 200;

    /// <summary>
    /// The matches that fit: one that does not fit whole is named only, one that cannot even be named is left out.
    /// The first is always named.
    /// </summary>
    public static IReadOnlyList<Match> Trim(IReadOnlyList<Match> matches, int? maxTokens)
    {
        if (maxTokens is null)
        {
            return [.. matches.Select(match => WithInstructions(match, MaxInstructions))];
        }
        var remaining = (long)maxTokens * CharactersPerToken;
        var kept = new List<Match>();
        foreach (var match in matches)
        {
            var trimmed = match.IsWhole && WholeSize(match) > remaining ? match with { IsWhole = false } : match;
            trimmed = WithInstructions(trimmed, Math.Min(MaxInstructions, trimmed.IsWhole ? remaining - WholeSize(trimmed) : 0));
            var size = (trimmed.IsWhole ? WholeSize(trimmed) : NamedSize(trimmed)) + trimmed.Instructions.Length;
            if (size > remaining && kept.Count > 0)
            {
                break;
            }
            kept.Add(trimmed);
            remaining -= size;
        }
        return kept;
    }

    /// <summary>A match with as much of its author's text as there is room for.</summary>
    static Match WithInstructions(Match match, long budget) => match.Instructions.Length <= budget ? match : match with
    {
        Instructions = budget < MinInstructions ? "" : Excerpt.Of(match.Instructions, (int)budget),
        IsCut = true,
    };

    static long NamedSize(Match match) => NamedMatchOverhead + match.Procedure.Description.Length + Length(match.Warnings);

    static long WholeSize(Match match) =>
        NamedSize(match)
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
