using System.Text.Json;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>A set of items that arrive one by one; those of a group are the same procedure.</summary>
sealed record ItemStream(string Name, IReadOnlyList<ItemRow> Items)
{
    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Every set of a folder that holds items, by name.</summary>
    /// <exception cref="SkillException">There is none.</exception>
    public static IReadOnlyList<ItemStream> ReadAll(string folder)
    {
        var sets = Directory.Exists(folder) ? Directory.GetDirectories(folder, "dups-*").Where(set => File.Exists(ItemsOf(set))).Order(StringComparer.Ordinal).ToList() : [];
        return sets.Count > 0
            ? [.. sets.Select(Read)]
            : throw new SkillException($"There is no set in '{folder}': name a folder that holds dups-NAME/items.jsonl with --data or SKILLMCP_DATA.");
    }

    /// <summary>How many items are another item's procedure again.</summary>
    public int Possible => Items.Count - Items.Select(item => item.Group).Distinct(StringComparer.Ordinal).Count();

    static ItemStream Read(string set) => new(
        Path.GetFileName(set),
        [.. File.ReadLines(ItemsOf(set)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<ItemRow>(line, Wire)!)]);

    static string ItemsOf(string set) => Path.Combine(set, "items.jsonl");
}

/// <summary>An item as a set tells it.</summary>
sealed record ItemRow(string Id, string Group, string Name, string Description, string[] Steps)
{
    public string[] Tags { get; init; } = [];

    /// <summary>The run that the item tells of; one without steps is the bare sentence that it is.</summary>
    public Trajectory ToRun() => new()
    {
        Task = Description,
        Name = Name,
        Description = Name.Length > 0 ? Excerpt.Of(Description, Procedure.LongestDescription) : "",
        Tags = Tags,
        Steps = [.. (Steps.Any(IsStep) ? Steps.Where(IsStep) : [Description]).Select(step => Step.Parse(Excerpt.Of(step, Step.Longest)))],
        Success = true,
    };

    static bool IsStep(string text) => text.Any(char.IsLetter);
}
