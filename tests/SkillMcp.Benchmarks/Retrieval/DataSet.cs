using System.Security.Cryptography;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A set of skills, and of requests with known right answers.</summary>
sealed record DataSet
{
    /// <summary>The sets with published figures, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } = ["skillmd", "runbooks", "tldr-nl2bash", "metatool", "clinc150", "autoskill"];

    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Name { get; init; }

    public required IReadOnlyList<SkillRow> Skills { get; init; }

    public required IReadOnlyList<QueryRow> Queries { get; init; }

    /// <summary>Earlier tasks of the same kind, by the id of the skill that served them; none for most sets.</summary>
    public required IReadOnlyDictionary<string, string[]> PastTasks { get; init; }

    /// <summary>SHA-256 of the files, in hex: figures of the same hash are of the same rows.</summary>
    public required string Hash { get; init; }

    public static DataSet Read(string folder, string name)
    {
        var skills = Path.Combine(folder, name, "skills.jsonl");
        var queries = Path.Combine(folder, name, "queries.jsonl");
        var past = Path.Combine(folder, name, "past_tasks.jsonl");
        byte[] pastBytes = File.Exists(past) ? File.ReadAllBytes(past) : [];
        IReadOnlyList<PastTasksRow> pastRows = File.Exists(past) ? Rows<PastTasksRow>(past) : [];
        return new DataSet
        {
            Name = name,
            Skills = Rows<SkillRow>(skills),
            Queries = Rows<QueryRow>(queries),
            PastTasks = pastRows.ToDictionary(row => row.Skill, row => row.Tasks, StringComparer.Ordinal),
            Hash = Convert.ToHexStringLower(SHA256.HashData([.. File.ReadAllBytes(skills), .. File.ReadAllBytes(queries), .. pastBytes])),
        };
    }

    static IReadOnlyList<T> Rows<T>(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Wire)!)];
}
