using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// The marks around what the hooks add to a session. A client may put it into the person's own words, where it must not be taken for
/// what they asked for.
/// </summary>
static partial class RecallMark
{
    public const string Name = "skillmcp-recall";

    /// <summary>A text between marks. What looks like one in it is none any more.</summary>
    public static string Around(string text) => $"<{Name}>\n{Mark().Replace(text, "[$1]")}\n</{Name}>";

    [GeneratedRegex("<(/?skillmcp-recall)>", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}
