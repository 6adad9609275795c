namespace SkillMcp.Server.Hooks;

/// <summary>Keeps the journals of a memory few and young.</summary>
static class JournalAge
{
    static readonly TimeSpan MaxAge = TimeSpan.FromDays(14);

    const int MaxFiles = 200;

    /// <summary>Deletes the journals that are old, and of too many the oldest.</summary>
    public static void Prune(string folder, DateTimeOffset now)
    {
        var newestFirst = new DirectoryInfo(folder).GetFiles("*.jsonl*").OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        foreach (var file in newestFirst.Where((file, number) => number >= MaxFiles || now - file.LastWriteTimeUtc > MaxAge))
        {
            file.Delete();
        }
    }
}
