namespace SkillMcp.Intents;

/// <summary>A verb of one or several words; "…" stands for an object.</summary>
sealed record VerbPhrase(string[] Words, int[] Classes)
{
    const string Gap = "…";

    public string Text { get; } = TextOf(string.Join(' ', Words));

    /// <summary>How many words it has without the object.</summary>
    public int Length { get; } = Words.Count(word => word != Gap);

    public static string TextOf(string verb) => verb.Replace($"{Gap} ", "").Replace($" {Gap}", "");

    /// <summary>Where the phrase ends if it begins at a word, whose form is known to be right; null if it does not.</summary>
    /// <returns>The index after its last word, and that of its object if it stands within the phrase, or else -1.</returns>
    public (int End, int GapStart)? MatchAt(IReadOnlyList<Token> tokens, int at, int end, int maxGap)
    {
        var next = at + 1;
        var gapStart = -1;
        for (var word = 1; word < Words.Length; word++)
        {
            if (Words[word] == Gap)
            {
                gapStart = next;
                if (word + 1 == Words.Length)
                {
                    return (next, gapStart);
                }
                next = EndOfGap(tokens, next, end, maxGap, Words[++word]);
                if (next < 0)
                {
                    return null;
                }
            }
            else if (IsAt(tokens, next, end, Words[word]))
            {
                next++;
            }
            else if (Words.Length == 2 && CanFollowObject(Words[1]) && EndOfObject(tokens, next, end, maxGap) is var particle and > 0)
            {
                gapStart = next;
                next = particle;
            }
            else
            {
                return null;
            }
        }
        return (next, gapStart);
    }

    /// <summary>The index after the particle that stands behind an object, as in "back the database up"; -1 if there is none.</summary>
    int EndOfObject(IReadOnlyList<Token> tokens, int from, int end, int maxGap)
    {
        for (var at = from; at < end && at - from <= maxGap; at++)
        {
            if (at > from && IsAt(tokens, at, end, Words[1]))
            {
                // "turn the job on", but not "take a copy on the server".
                var isParticle = Words[1] != "on" || Words[0] is "turn" or "switch" or "power" or "toggle"
                    || at + 1 == end || tokens[at].Break != Break.None;
                return isParticle ? at + 1 : -1;
            }
            var word = tokens[at].Lower;
            if (tokens[at].Break != Break.None || English.Subordinators.Contains(word)
                || English.Prepositions.Contains(word) && word != "of" && Words[1] != "away"
                || English.Conjunctions.Contains(word) || English.Auxiliaries.Contains(word))
            {
                return -1;
            }
        }
        return -1;
    }

    static int EndOfGap(IReadOnlyList<Token> tokens, int from, int end, int maxGap, string word)
    {
        for (var at = from; at < end && at - from <= maxGap; at++)
        {
            if (IsAt(tokens, at, end, word) && !(word is "in" or "on" && IsBeforeThing(tokens, at, end)))
            {
                return at + 1;
            }
            if (tokens[at].Break != Break.None || English.Subordinators.Contains(tokens[at].Lower) && tokens[at].Lower is not "that")
            {
                return -1;
            }
        }
        return -1;
    }

    // "let the readers have it in their inboxes": this "in" belongs to what follows it.
    static bool IsBeforeThing(IReadOnlyList<Token> tokens, int at, int end) =>
        tokens[at].Break == Break.None && at + 1 < end && (English.Determiners.Contains(tokens[at + 1].Lower) || tokens[at + 1].IsName);

    static bool IsAt(IReadOnlyList<Token> tokens, int at, int end, string word) =>
        at < end && tokens[at].Lower == word && tokens[at - 1].Break == Break.None;

    static bool CanFollowObject(string word) => word is "up" or "down" or "out" or "off" or "on" or "back" or "away" or "again" or "aside";
}
