using SkillMcp.Benchmarks.Speed;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Durability;

/// <summary>
/// Power cuts while the log is copied into the file. SQLite has flushed the log before it begins, and has flushed nothing of the file:
/// of the sectors that it writes, any may be on the disk and any not.
/// </summary>
static class PowerFailures
{
    const int Sector = 512;
    const int Writes = 40;

    public static async Task<DurabilityFigures> RunAsync(Scratch scratch, int cuts, Random random, CancellationToken cancel)
    {
        var (before, log, after) = await CheckpointedAsync(scratch["power.db"], cancel);
        var (lost, unsound) = (0L, 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            var copy = scratch[$"power-{cut}.db"];
            await File.WriteAllBytesAsync(copy, Torn(before, after, random), cancel);
            await File.WriteAllBytesAsync(copy + "-wal", log, cancel);
            var (found, isSound) = await Reports.FindAsync(copy, cancel);
            lost += Enumerable.Range(0, Writes).Count(number => !found.Contains(Reports.Notes(number)));
            unsound += isSound ? 0 : 1;
            File.Delete(copy);
        }
        return new DurabilityFigures("power cuts while the log is copied", cuts, (long)cuts * Writes, lost, unsound);
    }

    /// <summary>Each sector as it was before or after. The file grows as a whole or not at all.</summary>
    static byte[] Torn(byte[] before, byte[] after, Random random)
    {
        var written = random.NextDouble();
        var torn = new byte[random.Next(2) == 0 ? before.Length : after.Length];
        for (var at = 0; at < torn.Length; at += Sector)
        {
            var from = at >= before.Length || random.NextDouble() < written ? after : before;
            from.AsSpan(at, Sector).CopyTo(torn.AsSpan(at));
        }
        return torn;
    }

    static async Task<(byte[] Before, byte[] Log, byte[] After)> CheckpointedAsync(string path, CancellationToken cancel)
    {
        await Reports.MakeAsync(path, cancel);
        byte[] before;
        byte[] log;
        await using (var database = await SkillDatabase.OpenAsync(path, OpenMode.Existing, cancel))
        {
            var memory = Reports.MemoryIn(database);
            for (var number = 0; number < Writes; number++)
            {
                await Reports.WriteAsync(memory, number, cancel);
            }
            (before, log) = (await CutLogs.ReadAsync(path, cancel), await CutLogs.ReadAsync(path + "-wal", cancel));
        }
        // The last connection to close copies the whole log.
        return (before, log, await File.ReadAllBytesAsync(path, cancel));
    }
}
