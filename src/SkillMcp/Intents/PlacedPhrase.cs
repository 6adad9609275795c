namespace SkillMcp.Intents;

/// <summary>A thing with the preposition that it stands behind: "from the database".</summary>
/// <param name="Preposition">The preposition; empty if it stands behind none.</param>
/// <param name="Thing">What is named.</param>
readonly record struct PlacedPhrase(string Preposition, NounPhrase Thing)
{
    // A description of more is a document, whose later sentences tell about other things.
    const int MaxWords = 120;

    static readonly string[] Parameters = ["{env", "<env", "$env", "${env", "{stage}", "<stage>", "{target}", "<target>"];

    /// <summary>Whether it is where something goes.</summary>
    public bool IsWhereTo => Preposition is "to" or "into" or "onto";

    /// <summary>Whether it is where something comes from.</summary>
    public bool IsWhereFrom => Preposition is "from";

    /// <summary>The things that a text names, in order.</summary>
    public static IReadOnlyList<PlacedPhrase> In(IReadOnlyList<Token> tokens)
    {
        var phrases = new List<PlacedPhrase>();
        var end = Math.Min(tokens.Count, MaxWords);
        for (var at = 0; at < end;)
        {
            if (IsNoPart(tokens[at].Lower) || NounPhrase.At(tokens, at, end) is not { } thing)
            {
                at++;
                continue;
            }
            var isBehind = at > 0 && tokens[at - 1].Break == Break.None && English.Prepositions.Contains(tokens[at - 1].Lower);
            if (thing.Head.Length > 0)
            {
                phrases.Add(new PlacedPhrase(isBehind ? tokens[at - 1].Lower : "", thing));
            }
            at = Math.Max(at + 1, thing.End);
        }
        return phrases;
    }

    /// <summary>
    /// The index of the preposition that a word stands behind, with its article and what says more of it; -1 if it does not.
    /// </summary>
    public static int PrepositionBefore(IReadOnlyList<Token> tokens, int at)
    {
        for (var before = at - 1; before >= 0 && tokens[before].Break == Break.None; before--)
        {
            var word = tokens[before].Lower;
            if (English.Prepositions.Contains(word))
            {
                return before;
            }
            if (IsNoPart(word))
            {
                return -1;
            }
        }
        return -1;
    }

    /// <summary>Whether a step leaves it to whoever follows it where it is done.</summary>
    public static bool IsParameter(string step) =>
        Array.Exists(Parameters, parameter => step.Contains(parameter, StringComparison.OrdinalIgnoreCase));

    static bool IsNoPart(string word) => English.IsFunctionWord(word) && !English.Determiners.Contains(word);
}
