using System.Text.RegularExpressions;
using SkillMcp.Sessions;

namespace SkillMcp.Checks;

/// <summary>What a plain <c>curl</c> asks, which a program can ask without it.</summary>
/// <param name="Address">Who is asked.</param>
/// <param name="IsHead">Whether it is asked for the head alone.</param>
sealed partial record CurlRequest(string Address, bool IsHead)
{
    /// <summary>The method that it asks with.</summary>
    public string Method => IsHead ? "HEAD" : "GET";

    /// <summary>Reads a command; null if it does more than ask, or is another.</summary>
    public static CurlRequest? Parse(string command)
    {
        if (ShellScript.PipelinesOf(command) is not [{ Commands: [{ Words: ["curl", ..], Writes: [] } curl] }])
        {
            return null;
        }
        var (address, isHead) = ((string?)null, false);
        for (var at = 1; at < curl.Words.Count; at++)
        {
            var word = curl.Words[at];
            if (TakesValue(word, at + 1 < curl.Words.Count ? curl.Words[at + 1] : ""))
            {
                at++;
            }
            else if (Flags().IsMatch(word))
            {
                isHead |= word == "--head" || !word.StartsWith("--", StringComparison.Ordinal) && word.Contains('I');
            }
            else if (address is null && !word.StartsWith('-'))
            {
                address = word.Contains("://", StringComparison.Ordinal) ? word : $"http://{word}";
            }
            else
            {
                return null;
            }
        }
        return address is null ? null : new(address, isHead);
    }

    /// <summary>Whether a word is an option that only says how to wait, or where the answer is dropped.</summary>
    static bool TakesValue(string word, string value) => word switch
    {
        "-w" or "--write-out" or "-m" or "--max-time" or "--connect-timeout" or "--retry" or "--retry-delay" => true,
        "-o" or "--output" => value is "/dev/null" or "-",
        _ => false,
    };

    [GeneratedRegex("^(?:-[fsSiIL]+|--(?:fail|fail-with-body|silent|show-error|location|include|head|retry-connrefused))$")]
    private static partial Regex Flags();
}
