using System.Text.RegularExpressions;

namespace SkillMcp.Benchmarks.Collections;

/// <summary>What reasons have in common that name different files, lines and numbers.</summary>
static partial class ReasonKind
{
    const int MaxLength = 140;

    public static string Of(string reason)
    {
        var common = Particulars().Replace(reason.ReplaceLineEndings(" "), "…");
        return Truncate.ToBoundary(Repeated().Replace(common, "${one}, …"), MaxLength);
    }

    [GeneratedRegex(@"'[^']*'|""[^""]*""|[^\s:]*[/\\][^\s:]*|\b[0-9][0-9.,]*\b|^\S+\.[a-z]{1,5}(?=: )", RegexOptions.CultureInvariant)]
    private static partial Regex Particulars();

    [GeneratedRegex(@"(?<one>[^,: ][^,:]*)(, \k<one>)+", RegexOptions.CultureInvariant)]
    private static partial Regex Repeated();
}
