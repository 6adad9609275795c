using System.CommandLine;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>speed</c>: how long storing and retrieving take inside the process, as the memory grows.</summary>
static class SpeedCommand
{
    static readonly Option<string> Skills = new("--skills")
    {
        Description = "At how many skills to measure.",
        HelpName = "N,N,...",
        DefaultValueFactory = _ => "100,1000,10000,100000",
    };

    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "How often each is measured at each size.",
        HelpName = "N",
        DefaultValueFactory = _ => 200,
    };

    static readonly Option<string> Embeddings = new("--embeddings")
    {
        Description = "Retrieve also with the sentence model in this folder; the vectors of 10,000 skills take a minute.",
        HelpName = "DIR",
    };

    public static Command Build()
    {
        var command = new Command("speed", "Storing and retrieving in one process, on a file that grows.")
        {
            Skills, Repeats, Embeddings, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        await using var database = await SkillDatabase.OpenAsync(scratch["skills.db"], OpenMode.Create, cancel);
        using var bare = new BareCommits(scratch["bare.db"]);
        var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        using var model = await Data.ModelAsync(typed.GetValue(Embeddings), cancel);
        var withModel = model is null
            ? null
            : new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System, embedder: model);
        var growing = new GrowingMemory(memory, withModel, bare, typed.GetValue(Repeats));
        var sizes = new List<AtSize>();
        foreach (var skills in typed.GetValue(Skills)!.Split(',').Select(int.Parse).Order())
        {
            await growing.FillAsync(skills, cancel);
            sizes.Add(await growing.MeasureAsync(cancel) with { FileBytes = new FileInfo(scratch["skills.db"]).Length });
        }
        var headline = $"p50 / p95 of {typed.GetValue(Repeats)} at each size; "
            + "a bare commit is one row with synchronous=FULL, in turns with ours";
        Report.Print(typed, sizes, headline, [
            ["skills", "bare commit", "add", "learn", "retrieve", "with the model", "allocated a retrieve", "right skill first", "file"],
            .. sizes.Select(size => size.Row),
        ]);
    }
}
