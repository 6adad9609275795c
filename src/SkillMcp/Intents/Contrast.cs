namespace SkillMcp.Intents;

/// <summary>
/// A word that stands where the procedure has another one, in a request that is otherwise in the procedure's own words: "escalate the
/// ticket to the sales team" where it goes to the engineers. Who calls everything otherwise means nothing by it; who swaps one word
/// means that word.
/// </summary>
sealed class Contrast
{
    // The share of a description's first sentence that a request in the same words says.
    const double NearlyTheSame = 0.3;

    readonly Intent asked;
    readonly Intent does;
    readonly List<Token> request;
    readonly List<Token> own;
    readonly HashSet<string> requestStems;
    readonly HashSet<string> ownStems;

    Contrast(Intent asked, Intent does)
    {
        (this.asked, this.does) = (asked, does);
        request = [.. asked.Wording.TakeWhile((token, at) => at == 0 || !EndsRequest(token.Lower))];
        var end = does.Wording.ToList().FindIndex(token => token.Break >= Break.Sentence);
        own = [.. does.Wording.Take(end < 0 ? does.Wording.Count : end + 1)];
        requestStems = StemsOf(request);
        ownStems = StemsOf(own);
    }

    /// <summary>What the procedure has and what the request says instead; null if no word is known to be swapped.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does) =>
        does.IsBroad || asked.Wording.Count == 0 ? null : new Contrast(asked, does).Swapped();

    (string Does, string Asked)? Swapped()
    {
        if (ownStems.Count(requestStems.Contains) < NearlyTheSame * ownStems.Count)
        {
            return null;
        }
        for (var at = 1; at < request.Count; at++)
        {
            if (IsUnsaid(request[at]) && InsteadOfKind(at) is { } kind)
            {
                return (kind.Text, request[at].Text);
            }
        }
        var phrases = PhrasesOf(own);
        foreach (var wanted in PhrasesOf(request).Where(IsNew))
        {
            if (phrases.Find(phrase => IsInstead(wanted, phrase)) is { } ours)
            {
                return (ours.Text, wanted.Text);
            }
        }
        return null;
    }

    /// <summary>"sick leave" where the procedure has "parental leave": what stands before the same word.</summary>
    Token? InsteadOfKind(int at)
    {
        if (at + 1 >= request.Count || request[at].Break != Break.None)
        {
            return null;
        }
        var next = StemOf(request[at + 1]);
        return Enumerable.Range(1, Math.Max(0, own.Count - 1))
            .Where(place => IsTelling(own[place]) && StemOf(own[place]) == next)
            .SelectMany(place => own[FirstOfPhrase(own, place)..place])
            .FirstOrDefault(token => IsUnasked(token) && AreComparable(token, request[at]) || IsOtherOwner(token, request[at]));
    }

    // "Wi-Fi" is "wifi".
    static string StemOf(Token token) => Stemmer.Stem(token.Lower.Replace("-", "", StringComparison.Ordinal));

    /// <summary>"the customer's registry" where the procedure has the internal one, or that of staging.</summary>
    bool IsOtherOwner(Token ours, Token theirs) => (IsOwner(theirs) || English.IsQualifier(theirs.Lower))
        && !asked.Says(ours.Lower) && !does.Slots.Contains(ours.Lower)
        && (English.IsQualifier(ours.Lower)
            || SystemLexicon.Instance.IsName(ours.Lower) && !SystemLexicon.Instance.IsProduct(ours.Lower));

    static bool IsOwner(Token token) => NounLexicon.Singular(token.Lower) is var noun
        && (NounLexicon.IsPerson(noun) || English.RealPlaces.Contains(noun));

    /// <summary>
    /// Whether a phrase has a word that the procedure never says, and none that its sentence says; where something goes may be of the kind
    /// of what goes there: "the translations branch into develop".
    /// </summary>
    bool IsNew(Phrase wanted) => !wanted.IsOfOwner
        && (wanted.IsEnd ? IsUnsaid(wanted.Words[^1]) : wanted.Words.Exists(IsUnsaid) && !wanted.HasOneOf(ownStems));

    /// <summary>"to the legal department" where the procedure goes to others, "notifies Slack" where it notifies others.</summary>
    bool IsInstead(Phrase wanted, Phrase ours) => ours.Anchor == wanted.Anchor
        // "the local feed" is one of them, though a parameter is called feed.
        && ours.Words.Exists(word => IsUnasked(word) || ours.IsQualified && IsUnaskedKind(word))
        && !ours.HasOneOf(ours.IsEnd ? StemsOf(wanted.Words) : requestStems) && !ours.IsOfOwner
        && AreComparable(ours.Words[^1], wanted.Words[^1]);

    /// <summary>The noun phrases behind a preposition, or behind a verb that is not the first.</summary>
    static List<Phrase> PhrasesOf(List<Token> tokens)
    {
        var phrases = new List<Phrase>();
        for (var at = 2; at < tokens.Count; at++)
        {
            var from = FirstOfPhrase(tokens, at);
            var isEnd = at + 1 >= tokens.Count || tokens[at].Break != Break.None || English.IsFunctionWord(tokens[at + 1].Lower);
            if (from < 2 || !isEnd || !IsTelling(tokens[at]) || tokens[from - 1].Break != Break.None
                || !English.Prepositions.Contains(tokens[from - 1].Lower) && !IsVerb(tokens[from - 1]))
            {
                continue;
            }
            var words = tokens[from..(at + 1)].FindAll(token => IsTelling(token) && !English.Adjectives.Contains(token.Lower));
            if (words.Count > 0)
            {
                var isQualified = tokens[from..at].Exists(token => English.IsQualifier(token.Lower));
                phrases.Add(new Phrase(Stemmer.Stem(tokens[from - 1].Lower), words, isQualified));
            }
        }
        return phrases;
    }

    /// <summary>The index of the first word of the noun phrase that a word belongs to.</summary>
    static int FirstOfPhrase(List<Token> tokens, int at)
    {
        while (at > 0 && tokens[at - 1].Break == Break.None && IsInPhrase(tokens[at - 1]))
        {
            at--;
        }
        return at;
    }

    static bool IsInPhrase(Token token) => English.Determiners.Contains(token.Lower)
        || !English.Prepositions.Contains(token.Lower) && !English.IsFunctionWord(token.Lower) && !IsVerb(token);

    static bool IsVerb(Token token) => ActionLexicon.Instance.FormOf(token.Lower).HasFlag(VerbForm.Present)
        && !NounLexicon.IsKnown(NounLexicon.Singular(token.Lower));

    /// <summary>Whether what follows a word is why or when, or what is not to be.</summary>
    static bool EndsRequest(string word) => word is "so" or "but" or "without" or "no" or "not" or "nobody" or "don't"
        || word is not "that" && English.Subordinators.Contains(word);

    static HashSet<string> StemsOf(IEnumerable<Token> tokens) => tokens
        .Where(IsTelling)
        .Select(token => Stemmer.Stem(token.Lower))
        .ToHashSet(StringComparer.Ordinal);

    static bool IsTelling(Token token) => token.IsWord && !token.IsAside && !English.IsFunctionWord(token.Lower)
        && !English.Adverbs.Contains(token.Lower) && !Words.IsFunctionWord(token.Lower);

    /// <summary>Whether the procedure never says a word that is no name of one thing, no number and no path.</summary>
    bool IsUnsaid(Token token)
    {
        var isWord = token.Text.All(char.IsLetter) || token.IsPossessive && IsOwner(token) || English.IsQualifier(token.Lower);
        var isPlain = IsTelling(token) && isWord
            && (!token.IsCapital || token.Text.All(char.IsUpper) || SystemLexicon.Instance.IsName(token.Lower));
        return isPlain && IsKind(token) && !does.SaysThing(NounLexicon.Singular(token.Lower)) && !does.Says(token.Lower)
            && !IsSameSystem(token);
    }

    bool IsUnasked(Token token) => !does.Slots.Contains(token.Lower) && IsUnaskedKind(token);

    bool IsUnaskedKind(Token token) => IsTelling(token) && IsKind(token) && token != own[0]
        && !asked.SaysThing(NounLexicon.Singular(token.Lower)) && !asked.Says(token.Lower);

    /// <summary>Whether a word tells of what kind something is: no "new", no "thing", no "broken".</summary>
    static bool IsKind(Token token) => NounLexicon.Singular(token.Lower) is { Length: > 1 } noun
        && !English.GeneralNouns.Contains(noun) && !English.VagueNouns.Contains(noun) && !English.ProperNouns.Contains(token.Lower)
        && !English.Adjectives.Contains(token.Lower) && !English.LightVerbs.Contains(token.Lower)
        && !IsParticiple(token.Lower);

    // "feed", "seed" and "speed" are nouns.
    static bool IsParticiple(string word) => word.EndsWith("ed", StringComparison.Ordinal)
        && !(word.EndsWith("eed", StringComparison.Ordinal) && word.Length < 6);

    /// <summary>A product is swapped for a product, and a kind for a kind: "the churn notebook" may well be a Jupyter notebook.</summary>
    static bool AreComparable(Token ours, Token theirs) => theirs.Text.All(char.IsUpper) || IsProduct(ours) == IsProduct(theirs);

    static bool IsProduct(Token token) =>
        SystemLexicon.Instance.IsName(token.Lower) && !NounLexicon.IsKnown(NounLexicon.Singular(token.Lower));

    /// <summary>"prod" where the procedure says "production".</summary>
    bool IsSameSystem(Token token) =>
        asked.Systems.Any(system => system.Text.Equals(token.Text, StringComparison.OrdinalIgnoreCase) && does.Names(system));

    /// <param name="Anchor">The stem of the word that it stands behind.</param>
    /// <param name="Words">Its telling words.</param>
    /// <param name="IsQualified">Whether it says which of several things of its kind it is: "the local feed".</param>
    sealed record Phrase(string Anchor, List<Token> Words, bool IsQualified)
    {
        public string Text => string.Join(' ', Words.Select(word => word.Text));

        /// <summary>"of the customer portal": which of them it is done to says nothing of what is done.</summary>
        public bool IsOfOwner => Anchor == "of" && Words.Exists(word => NounLexicon.Singular(word.Lower) is var noun
            && (English.Owners.Contains(noun) || English.SoftwareNouns.Contains(noun)));

        /// <summary>Whether it is where something goes.</summary>
        public bool IsEnd => Anchor is "to" or "into" or "onto";

        public bool HasOneOf(HashSet<string> stems) => Words.Exists(word => stems.Contains(Stemmer.Stem(word.Lower)));
    }
}
