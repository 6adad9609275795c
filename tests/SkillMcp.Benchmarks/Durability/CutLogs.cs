using SkillMcp.Benchmarks.Speed;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Durability;

/// <summary>
/// A log that ends anywhere, or is spoiled from there on: what was acknowledged before had been flushed, and nothing behind it had.
/// </summary>
static class CutLogs
{
    const int Writes = 60;

    public static async Task<DurabilityFigures> RunAsync(Scratch scratch, int cuts, Random random, CancellationToken cancel)
    {
        var (file, log, lengths) = await WrittenAsync(scratch["cut.db"], cancel);
        var (acknowledged, lost, unsound) = (0L, 0L, 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            var at = random.Next(log.Length);
            var copy = scratch[$"cut-{cut}.db"];
            await File.WriteAllBytesAsync(copy, file, cancel);
            await File.WriteAllBytesAsync(copy + "-wal", Spoiled(log, at, random), cancel);
            var expected = Enumerable.Range(0, Writes).Where(number => lengths[number] <= at).Select(Reports.Notes).ToList();
            var (found, isSound) = await Reports.FindAsync(copy, cancel);
            acknowledged += expected.Count;
            lost += expected.Count(report => !found.Contains(report));
            unsound += isSound ? 0 : 1;
            File.Delete(copy);
        }
        return new DurabilityFigures("the log cut off or spoiled", cuts, acknowledged, lost, unsound);
    }

    static byte[] Spoiled(byte[] log, int at, Random random)
    {
        if (random.Next(2) == 0)
        {
            return log[..at];
        }
        var spoiled = log.ToArray();
        random.NextBytes(spoiled.AsSpan(at));
        return spoiled;
    }

    /// <summary>A file and its log, and how long the log was after each write.</summary>
    static async Task<(byte[] File, byte[] Log, List<long> Lengths)> WrittenAsync(string path, CancellationToken cancel)
    {
        await Reports.MakeAsync(path, cancel);
        await using var database = await SkillDatabase.OpenAsync(path, OpenMode.Existing, cancel);
        var memory = Reports.MemoryIn(database);
        var lengths = new List<long>();
        for (var number = 0; number < Writes; number++)
        {
            await Reports.WriteAsync(memory, number, cancel);
            lengths.Add(new FileInfo(path + "-wal").Length);
        }
        // Read while it is open: closing it would empty the log.
        return (await ReadAsync(path, cancel), await ReadAsync(path + "-wal", cancel), lengths);
    }

    internal static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        // Through a copy that another program makes: closing a file releases the locks of the process that has it open.
        using var copying = System.Diagnostics.Process.Start("cp", [path, path + ".copy"]);
        await copying.WaitForExitAsync(cancel);
        return await File.ReadAllBytesAsync(path + ".copy", cancel);
    }
}
