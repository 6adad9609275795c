namespace SkillMcp.Retrieval;

/// <summary>Trims an answer to the tokens that the caller allows for it.</summary>
static class ResponseBudget
{
    const int CharactersPerToken = 4;

    // The characters of the name, the URI, the score, the reason and the track record of one match.
    const int NamedMatchOverhead = 400;

    // More than a model reads before it follows a procedure; the rest is available as a resource.
    const int MaxInstructions = 20_000;

    // A shorter beginning of the instructions is not worth its characters.
    const int MinInstructions = 200;

    /// <summary>
    /// The matches that fit: one that does not fit whole is only named, and the first that cannot even be named ends the answer.
    /// The best match is always named.
    /// </summary>
    /// <param name="matches">The matches, the best first.</param>
    /// <param name="maxTokens">The budget in tokens of four characters; null for no bound.</param>
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

    /// <summary>The match with as much of its instructions as fits into so many characters.</summary>
    static Match WithInstructions(Match match, long budget) => match.Instructions.Length <= budget ? match : match with
    {
        Instructions = budget < MinInstructions ? "" : Truncate.To(match.Instructions, (int)budget),
        IsCut = true,
    };

    static long NamedSize(Match match) =>
        NamedMatchOverhead + match.Procedure.Description.Length
        + LengthOf(match.Warnings) + LengthOf(match.Differs) + LengthOf(match.NotFor);

    static long WholeSize(Match match) =>
        NamedSize(match)
        + LengthOf(match.Procedure.Conditions)
        + LengthOf(match.Conditions.Select(condition => condition.Text))
        + LengthOf(match.Procedure.Steps.Select(step => step.Text))
        + LengthOf(match.Files)
        + LengthOf(match.Procedure.Parameters.SelectMany(parameter => TextsOf(parameter, match)))
        + LengthOf(match.Skill.Pitfalls.Select(pitfall => pitfall.Text));

    static string[] TextsOf(Parameter parameter, Match match) =>
        [parameter.Name, parameter.Description, parameter.Example, match.Values.GetValueOrDefault(parameter.Name) ?? ""];

    /// <summary>The characters of a list: those of its texts, and a few for the markup of each item.</summary>
    static long LengthOf(IEnumerable<string> texts) => texts.Sum(text => text.Length + 4L);
}
