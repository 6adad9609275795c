using System.Globalization;

namespace SkillMcp.Benchmarks.Collections;

/// <summary>The figures of a collection.</summary>
sealed record CollectionFigures
{
    public static readonly string[] Headings =
    [
        "collection", "SKILL.md", "found", "in", "refused", "unread", "kept apart", "lost", "identical", "without steps", "guessed", "sure",
        "CPU each",
    ];

    public required string Name { get; init; }

    /// <summary>How many SKILL.md there are.</summary>
    public required int Markdowns { get; init; }

    /// <summary>How many of them nothing was said of.</summary>
    public required int Unread { get; init; }

    /// <summary>How many skills were found, of whatever form.</summary>
    public required int Found { get; init; }

    /// <summary>How many are in the memory.</summary>
    public required int In { get; init; }

    public required int Refused { get; init; }

    public required int KeptApart { get; init; }

    /// <summary>How many are exported as they were.</summary>
    public required int Identical { get; init; }

    public required int WithoutSteps { get; init; }

    public required int Guessed { get; init; }

    public required int Sure { get; init; }

    public required double CpuMilliseconds { get; init; }

    public required long PeakBytes { get; init; }

    public required IReadOnlyList<CollectionKind> Kinds { get; init; }

    public string[] Cells =>
    [
        Name,
        $"{Markdowns}",
        $"{Found}",
        $"{In}",
        $"{Refused}",
        $"{Unread}",
        $"{KeptApart}",
        Share(Refused + Unread, Found + Unread),
        Share(Identical, In),
        $"{WithoutSteps}",
        $"{Guessed}",
        $"{Sure}",
        Speed.Report.Milliseconds(CpuMilliseconds / Math.Max(1, Found)),
    ];

    public static CollectionFigures Of(string name, Collection collection, int named)
    {
        var skills = collection.Skills;
        var stored = skills.Where(skill => skill.IsIn).ToList();
        return new CollectionFigures
        {
            Name = name,
            Markdowns = collection.Markdowns,
            Unread = collection.Unread.Count,
            Found = skills.Count(skill => skill.Result != CollectionSkill.Skipped),
            In = stored.Count,
            Refused = skills.Count(skill => skill.Result == CollectionSkill.Refused),
            KeptApart = stored.Count(skill => skill.IsKeptApart),
            Identical = stored.Count(skill => skill.Changes.Count == 0),
            WithoutSteps = stored.Count(skill => skill.Steps.Count == 0),
            Guessed = stored.Count(skill => skill.AreStepsGuessed),
            Sure = stored.Count(skill => skill.Steps.Count > 0 && !skill.AreStepsGuessed),
            CpuMilliseconds = collection.Cpu.TotalMilliseconds,
            PeakBytes = collection.Peak,
            Kinds = Grouped(KindsOf(collection), named),
        };
    }

    public static CollectionFigures SumOf(IReadOnlyList<CollectionFigures> all) => new()
    {
        Name = "all",
        Markdowns = all.Sum(one => one.Markdowns),
        Unread = all.Sum(one => one.Unread),
        Found = all.Sum(one => one.Found),
        In = all.Sum(one => one.In),
        Refused = all.Sum(one => one.Refused),
        KeptApart = all.Sum(one => one.KeptApart),
        Identical = all.Sum(one => one.Identical),
        WithoutSteps = all.Sum(one => one.WithoutSteps),
        Guessed = all.Sum(one => one.Guessed),
        Sure = all.Sum(one => one.Sure),
        CpuMilliseconds = all.Sum(one => one.CpuMilliseconds),
        PeakBytes = all.Max(one => one.PeakBytes),
        Kinds = Grouped(all.SelectMany(one => one.Kinds), all.SelectMany(one => one.Kinds).Max(kind => kind.Examples.Count)),
    };

    static IEnumerable<CollectionKind> KindsOf(Collection collection)
    {
        foreach (var folder in collection.Unread)
        {
            yield return new CollectionKind("unread", "nothing was said of it", 1, [folder]);
        }
        foreach (var skill in collection.Skills)
        {
            if (!skill.IsIn)
            {
                yield return new CollectionKind(skill.Result, skill.Kind, 1, [$"{skill.Place}: {skill.Reason}"]);
            }
            if (skill.IsKeptApart)
            {
                yield return new CollectionKind("kept apart", skill.Kind, 1, [skill.Place]);
            }
            foreach (var remark in skill.Remarks)
            {
                yield return new CollectionKind("said", ReasonKind.Of(remark), 1, [$"{skill.Place}: {remark}"]);
            }
            if (skill.Changes.Count > 0)
            {
                var change = skill.Changes[0];
                var what = change.StartsWith(SkillFile.Markdown, StringComparison.Ordinal) ? SkillFile.Markdown : "a file beside it";
                var how = change[change.LastIndexOf(':')..];
                yield return new CollectionKind("not identical", $"{what}{how}", 1, [$"{skill.Place}: {change}"]);
            }
        }
    }

    static IReadOnlyList<CollectionKind> Grouped(IEnumerable<CollectionKind> kinds, int named) =>
    [
        .. kinds.GroupBy(kind => (kind.What, kind.Kind))
            .Select(group => new CollectionKind(
                group.Key.What,
                group.Key.Kind,
                group.Sum(kind => kind.Count),
                [.. group.SelectMany(kind => kind.Examples).Take(named)]))
            .OrderBy(kind => kind.What)
            .ThenByDescending(kind => kind.Count),
    ];

    static string Share(int part, int whole) =>
        (whole == 0 ? 0 : (double)part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);
}
