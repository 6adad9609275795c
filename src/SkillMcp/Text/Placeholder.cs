using System.Text.RegularExpressions;

namespace SkillMcp.Text;

/// <summary>
/// Finds and fills <c>{placeholders}</c>. The braces of other languages are left alone: <c>{{ x }}</c>, <c>${VAR}</c>,
/// <c>%{http_code}</c>, <c>@{upstream}</c>, <c>awk '{print $1}'</c>, <c>{"json": 1}</c>, <c>{a,b}</c>.
/// </summary>
static partial class Placeholder
{
    const string Braces = @"\{(?<name>[A-Za-z][A-Za-z0-9_-]{0,63})\}";

    // How far before a placeholder a path of Windows may begin.
    const int MaxPath = 280;

    /// <summary>The placeholder with a name.</summary>
    internal static string Of(string name) => $"{{{name}}}";

    /// <summary>The names of the placeholders in a text, in order of first use, each once.</summary>
    public static IEnumerable<string> NamesIn(string text) => In(text).Select(found => found.Name).Distinct();

    /// <summary>The placeholders in a text, in order: the name of each, and where its opening brace is.</summary>
    public static IEnumerable<(string Name, int Start)> In(string text) => !text.Contains('{')
        ? []
        : Pattern().Matches(text)
            .Where(found => IsOurs(text, found))
            .Select(found => (found.Groups["name"].Value, found.Index));

    /// <summary>Whether a name in braces in place of a piece of a text would be a placeholder.</summary>
    internal static bool MayStandAt(string text, int start, int end)
    {
        var before = text[Math.Max(start - MaxPath, 0)..start];
        return In($"{before}{{x}}{text.AsSpan(end, Math.Min(2, text.Length - end))}").Any(found => found.Start == before.Length);
    }

    /// <summary>
    /// The text with the given values in place of their placeholders; a placeholder without a value stays.
    /// Values are inserted as they are, and never searched for placeholders.
    /// </summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        return values.Count == 0 || !text.Contains('{') ? text : Pattern().Replace(text, ValueOf);

        string ValueOf(System.Text.RegularExpressions.Match found) =>
            IsOurs(text, found) && values.TryGetValue(found.Groups["name"].Value, out var value) ? value : found.Value;
    }

    /// <summary>
    /// Whether a text is valid between the braces: an ASCII letter, then letters, digits, <c>_</c> and <c>-</c>,
    /// at most 64 characters in all.
    /// </summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    // The bare actions of awk and the {end} of a Go or JSONPath range have the form of a placeholder.
    static bool IsOurs(string text, System.Text.RegularExpressions.Match found) => found.Groups["name"].Value switch
    {
        // "main@{upstream}" is git's; "left-pad@{version}" is ours.
        "u" or "upstream" or "push" or "yesterday" or "now" when found.Index > 0 && text[found.Index - 1] == '@' => false,
        "print" or "next" or "exit" => !text.Contains("awk", StringComparison.Ordinal),
        "end" => !text.Contains("{range", StringComparison.Ordinal),
        _ => true,
    };

    // The argument of a TeX command has braces of its own: "\cite{{key}}" is ours, and "\cite{knuth}" is not. "$${table}$$" is a text
    // that SQL quotes with dollars, and "$${VAR}" an escaped variable. In a path of Windows a backslash escapes nothing. Behind a key,
    // the brace that follows closes an object: {"estimate":{amount}}.
    [GeneratedRegex(
        @"(?<![{$%#\\])(?<!\\[A-Za-z]{2,30}\*?)" + Braces + @"(?!\})"
        + @"|(?<=\\[A-Za-z]{2,30}\*?\{)" + Braces + @"(?=\})"
        + @"|(?<=(?:(?<![\p{L}\p{Nd}])[A-Za-z]:|\\\\[\w.-]{1,64})\\(?:[^\s""'`|<>]{0,200}\\)?)" + Braces + @"(?!\})"
        + @"|(?<=[""'](?:[A-Za-z]:|\\\\[\w.-]{1,64})\\(?:[^""'`|<>]{0,200}\\)?)" + Braces + @"(?!\})"
        + @"|(?<=(?:""\s{0,2}:\s{0,2}|[A-Za-z_]=))" + Braces + @"(?=\})"
        + @"|(?<=\$\$)" + Braces + @"(?=\$\$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
