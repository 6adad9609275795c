namespace SkillMcp.Intents;

/// <summary>Splits a text into words. Linear in its length, for any text.</summary>
static class Tokenizer
{
    // What is asked for stands in the first few thousand characters, or nobody would read it.
    public const int MaxLength = 8_000;

    // A longer quotation is text of its own, and not a name.
    const int MaxQuotedWords = 14;

    /// <summary>The words of a text in order, at most of its first 8,000 characters. A quotation in it is a name.</summary>
    public static List<Token> WithQuotedNames(string text)
    {
        var tokens = Tokens(text);
        var open = -1;
        for (var at = 0; at < tokens.Count; at++)
        {
            open = tokens[at].OpensQuotation ? at : open;
            if (open >= 0 && tokens[at].ClosesQuotation)
            {
                for (var quoted = open; quoted <= at && at - open < MaxQuotedWords; quoted++)
                {
                    tokens[quoted] = tokens[quoted] with { IsName = true };
                }
                open = -1;
            }
        }
        return tokens;
    }

    /// <summary>The words of a text in order, at most of its first 8,000 characters.</summary>
    public static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        var end = Math.Min(text.Length, MaxLength);
        var depth = 0;
        for (var at = 0; at < end;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                EndLine(tokens, text[at]);
                at++;
                continue;
            }
            var start = at;
            while (at < end && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            Add(tokens, text, start, at, ref depth);
        }
        return tokens;
    }

    static void EndLine(List<Token> tokens, char white)
    {
        if (white == '\n' && tokens.Count > 0 && tokens[^1].Break is Break.None)
        {
            tokens[^1] = tokens[^1] with { Break = Break.Sentence };
        }
    }

    static void Add(List<Token> tokens, string text, int start, int end, ref int depth)
    {
        var (opens, closes) = (false, false);
        while (start < end && IsOpening(text[start]))
        {
            opens |= IsQuote(text[start]);
            depth += text[start] == '(' ? 1 : 0;
            start++;
        }
        var isAside = depth > 0;
        var stop = Break.None;
        while (end > start && IsClosing(text[end - 1]))
        {
            closes |= IsQuote(text[end - 1]);
            stop = Max(stop, BreakOf(text[end - 1]));
            depth = text[end - 1] == ')' ? Math.Max(0, depth - 1) : depth;
            end--;
        }
        if (start == end)
        {
            Close(tokens, stop);
            return;
        }
        var word = VisibleText.Of(text[start..end]);
        if (word.Length == 0)
        {
            Close(tokens, stop);
            return;
        }
        switch (word)
        {
            case "-" or "–" or "—" or "--" or "*" or "•":
                Close(tokens, Break.Clause);
                return;
            case "->" or "=>" or "→" or "@":
                word = "to";
                break;
        }
        if (word.Contains('+') && Parts(word) is { } parts)
        {
            for (var part = 0; part < parts.Length; part++)
            {
                tokens.Add(Of(parts[part], part == parts.Length - 1 ? stop : Break.None, isAside) with { Start = start });
            }
            return;
        }
        tokens.Add(Of(word, stop, isAside) with { Start = start, OpensQuotation = opens, ClosesQuotation = closes });
    }

    /// <summary>The verbs of "build+push"; null if it is anything else.</summary>
    static string[]? Parts(string word)
    {
        var parts = word.Split('+');
        return parts.Length == 2 && Array.TrueForAll(parts, part => part.Length > 2 && part.All(char.IsAsciiLetterLower)) ? parts : null;
    }

    static Token Of(string word, Break stop, bool isAside)
    {
        var lower = word.ToLowerInvariant().Replace('’', '\'');
        return new Token(word, lower, stop, IsNameOf(word), isAside);
    }

    static void Close(List<Token> tokens, Break stop)
    {
        if (tokens.Count > 0 && stop > tokens[^1].Break)
        {
            tokens[^1] = tokens[^1] with { Break = stop };
        }
    }

    static bool IsNameOf(string word)
    {
        var hasLetter = false;
        for (var at = 0; at < word.Length; at++)
        {
            var c = word[at];
            if (char.IsDigit(c) || c is '_' or '/' or '\\' or '@' or '=' or '$' or '<' or ':' or '#' or '{' or '.')
            {
                return true;
            }
            hasLetter |= char.IsLetter(c);
        }
        return !hasLetter;
    }

    static bool IsOpening(char c) => c is '(' or '[' or '"' or '\'' or '“' or '„' or '‘' or '`' or '«' or '*';

    static bool IsClosing(char c) =>
        c is ')' or ']' or '"' or '\'' or '”' or '“' or '’' or '`' or '»' or ',' or ';' or ':' or '.' or '!' or '?' or '…' or '*';

    static bool IsQuote(char c) => c is '"' or '\'' or '“' or '”' or '„' or '‘' or '’' or '`' or '«' or '»';

    static Break BreakOf(char c) => c switch
    {
        '?' => Break.Question,
        '.' or '!' or '…' => Break.Sentence,
        ';' or ':' => Break.Clause,
        ',' => Break.Comma,
        _ => Break.None,
    };

    static Break Max(Break a, Break b) => a > b ? a : b;
}
