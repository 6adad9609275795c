using System.Buffers;

namespace SkillMcp.Text;

/// <summary>A token of a step: the text between two runs of white space, with its position.</summary>
/// <param name="Text">The token as it is written.</param>
/// <param name="Start">Where it begins in the step.</param>
/// <param name="Place">
/// How many tokens come before it in its command; -1 for an operator between commands, and for the label before one.
/// </param>
/// <param name="IsQuoted">Whether it begins within quotes: quoted text is treated as code.</param>
readonly record struct StepToken(string Text, int Start, int Place, bool IsQuoted)
{
    static readonly SearchValues<char> Syntax = SearchValues.Create("$`{}<>|&;*?()[]\\'\"#!^%~");

    // A quote opens at the start of a token and after one of these; anywhere else it is an apostrophe.
    static readonly SearchValues<char> BeforeQuotes = SearchValues.Create("=(:,$[{");

    /// <summary>Whether it is literal text, without a character that a shell or a template interprets.</summary>
    public bool IsPlain => !IsQuoted && !HasSyntax(Text);

    public bool IsFlag => Text.Length > 1 && Text[0] == '-';

    /// <summary>Whether it has the form of a flag but is a number, as in <c>find -mtime -7</c>.</summary>
    public bool IsSignedNumber => IsFlag && char.IsAsciiDigit(Text[1]);

    /// <summary>Whether it is an operator that joins two commands.</summary>
    public bool Joins => Text is "&&" or "||" or "|" or ";";

    /// <summary>Whether a text has a character that a shell or a template interprets.</summary>
    public static bool HasSyntax(ReadOnlySpan<char> text) => text.ContainsAny(Syntax);

    /// <summary>The tokens of a text, in order. Linear in the text, even with unclosed quotes.</summary>
    public static List<StepToken> Of(string text)
    {
        // A step that is all code, in the marks of one, is that code.
        var isCode = text is ['`', not '`', .., '`'] && text.IndexOf('`', 1) == text.Length - 1;
        return isCode ? Of(text[1..^1]).ConvertAll(token => token with { Start = token.Start + 1 }) : In(text);
    }

    static List<StepToken> In(string text)
    {
        var tokens = new List<StepToken>();
        var place = 0;
        var quote = '\0';
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var isQuoted = quote != '\0';
            for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
            {
                quote = QuoteAfter(text, at, start, quote);
            }
            var token = text[start..at];
            if (quote == '\0' && (EndsCommand(token) || IsLabel(token, tokens)))
            {
                place = -1;
            }
            tokens.Add(new StepToken(token, start, place, isQuoted));
            // sudo and assignments precede a command without being its first word.
            var precedesCommand = token == "sudo" || place == 0 && token.Contains('=', StringComparison.Ordinal);
            place = precedesCommand ? 0 : place + 1;
        }
        return tokens;
    }

    static bool EndsCommand(string token) => token is "&&" or "||" or "|" or "\\" || token[^1] is ';';

    /// <summary>
    /// Whether it ends the label of the whole step, as in <c>Check the pods: kubectl get pods</c>.
    /// A token after an operator does not.
    /// </summary>
    static bool IsLabel(string token, List<StepToken> before) =>
        token.Length > 1 && token[^1] is ':' && before.TrueForAll(earlier => earlier.Place >= 0);

    /// <summary>The quote that is open after a character; NUL if none is.</summary>
    static char QuoteAfter(string text, int at, int start, char open) => text[at] switch
    {
        var c when c == open => '\0',
        '\'' or '"' or '`' when open == '\0' && (at == start || BeforeQuotes.Contains(text[at - 1])) => text[at],
        _ => open,
    };
}
