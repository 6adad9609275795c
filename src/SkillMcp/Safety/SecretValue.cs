namespace SkillMcp.Safety;

/// <summary>
/// What the value of a password or a token looks like. Whether it is the secret itself is decided here alone: an example
/// (<see cref="ExampleSecret"/>) and what says where it is (<see cref="ReferencedSecret"/>) are none.
/// </summary>
static class SecretValue
{
    static readonly string[] Dots = ["...", "…"];

    /// <summary>Whether what stands where a secret belongs is one, and not an example, a reference or an expression of a program.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Where in it the value is.</param>
    public static bool IsLiteral(string text, Range where)
    {
        var (begin, length) = where.GetOffsetAndLength(text.Length);
        return IsKey(text, where) && !ReferencedSecret.Is(text.AsSpan(begin, length))
            && !ReferencedSecret.IsExpression(text, begin, begin + length) && !IsItsUser(text, begin, length);
    }

    /// <summary>Whether what is written like a key that is known by its form is one, and not an example.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">Where in it the value is.</param>
    public static bool IsKey(string text, Range where)
    {
        var (begin, length) = where.GetOffsetAndLength(text.Length);
        return !ExampleSecret.Is(text.AsSpan(begin, length)) && !IsCutOff(text, begin, begin + length);
    }

    /// <summary>Whether a value looks drawn at random: letters with digits or signs among them, and not the name of something.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value)
    {
        var hasUpper = value.ContainsAnyInRange('A', 'Z');
        var isMixed = value.ContainsAnyInRange('0', '9') && (hasUpper || value.ContainsAnyInRange('a', 'z'));
        if (!isMixed || value[0] is '/' or '.' or '~' or '%' or '[' or '-')
        {
            return false;
        }
        // Words with a number behind them are a name.
        if (!hasUpper && value.Count('-') + value.Count('.') + value.Count('_') >= 2 && !value.ContainsAny("@!#&"))
        {
            return false;
        }
        return !value.StartsWith("your", StringComparison.OrdinalIgnoreCase) && !value.Contains("://", StringComparison.Ordinal);
    }

    /// <summary>Whether dots follow where a value is set: <c>db-password: AgBqV7zJ8...</c>. Those of a sentence follow a word.</summary>
    static bool IsCutOff(string text, int begin, int end)
    {
        foreach (var dots in Dots)
        {
            if (text.AsSpan(end).StartsWith(dots, StringComparison.Ordinal))
            {
                var before = text.AsSpan(0, begin).TrimEnd(" \t\"'`");
                return before is [.., ':' or '='] || before[(before.LastIndexOfAny(' ', '\n') + 1)..] is ['-', ..];
            }
        }
        return false;
    }

    /// <summary>Whether a password is the name of its user: <c>postgres://shop:shop@localhost</c>, <c>-u kibana:kibana</c>.</summary>
    static bool IsItsUser(string text, int begin, int length)
    {
        var value = text.AsSpan(begin, length);
        var user = begin > 0 && text[begin - 1] == ':' ? text.AsSpan(0, begin - 1) : [];
        return user.EndsWith(value, StringComparison.Ordinal) && !value.ContainsAnyExceptInRange('a', 'z')
            && user[..^length] is [.., '/' or ' ' or '"' or '\''];
    }
}
