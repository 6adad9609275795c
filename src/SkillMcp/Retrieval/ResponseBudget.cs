namespace SkillMcp.Retrieval;

/// <summary>
/// Trims an answer to the tokens that the caller allows for it. An answer is written twice, as a text and as a structure, and the budget
/// holds for both together: some clients show a model one of them and others both, and none says which. Where only one is shown, the
/// model gets about half of what it allowed.
/// </summary>
static class ResponseBudget
{
    const int CharactersPerToken = 4;

    // What is beside the stored texts, in both halves: the advice, the id of the retrieval, the notice and the delimiters;
    // the names, numbers and headings of a match; the number of an item, and its quotes.
    const int AnswerOverhead = 500;
    const int NamedOverhead = 250;
    const int WholeOverhead = 850;
    const int ItemOverhead = 15;

    // The state of a precondition, the step of a pitfall, and what introduces an example.
    const int DetailOverhead = 80;

    // The further lines of a text are indented.
    const int LineOverhead = 6;

    // Of the description of a match that is only named, no more is shown.
    const int MaxSummary = 200;

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
        var remaining = (long)maxTokens * CharactersPerToken - AnswerOverhead;
        var kept = new List<Match>();
        foreach (var match in matches)
        {
            var trimmed = match.IsWhole && WholeSize(match) > remaining ? match with { IsWhole = false } : match;
            var forInstructions = trimmed.IsWhole ? remaining - WholeSize(trimmed) : 0;
            trimmed = WithInstructions(trimmed, Math.Min(MaxInstructions, LengthWithin(forInstructions, trimmed.Instructions)));
            var size = (trimmed.IsWhole ? WholeSize(trimmed) : NamedSize(trimmed)) + SizeOf(trimmed.Instructions);
            if (size > remaining && kept.Count > 0)
            {
                break;
            }
            kept.Add(trimmed);
            remaining -= size;
        }
        return kept;
    }

    /// <summary>The match with at most so many characters of its instructions.</summary>
    static Match WithInstructions(Match match, int length) => match.Instructions.Length <= length ? match : match with
    {
        Instructions = length < MinInstructions ? "" : Truncate.To(match.Instructions, length),
        IsCut = true,
    };

    static long NamedSize(Match match) =>
        NamedOverhead
        + 2 * match.Skill.Name.Value.Length
        + SizeOf(Truncate.To(match.Procedure.Description, MaxSummary))
        + SizeOf(match.Part)
        + SizeOf(match.Warnings) + SizeOf(match.Differs) + SizeOf(match.NotFor);

    static long WholeSize(Match match) =>
        NamedSize(match)
        + WholeOverhead
        + SizeOf(match.Procedure.Description)
        + SizeOf(match.Why)
        + SizeOf(match.Procedure.Conditions)
        + match.Conditions.Sum(condition => SizeOf(condition.Text) + DetailOverhead)
        + SizeOf(match.Procedure.Steps.Select(step => step.Text))
        + match.Files.Sum(path => SizeOf(path) + match.Skill.Name.Value.Length + DetailOverhead)
        + match.Procedure.Parameters.Sum(parameter => SizeOf(parameter, match.Values.GetValueOrDefault(parameter.Name)))
        + match.Skill.Pitfalls.Sum(pitfall => SizeOf(pitfall.Text) + DetailOverhead);

    static long SizeOf(Parameter parameter, string? value) =>
        2 * SizeOf(parameter.Name) + DetailOverhead + (value is null
            ? SizeOf(parameter.Description) + SizeOf(parameter.Example) + SizeOf(parameter.Default ?? "") + SizeOf(parameter.Pattern ?? "")
            : SizeOf(value));

    static long SizeOf(IEnumerable<string> texts) => texts.Sum(text => SizeOf(text) + ItemOverhead);

    /// <summary>The characters that a stored text takes in both halves together.</summary>
    static long SizeOf(string text) => text.Sum(SizeOf);

    static long SizeOf(char c) => c switch
    {
        '\n' => 3 + LineOverhead,
        '"' or '\\' or '\t' => 3,
        _ => 2,
    };

    /// <summary>How much of a text takes at most so many characters in both halves together.</summary>
    static int LengthWithin(long size, string text)
    {
        var length = 0;
        while (length < text.Length && size >= SizeOf(text[length]))
        {
            size -= SizeOf(text[length++]);
        }
        return length;
    }
}
