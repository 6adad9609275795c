using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// The things that one request asks for: "Publish the library. Also back up the notes folder" are two. A sentence that says how, or that
/// speaks of what the one before it names, belongs to it.
/// </summary>
static partial class RequestParts
{
    public static IReadOnlyList<string> Of(string request)
    {
        var parts = new List<string>();
        var begin = 0;
        foreach (var joint in Joint().Matches(request).ToList())
        {
            var rest = request[(joint.Index + joint.Length)..];
            if (joint.Index > begin && !FollowUp.Refers(Sentence().Match(rest).Value))
            {
                parts.Add(request[begin..joint.Index].Trim().TrimEnd('.', ',', ';'));
                begin = joint.Index + joint.Length;
            }
        }
        parts.Add(request[begin..].Trim());
        return [.. parts.Where(part => part.Length > 0)];
    }

    [GeneratedRegex(
        @"(?:(?<=[.!?;])\s+|\s*\n+\s*|,\s+)(?:(?:and|oh,? and|then)\s+)?(?:also|additionally|in addition|besides|separately"
            + @"|apart from that|as well as that"
            + @"|while you(?:'re| are) at it|unrelated|independently|on the side|furthermore|plus)\b,?:?\s+"
            + @"|\s+and also\s+(?=\p{L}+ (?:the|a|an|my|our|all|every)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    [GeneratedRegex(@"^[^.!?\n]*")]
    private static partial Regex Sentence();
}
