using System.Text.RegularExpressions;

namespace SkillMcp.Checks;

/// <summary>What an output must hold.</summary>
/// <param name="Text">The words, upper and lower case told apart, or a regular expression.</param>
/// <param name="IsExpression">Whether it is an expression, which is matched line by line and in linear time.</param>
sealed record OutputPattern(string Text, bool IsExpression)
{
    const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.CultureInvariant;

    /// <summary>Why it can be matched with nothing; null if it can.</summary>
    public string? Mistake
    {
        get
        {
            try
            {
                return IsExpression && new Regex(Text, Options) is null ? "" : null;
            }
            catch (Exception unsound) when (unsound is ArgumentException or NotSupportedException)
            {
                return $"'{Text}' is not a regular expression that can be matched in linear time";
            }
        }
    }

    /// <summary>Whether an output holds it.</summary>
    public bool IsIn(string output) =>
        IsExpression ? Regex.IsMatch(output, Text, Options) : output.Contains(Text, StringComparison.Ordinal);

    internal static string Behind(OutputPattern? pattern) => pattern switch
    {
        null => "",
        { IsExpression: true } => $", matches '{pattern.Text}'",
        _ => $", holds '{pattern.Text}'",
    };
}
