namespace SkillMcp.Intents;

/// <summary>Whether a task is to be done in the region of a cloud where a procedure does it. Any two codes are two regions.</summary>
static class RegionComparison
{
    static readonly string[] Parameters = ["region", "zone", "location", "cluster", "context"];

    /// <summary>The region of the procedure and the one that is asked for; null if nothing is known to differ.</summary>
    public static (string Does, string Asked)? Between(Intent asked, Intent does)
    {
        if (asked.Regions.Count == 0 || does.Regions.Count == 0 || Parameters.Any(does.Slots.Contains))
        {
            return null;
        }
        var theirs = Counting(asked.Regions, does.Regions);
        var ours = Counting(does.Regions, asked.Regions);
        return theirs.Count > 0 && ours.Count > 0 && !theirs.Exists(one => ours.Exists(one.IsSame))
            ? (ours[0].Text, theirs[0].Text)
            : null;
    }

    static List<CloudRegion> Counting(IReadOnlyList<CloudRegion> some, IReadOnlyList<CloudRegion> others)
    {
        var isOfCloud = others.Any(region => region is { IsCity: false, Codes.Length: > 0 });
        return [.. some.Where(region => isOfCloud || !region.IsCity)];
    }
}
