using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>Counts the files that are no skills, by kind, so that ten thousand are told in a line.</summary>
sealed partial class OtherFiles
{
    const int MaxKinds = 6;

    readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public void Add(string path)
    {
        Count++;
        var kind = KindOf(path);
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
    }

    /// <summary>"12 README.md, 3 LICENSE, 80 .py and 40 others".</summary>
    public override string ToString()
    {
        var kinds = counts.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToList();
        var named = kinds.Take(MaxKinds).Select(kind => $"{kind.Value:N0} {kind.Key}");
        var others = kinds.Skip(MaxKinds).Sum(kind => kind.Value);
        return string.Join(", ", named) + (others > 0 ? $" and {others:N0} others" : "");
    }

    /// <summary>Whether a file is about the project that it is in, wherever it stands.</summary>
    public static bool IsAboutTheProject(string path) => ProjectFile().IsMatch(path);

    static string KindOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (ProjectFile().IsMatch(path))
        {
            return Path.GetFileNameWithoutExtension(name).ToUpperInvariant();
        }
        var extension = Path.GetExtension(name);
        return extension.Length is > 1 and <= 12 ? extension.ToLowerInvariant() : "without an ending";
    }

    // "security.md" in small letters may be a skill.
    [GeneratedRegex(
        @"(^|/)((?i:readme|licen[sc]e|changelog|contributing|code_of_conduct|third[-_]party[-_]notices)([-_.][^/]*)?"
        + @"|(SECURITY|SUPPORT|NOTICE|AUTHORS|CONTRIBUTORS|CODEOWNERS|GOVERNANCE|MAINTAINERS"
        + @"|CREDITS|HISTORY|ROADMAP|TODO|_?index)(\.[^/]*)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex ProjectFile();
}
