namespace SkillMcp.Intents;

/// <summary>From which version to which: a procedure that goes from 22.04 to 24.04 goes neither back nor further.</summary>
static class VersionPath
{
    /// <summary>The versions of a procedure and those that are asked for; null unless both name some and they differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does) =>
        In(asked.Wording) is { } wanted && In(does.Wording) is { } own && wanted != own ? (own, wanted) : null;

    /// <summary>"22.04 to 24.04"; null if a text names no two versions in this way.</summary>
    static string? In(IReadOnlyList<Token> tokens)
    {
        for (var at = 2; at + 1 < tokens.Count; at++)
        {
            if (tokens[at].Lower is "to" && IsVersion(tokens[at - 1]) && IsVersion(tokens[at + 1])
                && tokens.Skip(Math.Max(0, at - 4)).Take(4).Any(token => token.Lower is "from"))
            {
                return $"{tokens[at - 1].Lower.TrimStart('v')} to {tokens[at + 1].Lower.TrimStart('v')}";
            }
        }
        return null;
    }

    static bool IsVersion(Token token) => token.Lower.TrimStart('v') is { Length: > 0 } number
        && char.IsAsciiDigit(number[0]) && number.All(c => char.IsAsciiDigit(c) || c == '.');
}
