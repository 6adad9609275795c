namespace SkillMcp.Server.Commands;

/// <summary>What became of an import.</summary>
sealed record ImportSummary
{
    public required bool DryRun { get; init; }

    public required int Stored { get; init; }

    public required int Unchanged { get; init; }

    public required int Consolidated { get; init; }

    public required int Quarantined { get; init; }

    public required int Refused { get; init; }

    public required int Skipped { get; init; }

    /// <summary>One for each thing that was found, in the order in which it was.</summary>
    public required IReadOnlyList<ImportEntry> Skills { get; init; }

    public static ImportSummary Of(IReadOnlyList<ImportEntry> lines, bool dryRun)
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
            Skills = lines,
        };

        int Count(string result) => lines.Count(line => line.Result == result);
    }

    /// <summary>The counts in words; what was refused is always said.</summary>
    internal string Told => string.Join(", ", new[]
    {
        $"{Stored} stored", Some(Unchanged, ImportEntry.Unchanged), Some(Consolidated, ImportEntry.Consolidated), Some(Quarantined, ImportEntry.Quarantined), $"{Refused} refused", Some(Skipped, ImportEntry.Skipped),
    }.Where(part => part.Length > 0));

    static string Some(int count, string result) => count == 0 ? "" : $"{count} {result}";
}

/// <summary>What became of one thing that was found.</summary>
/// <param name="Result">One of the words below.</param>
/// <param name="Place">The file or folder.</param>
/// <param name="Line">The line, or the place in a list, of what is one of many there; empty for what is not.</param>
/// <param name="Skill">The skill here; empty where there is none.</param>
/// <param name="Version">Its version; 0 where there is none.</param>
/// <param name="Reason">Why, or what a person should know; empty where there is nothing to say.</param>
sealed record ImportEntry(string Result, string Place, string Line, string Skill, int Version, string Reason)
{
    public const string Stored = "stored";
    public const string Unchanged = "unchanged";
    public const string Consolidated = "consolidated";
    public const string Quarantined = "quarantined";
    public const string Refused = "refused";
    public const string Skipped = "skipped";

    internal string Where => Line.Length > 0 ? $"{Place}, {Line}" : Place;
}
