using System.Security.Cryptography;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A set of skills, and of requests whose right answers are known.</summary>
sealed record DataSet
{
    /// <summary>The sets that the figures are told for, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } = ["skillmd", "runbooks", "tldr-nl2bash", "metatool", "clinc150", "autoskill"];

    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Name { get; init; }

    public required IReadOnlyList<SkillRow> Skills { get; init; }

    public required IReadOnlyList<QueryRow> Queries { get; init; }

    /// <summary>Earlier tasks of the same kind, by the id of the skill that served them; none for most sets.</summary>
    public required IReadOnlyDictionary<string, string[]> PastTasks { get; init; }

    /// <summary>SHA-256 of the rows as they were read, in hex: figures of the same hash are of the same rows.</summary>
    public required string Hash { get; init; }

    public static DataSet Read(string folder, string name)
    {
        var (skills, queries, past) = (Path.Combine(folder, name, "skills.jsonl"), Path.Combine(folder, name, "queries.jsonl"), Path.Combine(folder, name, "past_tasks.jsonl"));
        return new DataSet
        {
            Name = name,
            Skills = Rows<SkillRow>(skills),
            Queries = Rows<QueryRow>(queries),
            PastTasks = File.Exists(past) ? Rows<PastTasksRow>(past).ToDictionary(row => row.Skill, row => row.Tasks, StringComparer.Ordinal) : new Dictionary<string, string[]>(),
            Hash = Convert.ToHexStringLower(SHA256.HashData([.. File.ReadAllBytes(skills), .. File.ReadAllBytes(queries), .. File.Exists(past) ? File.ReadAllBytes(past) : []])),
        };
    }

    static IReadOnlyList<T> Rows<T>(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Wire)!)];
}

/// <summary>A skill as a set tells it.</summary>
sealed record SkillRow(string Id, string Name, string Description, string Category, string[] Tags, string[] Preconditions, string[] Steps)
{
    /// <summary>The row as the memory takes it: without a name it is called by its id, a text that is too long is cut.</summary>
    public Procedure ToProcedure() => new Procedure
    {
        Title = Name.Length > 0 ? Name : Id,
        Description = Excerpt.Of(Description.Length > 0 ? Description : Name, Procedure.LongestDescription),
        Category = Category.Length > 0 ? Category : Procedure.General,
        Tags = Tags,
        Preconditions = Preconditions,
        Steps = [.. Steps.Where(step => step.Any(char.IsLetter)).Select(step => Step.Parse(Excerpt.Of(step, Step.Longest)))],
    }.WithParametersOfSteps();
}

/// <summary>A request and the skills that serve it; none: it is out of scope.</summary>
sealed record QueryRow(string Id, string Text, string[] Relevant);

/// <summary>Tasks that a skill served before.</summary>
sealed record PastTasksRow(string Skill, string[] Tasks);
