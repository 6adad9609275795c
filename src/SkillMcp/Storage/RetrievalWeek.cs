using System.Globalization;

namespace SkillMcp.Storage;

/// <summary>What became of the retrievals of one week that returned a skill.</summary>
/// <param name="Monday">The first day of the week, in UTC.</param>
/// <param name="Retrievals">The number of retrievals.</param>
/// <param name="Ended">How those ended that were followed and reported on, by the last outcome of a way that they returned.</param>
/// <param name="Unused">How many of them were only reported not to fit.</param>
sealed record RetrievalWeek(DateOnly Monday, int Retrievals, ExecutionCounts Ended, int Unused)
{
    /// <summary>The week as ISO 8601 writes it, such as <c>2026-W48</c>.</summary>
    public string Name
    {
        get
        {
            var day = Monday.ToDateTime(TimeOnly.MinValue);
            return $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}";
        }
    }

    public int Reported => Ended.Total + Unused;

    /// <summary>The share of the reported ones that ended well, 0-1, a partial success as half; null if none was reported.</summary>
    public double? EndedWell => Reported == 0 ? null : (Ended.Successes + Ended.Partials / 2.0) / Reported;
}
