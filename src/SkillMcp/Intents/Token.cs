namespace SkillMcp.Intents;

/// <summary>A word of a sentence as it is written, with the punctuation after it.</summary>
/// <param name="Text">The word without punctuation around it.</param>
/// <param name="Lower">The word in lower case, with straight apostrophes.</param>
/// <param name="Break">What ends at the word.</param>
/// <param name="IsName">Whether it names one thing: a path, a number, an address, an identifier, or a quotation.</param>
/// <param name="IsAside">Whether it stands in parentheses.</param>
sealed record Token(string Text, string Lower, Break Break, bool IsName, bool IsAside)
{
    /// <summary>Where it begins in the text.</summary>
    public int Start { get; init; }

    public bool OpensQuotation { get; init; }

    public bool ClosesQuotation { get; init; }

    public bool IsCapital => char.IsUpper(Text[0]);

    /// <summary>Whether it is a plain word of letters, which may have hyphens.</summary>
    public bool IsWord => !IsName;

    public bool IsPossessive => Lower.EndsWith("'s", StringComparison.Ordinal) || Lower.EndsWith("s'", StringComparison.Ordinal);
}
