using System.CommandLine;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>The sets that a command reads. They are read in place, and are not part of this project.</summary>
static class Data
{
    public static readonly Option<string> Folder = new("--data")
    {
        Description = "The folder of the sets; without it, $SKILLMCP_DATA.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SKILLMCP_DATA") ?? "",
    };

    public static readonly Option<string> Sets = new("--sets")
    {
        Description = "Which sets.",
        HelpName = "a,b",
        DefaultValueFactory = _ => string.Join(',', DataSet.All),
    };

    /// <exception cref="SkillException">The folder holds no such set.</exception>
    public static IReadOnlyList<DataSet> Read(ParseResult typed)
    {
        var folder = typed.GetValue(Folder)!;
        return [.. typed.GetValue(Sets)!.Split(',').Select(name => Exists(folder, name)
            ? DataSet.Read(folder, name)
            : throw new SkillException($"There is no set '{name}' in '{folder}': "
                + $"name a folder that holds {name}/skills.jsonl with --data or SKILLMCP_DATA."))];
    }

    static bool Exists(string folder, string name) =>
        Array.Exists(["skills.jsonl", "dev.jsonl"], file => File.Exists(Path.Combine(folder, name, file)));
}
