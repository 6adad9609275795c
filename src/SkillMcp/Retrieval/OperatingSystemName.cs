using System.Collections.Frozen;

namespace SkillMcp.Retrieval;

/// <summary>An operating system that a text names.</summary>
/// <param name="Family">Such as linux.</param>
/// <param name="Distribution">Such as ubuntu; empty if only the family is named.</param>
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

    /// <summary>The system that a text is about; null if it is about anything else as well.</summary>
    /// <param name="words">The words of the text, as written and as parts of compounds.</param>
    /// <param name="isSubjectWord">Which of them say what the text is about.</param>
    public static OperatingSystemName? Of(IReadOnlyList<string> words, Func<string, bool> isSubjectWord)
    {
        // The words of "macOS" are split where its case changes, and joined again after them.
        var about = string.Join(' ', words.Where(isSubjectWord)).Replace("mac os macos", "macos", StringComparison.Ordinal).Split(' ');
        return about is [var only] && ByWord.TryGetValue(only, out var system) ? system : null;
    }

    /// <summary>Whether this system, as the one that is there, is the one that is needed. Which Linux a Linux is, is unknown.</summary>
    public ConditionState Evaluate(OperatingSystemName needed)
    {
        if (Family != needed.Family)
        {
            return ConditionState.Unmet;
        }
        if (needed.Distribution.Length == 0 || Distribution == needed.Distribution)
        {
            return ConditionState.Met;
        }
        return Distribution.Length == 0 ? ConditionState.Unknown : ConditionState.Unmet;
    }
}
