namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>import</c> did, in counts and skill by skill.</summary>
sealed record ImportSummary
{
    public required bool DryRun { get; init; }

    public required int Stored { get; init; }

    public required int Unchanged { get; init; }

    public required int Consolidated { get; init; }

    public required int Quarantined { get; init; }

    public required int Refused { get; init; }

    public required int Skipped { get; init; }

    /// <summary>One for each thing that was found, in the order in which it was found.</summary>
    public required IReadOnlyList<ImportEntry> Skills { get; init; }

    public static ImportSummary Of(IReadOnlyList<ImportEntry> entries, bool dryRun)
    {
        return new ImportSummary
        {
            DryRun = dryRun,
            Stored = Count(ImportEntry.Stored),
            Unchanged = Count(ImportEntry.Unchanged),
            Consolidated = Count(ImportEntry.Consolidated),
            Quarantined = Count(ImportEntry.Quarantined),
            Refused = Count(ImportEntry.Refused),
            Skipped = Count(ImportEntry.Skipped),
            Skills = entries,
        };

        int Count(string result) => entries.Count(entry => entry.Result == result);
    }

    /// <summary>The counts as a person reads them: of what was stored and refused always, of the rest where there is any.</summary>
    internal string InWords
    {
        get
        {
            string[] counts =
            [
                $"{Stored} stored",
                InWordsIfAny(Unchanged, ImportEntry.Unchanged),
                InWordsIfAny(Consolidated, ImportEntry.Consolidated),
                InWordsIfAny(Quarantined, ImportEntry.Quarantined),
                $"{Refused} refused",
                InWordsIfAny(Skipped, ImportEntry.Skipped),
            ];
            return string.Join(", ", counts.Where(count => count.Length > 0));
        }
    }

    static string InWordsIfAny(int count, string result) => count == 0 ? "" : $"{count} {result}";
}
