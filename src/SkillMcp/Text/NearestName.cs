namespace SkillMcp.Text;

/// <summary>What a person or a model may have meant by a name that is not known.</summary>
static class NearestName
{
    const int MaxLength = 40;

    /// <summary>The known name that differs least from what was written; null if none is near.</summary>
    public static string? Of(string name, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(candidate => Distance(candidate, name))!;
        return Distance(nearest, name) <= Math.Max(2, nearest.Length / 2) ? nearest : null;
    }

    /// <summary>The Levenshtein distance: how many characters to insert, delete or replace to make one word the other.</summary>
    static int Distance(string a, string b)
    {
        b = Truncate.To(b, MaxLength);
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                left = Math.Min(Math.Min(row[j], left) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }
        return row[b.Length];
    }
}
