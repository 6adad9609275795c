using System.Collections.Frozen;

namespace SkillMcp.Retrieval;

/// <summary>A system, and which of its kind where that is said: Linux, and Ubuntu.</summary>
readonly record struct OperatingSystemName(string Family, string Distribution)
{
    const string Linux = "linux";

    static readonly FrozenDictionary<string, OperatingSystemName> ByWord = new Dictionary<string, OperatingSystemName>
    {
        ["linux"] = new(Linux, ""),
        ["windows"] = new("windows", ""),
        ["macos"] = new("macos", ""),
        ["osx"] = new("macos", ""),
        ["darwin"] = new("macos", ""),
        ["ubuntu"] = new(Linux, "ubuntu"),
        ["debian"] = new(Linux, "debian"),
        ["fedora"] = new(Linux, "fedora"),
        ["centos"] = new(Linux, "centos"),
        ["rhel"] = new(Linux, "rhel"),
        ["alpine"] = new(Linux, "alpine"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The system that a text is about; null where it is about anything else too.</summary>
    /// <param name="words">The words of the text, as written and as parts of compounds.</param>
    /// <param name="isSubjectWord">Which of them say what it is about.</param>
    public static OperatingSystemName? Of(IReadOnlyList<string> words, Func<string, bool> isSubjectWord)
    {
        // macOS is split where its case changes.
        var about = string.Join(' ', words.Where(isSubjectWord)).Replace("mac os macos", "macos", StringComparison.Ordinal).Split(' ');
        return about is [var only] && ByWord.TryGetValue(only, out var system) ? system : null;
    }

    public ConditionState Judge(OperatingSystemName needed) =>
        Family != needed.Family || Distribution.Length > 0 && needed.Distribution.Length > 0 && Distribution != needed.Distribution ? ConditionState.Unmet
        : Distribution == needed.Distribution || needed.Distribution.Length == 0 ? ConditionState.Met
        : ConditionState.Unknown;
}
