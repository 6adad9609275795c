using System.Collections.Frozen;

namespace SkillMcp.Intents;

/// <summary>
/// A word that stands where the procedure has another one, in a request that is otherwise in the procedure's own words: "escalate the ticket
/// to the sales team" where it goes to the engineering team. Who calls everything otherwise means nothing by it; who swaps one word means it.
/// </summary>
sealed class Contrast
{
    // The share of a description's first sentence that a request in the same words says.
    const double NearlyTheSame = 0.3;

    readonly Intent asked;
    readonly Intent does;
    readonly List<Token> request;
    readonly List<Token> own;
    readonly FrozenSet<string> requestStems;
    readonly FrozenSet<string> ownStems;

    Contrast(Intent asked, Intent does)
    {
        this.asked = asked;
        this.does = does;
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
        var shared = ownStems.Count(requestStems.Contains);
        if (shared < NearlyTheSame * ownStems.Count)
        {
            return null;
        }
        var phrases = PhrasesOf(own);
        for (var at = 1; at < request.Count; at++)
        {
            if (IsUnsaid(request[at]) && InsteadBefore(at) is { } kind)
            {
                return (kind, request[at].Text);
            }
        }
        return PhrasesOf(request).Select(phrase => InsteadOf(phrase, phrases)).FirstOrDefault(other => other is not null);
    }

    /// <summary>"sick leave" where the procedure has "parental leave": what stands before the same word.</summary>
    string? InsteadBefore(int at)
    {
        if (at + 1 >= request.Count || request[at].Break != Break.None)
        {
            return null;
        }
        var next = Stemmer.Stem(request[at + 1].Lower);
        for (var place = 1; place < own.Count; place++)
        {
            if (Stemmer.Stem(own[place].Lower) == next && IsTelling(own[place])
                && own[FirstOfPhrase(own, place)..place].Find(token => IsUnasked(token) && AreComparable(token, request[at])) is { } other)
            {
                return other.Text;
            }
        }
        return null;
    }

    /// <summary>"to the legal department", "notifies Slack": what stands behind the same preposition or verb, with no word in common.</summary>
    (string Does, string Asked)? InsteadOf(Phrase wanted, IReadOnlyList<Phrase> phrases)
    {
        var isNew = wanted.Words.Exists(IsUnsaid) && !wanted.Words.Exists(token => ownStems.Contains(Stemmer.Stem(token.Lower)))
            && !(wanted.Anchor == "of" && wanted.Words.Exists(IsAnybodys));
        var other = isNew
            ? phrases.FirstOrDefault(phrase => phrase.Anchor == wanted.Anchor && phrase.Words.Exists(IsUnasked)
                && !phrase.Words.Exists(token => requestStems.Contains(Stemmer.Stem(token.Lower)) || phrase.Anchor == "of" && IsAnybodys(token))
                && AreComparable(phrase.Words[^1], wanted.Words[^1]))
            : null;
        return other is null ? null : (other.Text, wanted.Text);
    }

    /// <summary>"of the customer portal": which of them it is done to says nothing of what is done.</summary>
    static bool IsAnybodys(Token token) => NounLexicon.Singular(token.Lower) is var noun
        && (English.Owners.Contains(noun) || English.SoftwareNouns.Contains(noun));

    /// <summary>The noun phrases behind a preposition or behind a verb that is not the first: "to the sales team", "notifies Slack".</summary>
    List<Phrase> PhrasesOf(List<Token> tokens)
    {
        var phrases = new List<Phrase>();
        for (var at = 2; at < tokens.Count; at++)
        {
            var from = FirstOfPhrase(tokens, at);
            List<Token> words = [.. tokens[from..(at + 1)].Where(token => IsTelling(token) && !English.Adjectives.Contains(token.Lower))];
            var isWhole = at + 1 >= tokens.Count || tokens[at].Break != Break.None || English.IsFunctionWord(tokens[at + 1].Lower);
            if (from > 1 && isWhole && words.Count > 0 && IsTelling(tokens[at]) && tokens[from - 1].Break == Break.None
                && (English.Prepositions.Contains(tokens[from - 1].Lower) || IsVerb(tokens[from - 1])))
            {
                phrases.Add(new Phrase(Stemmer.Stem(tokens[from - 1].Lower), words));
            }
        }
        return phrases;
    }

    /// <summary>The index of the first word of the noun phrase that a word belongs to.</summary>
    static int FirstOfPhrase(List<Token> tokens, int at)
    {
        while (at > 0 && tokens[at - 1].Break == Break.None && !English.Prepositions.Contains(tokens[at - 1].Lower)
            && (English.Determiners.Contains(tokens[at - 1].Lower) || !English.IsFunctionWord(tokens[at - 1].Lower) && !IsVerb(tokens[at - 1])))
        {
            at--;
        }
        return at;
    }

    static bool IsVerb(Token token) => ActionLexicon.Instance.FormOf(token.Lower) is var form and not VerbForm.None
        && form.HasFlag(VerbForm.Present) && !NounLexicon.IsKnown(NounLexicon.Singular(token.Lower));

    static bool EndsRequest(string word) => word is "so" or "but" or "without" or "no" or "not" or "nobody" or "don't"
        || word is not "that" && English.Subordinators.Contains(word);

    static FrozenSet<string> StemsOf(IEnumerable<Token> tokens) => tokens
        .Where(IsTelling)
        .Select(token => Stemmer.Stem(token.Lower))
        .ToFrozenSet(StringComparer.Ordinal);

    static bool IsTelling(Token token) => token.IsWord && !token.IsAside && !English.IsFunctionWord(token.Lower)
        && !English.Adverbs.Contains(token.Lower) && !Words.IsFunctionWord(token.Lower);

    /// <summary>Whether the procedure never says a word, which is none that names one thing: no name, number or path.</summary>
    bool IsUnsaid(Token token)
    {
        var isPlain = IsTelling(token) && token.Text.Length > 1 && token.Text.All(char.IsLetter)
            && (!token.IsCapital || token.Text.All(char.IsUpper) || SystemLexicon.Instance.IsName(token.Lower));
        var noun = NounLexicon.Singular(token.Lower);
        return isPlain && !does.SaysThing(noun) && !does.Says(token.Lower) && !IsSameSystem(token) && IsKind(token);
    }

    bool IsUnasked(Token token) => IsTelling(token) && IsKind(token) && token.Text.Length > 1
        && !asked.SaysThing(NounLexicon.Singular(token.Lower)) && !asked.Says(token.Lower)
        && !(ActionLexicon.Instance.FormOf(token.Lower).HasFlag(VerbForm.Base) && token == own[0]);

    /// <summary>Whether it tells of what kind something is: no "new", no "thing", no "broken".</summary>
    static bool IsKind(Token token) => NounLexicon.Singular(token.Lower) is var noun
        && !English.GeneralNouns.Contains(noun) && !English.VagueNouns.Contains(noun) && !English.ProperNouns.Contains(token.Lower)
        && !English.Adjectives.Contains(token.Lower) && !English.LightVerbs.Contains(token.Lower) && !token.Lower.EndsWith("ed", StringComparison.Ordinal);

    /// <summary>A product is contrasted with a product, and a kind with a kind: "the churn notebook" may well be a Jupyter notebook.</summary>
    static bool AreComparable(Token ours, Token theirs) => theirs.Text.All(char.IsUpper) || IsProduct(ours) == IsProduct(theirs);

    static bool IsProduct(Token token) =>
        SystemLexicon.Instance.IsName(token.Lower) && !NounLexicon.IsKnown(NounLexicon.Singular(token.Lower));

    /// <summary>"prod" where the procedure says "production".</summary>
    bool IsSameSystem(Token token) => asked.Systems.Any(system =>
        system.Text.Equals(token.Text, StringComparison.OrdinalIgnoreCase)
        && does.Systems.Concat(does.Mentioned).Any(other => other.Family == system.Family && other.Member == system.Member));

    /// <summary>The telling words of a noun phrase, and the stem of the word that it stands behind.</summary>
    sealed record Phrase(string Anchor, List<Token> Words)
    {
        public string Text => string.Join(' ', Words.Select(word => word.Text));
    }
}
