using System.Buffers;
using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>Finds the cues of many patterns in one pass over a text.</summary>
sealed class CueSearch
{
    readonly int count;
    readonly SearchValues<string> cues;
    readonly FrozenDictionary<char, Cue[]> byFirst;

    public CueSearch(IReadOnlyList<CuedPattern> patterns)
    {
        count = patterns.Count;
        var all = patterns
            .SelectMany((pattern, number) => pattern.Cues
                .SelectMany((texts, alternative) => texts.Select(text => (Text: text, Of: new Owner(number, alternative)))))
            .GroupBy(cue => cue.Text, cue => cue.Of, StringComparer.Ordinal)
            .Select(cue => new Cue(cue.Key, [.. cue]))
            .ToList();
        cues = SearchValues.Create([.. all.Select(cue => cue.Text)], StringComparison.Ordinal);
        byFirst = all.GroupBy(cue => cue.Text[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>For each pattern the cues that a text in lower case holds of it, in order; null where it holds none.</summary>
    public List<FoundCue>?[] In(ReadOnlySpan<char> lower)
    {
        var found = new List<FoundCue>?[count];
        for (var at = 0; lower[at..].IndexOfAny(cues) is >= 0 and var next; at++)
        {
            at += next;
            foreach (var cue in byFirst[lower[at]])
            {
                if (lower[at..].StartsWith(cue.Text, StringComparison.Ordinal))
                {
                    foreach (var (pattern, alternative) in cue.Owners)
                    {
                        (found[pattern] ??= []).Add(new FoundCue(at, alternative));
                    }
                }
            }
        }
        return found;
    }

    /// <summary>A pattern by its number, and the number of an alternative of it.</summary>
    readonly record struct Owner(int Pattern, int Alternative);

    sealed record Cue(string Text, Owner[] Owners);
}
