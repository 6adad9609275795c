namespace SkillMcp.Intents;

/// <summary>A thing that is named: "the bench conductivity meter".</summary>
/// <param name="Head">Its main noun in the singular; empty for a pronoun or a bare name.</param>
/// <param name="Modifiers">The nouns and adjectives before it, in the singular.</param>
/// <param name="Text">As it is written, without articles.</param>
/// <param name="End">The index after its last word.</param>
sealed record NounPhrase(string Head, IReadOnlyList<string> Modifiers, string Text, int End)
{
    /// <summary>The main noun of what stands behind "of"; empty if nothing does.</summary>
    public string Of { get; init; } = "";

    /// <summary>Who it belongs to, as "employee" in "the employee's dog"; empty if that is not said.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The article or the like before it; empty if there is none.</summary>
    public string Determiner { get; init; } = "";

    public bool IsPlural => Text.Split(' ')[^1].ToLowerInvariant() is var last && NounLexicon.Singular(last) != last;

    // Enough for any that names one thing; more is a list or no sentence.
    const int MaxWords = 12;

    /// <summary>The phrase that begins at a word; null if none does.</summary>
    /// <param name="tokens">The words of the text.</param>
    /// <param name="from">The index of its first word.</param>
    /// <param name="end">The index after the last word of the sentence.</param>
    public static NounPhrase? At(IReadOnlyList<Token> tokens, int from, int end)
    {
        var words = new List<Token>();
        var at = from;
        var hasName = false;
        var kind = "";
        var determiner = "";
        for (; at < end && at - from < MaxWords; at++)
        {
            var token = tokens[at];
            var isInList = at > from && tokens[at - 1].Break == Break.Comma && English.Adjectives.Contains(tokens[at - 1].Lower);
            if (at > from && tokens[at - 1].Break != Break.None && !isInList)
            {
                break;
            }
            var isBeside = token.IsAside && !tokens[from].IsAside;
            if (token.IsName || isBeside)
            {
                hasName |= token.IsName;
                kind = token.IsName && kind.Length == 0 ? NounLexicon.KindOfFile(token.Lower) : kind;
                continue;
            }
            if (English.Pronouns.Contains(token.Lower) && !English.Determiners.Contains(token.Lower))
            {
                return words.Count == 0 && !hasName ? new NounPhrase("", [], token.Lower, at + 1) : null;
            }
            if (English.Determiners.Contains(token.Lower))
            {
                if (words.Count > 0)
                {
                    break;
                }
                determiner = token.Lower;
                continue;
            }
            if (English.IsFunctionWord(token.Lower))
            {
                break;
            }
            // "the record pointing to it": a participle behind a noun begins a clause.
            if (words.Count > 0 && token.Lower.EndsWith("ing", StringComparison.Ordinal) && !words[^1].IsPossessive && IsNoun(words[^1])
                && ActionLexicon.Instance.FormOf(token.Lower).HasFlag(VerbForm.Gerund))
            {
                break;
            }
            words.Add(token);
        }
        if (words.Count == 0 && kind.Length > 0)
        {
            return new NounPhrase(kind, [], kind, at) { Determiner = determiner };
        }
        return at == from ? null : Made(words, determiner, tokens, at, end) is { } made ? made with { Determiner = determiner } : null;
    }

    static NounPhrase? Made(List<Token> words, string determiner, IReadOnlyList<Token> tokens, int at, int end)
    {
        // "have the certificate revoked": the participle behind the noun is none of its words.
        while (words.Count > 1 && ActionLexicon.Instance.FormOf(words[^1].Lower) is VerbForm.Past)
        {
            words.RemoveAt(words.Count - 1);
        }
        // "a VLAN" is a kind of thing, while "the CRM" is the name of one.
        var isKind = words is [.., var abbreviation] && words.Count > 0 && abbreviation.Text.All(char.IsAsciiLetterUpper)
            && determiner is "a" or "an" or "another" or "one" or "new";
        while (words.Count > 0 && !isKind && (English.Adjectives.Contains(words[^1].Lower) || IsBareName(words[^1]) || EndsName(words)))
        {
            words.RemoveAt(words.Count - 1);
        }
        var isContainer = words is [.., var last] && English.Containers.Contains(last.Lower);
        if ((words.Count == 0 || isContainer) && at < end && tokens[at].Lower == "of" && tokens[at - 1].Break == Break.None)
        {
            return At(tokens, at + 1, end) is { } content ? content : new NounPhrase("", [], "", at);
        }
        if (words.Count == 0 || words[^1].IsPossessive)
        {
            return new NounPhrase("", [], "", at);
        }
        var nouns = words
            .Where((word, place) => (!IsBareName(word) || isKind && place == words.Count - 1) && !word.IsPossessive)
            .Select(NounOf)
            .ToList();
        var owner = words.FindLast(word => word.IsPossessive);
        var phrase = new NounPhrase(nouns[^1], nouns[..^1], string.Join(' ', words.Select(word => word.Text)), at)
        {
            Owner = owner is null ? "" : NounLexicon.Singular(owner.Lower),
        };
        return at < end && tokens[at].Lower == "of" && tokens[at - 1].Break == Break.None
            ? phrase with { Of = At(tokens, at + 1, end)?.Head ?? "" }
            : phrase;
    }

    /// <summary>"Miller Paper": a capital behind one of a name goes on with it.</summary>
    static bool EndsName(List<Token> words) => words is [.., var before, { IsCapital: true } last]
        && IsBareName(before) && !last.Text.All(char.IsAsciiLetterUpper) && !SystemLexicon.Instance.IsName(last.Lower);

    // The name of a product that ends like a plural is none: Kubernetes, Jenkins.
    static string NounOf(Token word) => SystemLexicon.Instance.IsName(word.Lower) ? word.Lower : NounLexicon.Singular(word.Lower);

    static bool IsNoun(Token word) => word.Lower.EndsWith('s') || NounLexicon.IsKnown(NounLexicon.Singular(word.Lower));

    /// <summary>A capital that is neither a system nor a known noun names a person, a project or a place.</summary>
    static bool IsBareName(Token word) =>
        (word.IsCapital || word.Lower.Contains('-')) && !NounLexicon.IsKnown(NounLexicon.Singular(word.Lower))
        && !SystemLexicon.Instance.IsName(word.Lower);
}
