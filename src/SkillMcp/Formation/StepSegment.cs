namespace SkillMcp.Formation;

/// <summary>A part of a token that may be a value: the text between two separators, or the whole token.</summary>
/// <param name="Step">The step.</param>
/// <param name="At">The index of the token in the step.</param>
/// <param name="Within">Where in the token it begins.</param>
/// <param name="Text">Its text.</param>
/// <param name="Preceding">The segment before it in the token; empty for the first.</param>
readonly record struct StepSegment(TokenizedStep Step, int At, int Within, string Text, string Preceding)
{
    /// <summary>Where it begins in the step.</summary>
    public int Start => Token.Start + Within;

    /// <summary>Whether it is a flag, or the beginning of one.</summary>
    public bool IsFlag => Token.IsFlag && !Token.IsSignedNumber && Within == 0;

    /// <summary>The separator before it; NUL for the first segment of a token.</summary>
    public char Separator => Within > 0 ? Token.Text[Within - 1] : '\0';

    /// <summary>Whether a shell or a template may interpret it, rather than take it literally.</summary>
    public bool IsCode => Token.IsQuoted || StepToken.HasSyntax(Text);

    /// <summary>Whether it is a name or a number, by its form or by the flag or key before it.</summary>
    public bool IsName => Literal is not null || Token.Place > 0 && LiteralDetection.IsLiteral(Token.Text);

    /// <summary>
    /// Whether its position shows that it is a value. The first word of a command does not, nor does a word behind a flag
    /// that takes no value: both may say what is done.
    /// </summary>
    public bool IsKeyed => IsName || Separator switch
    {
        '\0' => !IsFlag && LiteralDetection.NamesItsValue(Before),
        ':' or '/' => Token.Place != 0 && !IsFirstArgument,
        _ => Token.Place != 0,
    };

    /// <summary>The name for a parameter in its place: of its kind, of its flag or key, or of the folder it is in; null for none.</summary>
    public string? Key => NonEmpty(Literal?.Name)
        ?? NonEmpty(LongKey)
        ?? Vocabulary.Kinds.GetValueOrDefault(Intents.NounLexicon.Singular(LiteralDetection.NameFor(Preceding)));

    // Flags of a few letters behind one hyphen are abbreviations, or take no value: -Fc, -ss. A part of a value is something else.
    string LongKey => LiteralDetection.KeyAndValue(Token, Before, Program) is var (key, value, _) && key.Length > 1 && value == Text
        && (Before.StartsWith("--", StringComparison.Ordinal) || Before.Length > 4 || Token.Text.Contains('='))
            ? key
            : "";

    StepToken Token => Step.Tokens[At];

    string Before => At > 0 ? Step.Tokens[At - 1].Text : "";

    /// <summary>The literal in which it begins; null if there is none.</summary>
    Literal? Literal
    {
        get
        {
            var start = Start;
            var found = Step.Literals.FindIndex(literal => literal.Start <= start && start < literal.End);
            return found < 0 ? null : Step.Literals[found];
        }
    }

    int Command => Step.Tokens.FindLastIndex(At, At + 1, token => token.Place == 0);

    string Program => Command is >= 0 and var command ? Step.Tokens[command].Text : "";

    /// <summary>Whether only flags come between the program and it.</summary>
    bool IsFirstArgument
    {
        get
        {
            var command = Command;
            return Step.Tokens.GetRange(command + 1, At - command - 1).TrueForAll(token => token.IsFlag);
        }
    }

    static string? NonEmpty(string? name) => string.IsNullOrEmpty(name) ? null : name;
}
