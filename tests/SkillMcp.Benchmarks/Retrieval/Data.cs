using System.CommandLine;
using SkillMcp.Embeddings;

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

    public static readonly Option<string> Sets = SetsOf(DataSet.All);

    public static readonly Option<string> Embeddings = new("--embeddings")
    {
        Description = "The folder of a sentence model, or off; without it, the model that the build makes.",
        HelpName = "off|DIR",
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "models", "minilm"),
    };

    /// <summary>The sentence model, which vectors wait for; null if it is off.</summary>
    /// <exception cref="SkillException">The folder is not that of a sentence model.</exception>
    public static Task<SentenceModel?> ModelAsync(ParseResult typed, CancellationToken cancel) =>
        ModelAsync(typed.GetValue(Embeddings), cancel);

    /// <param name="folder">The folder of the model; null or "off" for none.</param>
    /// <param name="cancel">Cancels the loading.</param>
    /// <exception cref="SkillException">The folder is not that of a sentence model.</exception>
    public static async Task<SentenceModel?> ModelAsync(string? folder, CancellationToken cancel)
    {
        if (folder is null or "off")
        {
            return null;
        }
        var model = SentenceModel.Find(folder, Timeout.InfiniteTimeSpan, TimeProvider.System);
        await model.LoadAsync(cancel);
        return model;
    }

    /// <exception cref="SkillException">The folder holds no such set.</exception>
    public static IReadOnlyList<DataSet> Read(ParseResult typed, Option<string> sets)
    {
        var folder = typed.GetValue(Folder)!;
        return [.. typed.GetValue(sets)!.Split(',').Select(name => Exists(folder, name)
            ? DataSet.Read(folder, name)
            : throw new SkillException($"There is no set '{name}' in '{folder}': "
                + $"name a folder that holds {name}/skills.jsonl with --data or SKILLMCP_DATA."))];
    }

    /// <summary>The option that chooses sets.</summary>
    /// <param name="all">The sets without it.</param>
    public static Option<string> SetsOf(IEnumerable<string> all) => new("--sets")
    {
        Description = "Which sets.",
        HelpName = "a,b",
        DefaultValueFactory = _ => string.Join(',', all),
    };

    static bool Exists(string folder, string name) =>
        Array.Exists(["skills.jsonl", "dev.jsonl"], file => File.Exists(Path.Combine(folder, name, file)));
}
