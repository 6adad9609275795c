using System.Collections.Concurrent;

namespace SkillMcp.Packaging;

/// <summary>
/// What headings say that were read before: most are the same few hundred in all texts, and to read one takes ten patterns.
/// </summary>
static class KnownHeadings
{
    const int MaxKnown = 4_096;

    // A longer one is a sentence, and hardly there twice.
    const int MaxLength = 100;

    static readonly ConcurrentDictionary<string, SectionRole> Known = new(StringComparer.Ordinal);

    public static SectionRole RoleOf(string heading)
    {
        if (heading.Length > MaxLength)
        {
            return HeadingWords.RoleOf(heading);
        }
        if (!Known.TryGetValue(heading, out var role))
        {
            role = HeadingWords.RoleOf(heading);
            if (Known.Count < MaxKnown)
            {
                Known[heading] = role;
            }
        }
        return role;
    }
}
