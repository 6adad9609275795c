using System.Text.Json;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>A set of items in their order of arrival; the items of a group are the same procedure.</summary>
sealed record ItemStream(string Name, IReadOnlyList<ItemRow> Items)
{
    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Every set with items in a folder, by name.</summary>
    /// <exception cref="SkillException">There is none.</exception>
    public static IReadOnlyList<ItemStream> ReadAll(string folder)
    {
        string[] folders = Directory.Exists(folder) ? Directory.GetDirectories(folder, "dups-*") : [];
        var sets = folders.Where(set => File.Exists(ItemsOf(set))).Order(StringComparer.Ordinal).ToList();
        return sets.Count > 0
            ? [.. sets.Select(Read)]
            : throw new SkillException(
                $"There is no set in '{folder}': name a folder that holds dups-NAME/items.jsonl with --data or SKILLMCP_DATA.");
    }

    /// <summary>How many items repeat the procedure of another item.</summary>
    public int Possible => Items.Count - Items.Select(item => item.Group).Distinct(StringComparer.Ordinal).Count();

    static ItemStream Read(string set) => new(
        Path.GetFileName(set),
        [.. File.ReadLines(ItemsOf(set)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<ItemRow>(line, Wire)!)]);

    static string ItemsOf(string set) => Path.Combine(set, "items.jsonl");
}
