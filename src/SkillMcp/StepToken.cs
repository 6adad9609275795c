using System.Buffers;

namespace SkillMcp;

/// <summary>A word of a step, between spaces, and where it stands.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Start">Where it begins in the step.</param>
/// <param name="Place">How many words stand before it in its command; -1 for what joins two commands, and for the label before one.</param>
/// <param name="IsQuoted">Whether it stands within quotes: what is quoted is code.</param>
readonly record struct StepToken(string Text, int Start, int Place, bool IsQuoted)
{
    static readonly SearchValues<char> Syntax = SearchValues.Create("$`{}<>|&;*?()[]\\'\"#!^%~");

    /// <summary>Whether it is itself, and nothing in it means anything to a shell or a template.</summary>
    public bool IsPlain => !IsQuoted && !HasSyntax(Text);

    public bool IsFlag => Text.Length > 1 && Text[0] == '-';

    /// <summary>Whether it looks like a flag and is a value: <c>find -mtime -7</c>.</summary>
    public bool IsSignedNumber => Text.Length > 1 && Text[0] == '-' && char.IsAsciiDigit(Text[1]);

    /// <summary>Whether another command begins behind it.</summary>
    public bool Joins => Text is "&&" or "||" or "|" or ";";

    public static bool HasSyntax(ReadOnlySpan<char> text) => text.ContainsAny(Syntax);

    /// <summary>The words of a text in order; what stands between them is white space. Linear, whatever quotes are left open.</summary>
    public static List<StepToken> Of(string text)
    {
        var words = new List<StepToken>();
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
            var word = text[start..at];
            var joins = quote == '\0' && (word is "&&" or "||" or "|" or ";" or "\\" || word[^1] is ';' || word.Length > 1 && word[^1] is ':' && words.TrueForAll(before => before.Place >= 0));
            place = joins ? -1 : place;
            words.Add(new StepToken(word, start, place, isQuoted));
            // sudo and assignments stand before a command and are none.
            place = word == "sudo" || place == 0 && word.Contains('=', StringComparison.Ordinal) ? 0 : place + 1;
        }
        return words;
    }

    /// <summary>An apostrophe within a word quotes nothing.</summary>
    static char QuoteAfter(string text, int at, int start, char open) => text[at] switch
    {
        var c when c == open => '\0',
        '\'' or '"' or '`' when open == '\0' && (at == start || text[at - 1] is '=' or '(' or ':' or ',' or '$' or '[' or '{') => text[at],
        _ => open,
    };
}
