using System.Text;

namespace SkillMcp.Safety;

/// <summary>Passages joined into one text, with where each begins.</summary>
/// <param name="Text">The joined text, an empty line behind each passage.</param>
/// <param name="Length">The characters of the passages alone.</param>
/// <param name="Parts">For each passage where it begins in the text, its place and the number of its first line.</param>
sealed record JoinedPassages(string Text, int Length, IReadOnlyList<(int Begin, string Place, int Line)> Parts)
{
    /// <summary>Whether all of them are of files that are opened as they are written.</summary>
    public bool IsSource { get; init; }

    public static JoinedPassages Of(IEnumerable<Passage> passages)
    {
        var text = new StringBuilder();
        var length = 0;
        var parts = new List<(int, string, int)>();
        var isSource = true;
        foreach (var passage in passages)
        {
            parts.Add((text.Length, passage.Place, passage.FirstLine));
            text.Append(passage.Text).Append("\n\n");
            length += passage.Text.Length;
            isSource &= passage.IsSource;
        }
        return new JoinedPassages(text.ToString(), length, parts) { IsSource = isSource };
    }

    /// <summary>The place of a character, such as <c>step 2</c> or <c>line 12</c>.</summary>
    /// <param name="at">Where it is in the joined text.</param>
    public string PlaceOf(int at)
    {
        var (begin, place, line) = Parts.Last(part => part.Begin <= at || part.Begin == 0);
        if (!place.EndsWith("line", StringComparison.Ordinal))
        {
            return place;
        }
        var linesBefore = Text.AsSpan(begin, Math.Min(at, Text.Length) - begin).Count('\n');
        return $"{place} {line + linesBefore}";
    }
}
