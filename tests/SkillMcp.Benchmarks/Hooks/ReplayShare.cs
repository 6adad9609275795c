using System.Globalization;
using SkillMcp.Benchmarks.Speed;
using Report = SkillMcp.Benchmarks.Speed.Report;

namespace SkillMcp.Benchmarks.Hooks;

/// <summary>How the hooks with one kind of payload ended.</summary>
sealed record ReplayShare(string Kind, int Count, Quantiles Time, int Added, int Failed, int Misformed)
{
    public string[] Row =>
    [
        Kind,
        Count.ToString(CultureInfo.InvariantCulture),
        Report.Milliseconds(Time.P50),
        Report.Milliseconds(Time.P95),
        ((double)Added / Count).ToString("0.0 %", CultureInfo.InvariantCulture),
        Failed.ToString(CultureInfo.InvariantCulture),
        Misformed.ToString(CultureInfo.InvariantCulture),
    ];

    public static ReplayShare Of(IGrouping<string, ReplayedHook> ended) => new(
        ended.Key,
        ended.Count(),
        Quantiles.Of(ended.Select(one => one.Milliseconds)),
        ended.Count(one => one.HasAdded),
        ended.Count(one => one.Code != 0),
        ended.Count(one => !one.IsOfForm));
}
