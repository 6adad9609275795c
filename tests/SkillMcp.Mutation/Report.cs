using System.Globalization;

namespace SkillMcp.Mutation;

/// <summary>The outcome of a run: a row for each folder, and every mutation that no test noticed.</summary>
static class Report
{
    public static void Print(IReadOnlyList<(Mutation Mutation, Verdict Verdict)> judged, Func<Mutation, string> folderOf)
    {
        Console.WriteLine("| folder | mutations | killed | timed out | survived | noticed |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var folder in judged.GroupBy(one => folderOf(one.Mutation)).OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            Row(folder.Key.Length == 0 ? "the root" : folder.Key, [.. folder.Select(one => one.Verdict)]);
        }
        Row("all", [.. judged.Select(one => one.Verdict)]);
        Console.WriteLine();
        var unnoticed = judged.Where(one => one.Verdict is Verdict.Survived or Verdict.NotReached)
            .OrderBy(one => one.Mutation.File, StringComparer.Ordinal)
            .ThenBy(one => one.Mutation.Line);
        foreach (var (mutation, verdict) in unnoticed)
        {
            var said = verdict == Verdict.Survived ? "survived" : "not run ";
            Console.WriteLine($"{said}  {Path.Join(folderOf(mutation), $"{mutation}")}");
        }
    }

    static void Row(string folder, IReadOnlyList<Verdict> verdicts)
    {
        var (killed, late) = (verdicts.Count(verdict => verdict == Verdict.Killed), verdicts.Count(verdict => verdict == Verdict.TimedOut));
        var noticed = verdicts.Count == 0 ? 0 : (double)(killed + late) / verdicts.Count;
        var counts = $"{verdicts.Count} | {killed} | {late} | {verdicts.Count - killed - late}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {folder} | {counts} | {noticed * 100:0} % |"));
    }
}
