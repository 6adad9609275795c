namespace SkillMcp.Intents;

/// <summary>From where to where: what moves something from GitLab to GitHub does not bring it back.</summary>
static class Direction
{
    /// <summary>The two ends of a procedure and of a task; null unless one goes the other way.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does) =>
        Of(asked) is { } wanted && Of(does) is { } own && IsTurned(own, wanted)
            ? ($"{own.From.Text} to {own.To.Text}", $"{wanted.From.Text} to {wanted.To.Text}")
            : null;

    static (NounPhrase From, NounPhrase To)? Of(Intent intent)
    {
        var from = intent.Phrases.FirstOrDefault(phrase => phrase.IsWhereFrom).Thing;
        var to = intent.Phrases.FirstOrDefault(phrase => phrase.IsWhereTo).Thing;
        return from is null || to is null ? null : (from, to);
    }

    static bool IsTurned((NounPhrase From, NounPhrase To) one, (NounPhrase From, NounPhrase To) other) =>
        (IsSame(one.From, other.To) || IsSame(one.To, other.From)) && !IsSame(one.From, other.From) && !IsSame(one.To, other.To);

    // "a table" and "another table" are of one kind, and either may be the first.
    static bool IsSame(NounPhrase one, NounPhrase other) => one.Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);
}
