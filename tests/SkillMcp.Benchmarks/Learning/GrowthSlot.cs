using System.Text.RegularExpressions;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>What varies in a procedure from run to run.</summary>
/// <param name="Names">Every name of a parameter that a reader would call right for it.</param>
/// <param name="Values">The values that its runs have.</param>
sealed record GrowthSlot(string[] Names, string[] Values)
{
    /// <summary>Whether one of its values is in a text as a whole word, as <c>\w</c> counts words: not in "orders_before".</summary>
    public bool IsWordOf(string text) =>
        Array.Exists(Values, value => Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(value)}(?!\w)"));

    /// <summary>Whether one of its values is in a text, in any case and as part of a compound too: "orders_before", "v1.2.0".</summary>
    public bool IsIn(string text) => Array.Exists(Values, value => Holds(text, value));

    /// <summary>Whether a text is part of one of its values: "eu" of "eu-west-1".</summary>
    public bool HasPart(string text) => text.Length > 0 && Array.Exists(Values, value => Holds(value, text));

    /// <summary>Whether a text is one of its values, with or without a "v" in front.</summary>
    public bool IsValue(string text) => Array.Exists(Values, value => text == value || text == $"v{value}");

    /// <summary>Whether one of its values is in the name of a skill, in the spelling of names.</summary>
    public bool IsIn(SkillName name) =>
        Values.Select(SkillName.From).Any(spelled => spelled is not null && $"-{name}-".Contains($"-{spelled}-", StringComparison.Ordinal));

    /// <summary>Whether a name is right for it; "-" and case do not matter.</summary>
    public bool Accepts(string name) => Names.Contains(name.Replace('-', '_'), StringComparer.OrdinalIgnoreCase);

    static bool Holds(string text, string part) => Regex.IsMatch(
        text,
        $@"(?<![\p{{L}}\p{{Nd}}])v?{Regex.Escape(part)}(?![\p{{L}}\p{{Nd}}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
