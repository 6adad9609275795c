using System.Security.Cryptography;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A set of skills, and of requests with known right answers.</summary>
sealed record DataSet
{
    /// <summary>The sets with published figures, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } = ["skillmd", "runbooks", "tldr-nl2bash", "metatool", "clinc150", "autoskill"];

    /// <summary>The set of procedures with tasks that look alike.</summary>
    public const string Lookalikes = "lookalikes";

    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Name { get; init; }

    public required IReadOnlyList<SkillRow> Skills { get; init; }

    public required IReadOnlyList<QueryRow> Queries { get; init; }

    /// <summary>Earlier tasks of the same kind, by the id of the skill that served them; none for most sets.</summary>
    public required IReadOnlyDictionary<string, string[]> PastTasks { get; init; }

    /// <summary>SHA-256 of the files, in hex: figures of the same hash are of the same rows.</summary>
    public required string Hash { get; init; }

    public static DataSet Read(string folder, string name) => name == Lookalikes ? ReadLookalikes(folder) : ReadSet(folder, name);

    static DataSet ReadSet(string folder, string name)
    {
        var skills = Path.Combine(folder, name, "skills.jsonl");
        var queries = Path.Combine(folder, name, "queries.jsonl");
        var past = Path.Combine(folder, name, "past_tasks.jsonl");
        var also = Path.Combine(folder, "also", "also.jsonl");
        IReadOnlyList<PastTasksRow> pastRows = File.Exists(past) ? Rows<PastTasksRow>(past) : [];
        IReadOnlyList<AlsoRow> alsoRows = File.Exists(also) ? [.. Rows<AlsoRow>(also).Where(row => row.Set == name)] : [];
        var alsoById = alsoRows.ToDictionary(row => row.Id, row => row.Also, StringComparer.Ordinal);
        return new DataSet
        {
            Name = name,
            Skills = Rows<SkillRow>(skills),
            Queries = [.. Rows<QueryRow>(queries).Select(query => query with { Also = alsoById.GetValueOrDefault(query.Id, []) })],
            PastTasks = pastRows.ToDictionary(row => row.Skill, row => row.Tasks, StringComparer.Ordinal),
            Hash = HashOf(skills, queries, past),
        };
    }

    static DataSet ReadLookalikes(string folder)
    {
        var rows = LookalikesIn(folder);
        return new DataSet
        {
            Name = Lookalikes,
            Skills = [.. rows.Select(row => row.ToSkill())],
            Queries = [.. rows.SelectMany(row => row.Queries)],
            PastTasks = new Dictionary<string, string[]>(),
            Hash = HashOf(LookalikesFile(folder)),
        };
    }

    /// <exception cref="SkillException">The folder does not hold them.</exception>
    public static IReadOnlyList<LookalikeRow> LookalikesIn(string folder) => File.Exists(LookalikesFile(folder))
        ? Rows<LookalikeRow>(LookalikesFile(folder))
        : throw new SkillException(
            $"There is no '{LookalikesFile(folder)}': name a folder that holds {Lookalikes}/dev.jsonl with --data or SKILLMCP_DATA.");

    static string LookalikesFile(string folder) => Path.Combine(folder, Lookalikes, "dev.jsonl");

    static string HashOf(params IEnumerable<string> files) =>
        Convert.ToHexStringLower(SHA256.HashData([.. files.Where(File.Exists).SelectMany(File.ReadAllBytes)]));

    static IReadOnlyList<T> Rows<T>(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Wire)!)];
}
