using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Learning;

/// <summary><c>duplicates</c>: how often repeated procedures are merged into one skill, and how often different ones are.</summary>
static class DuplicatesCommand
{
    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly Option<string> Runs = new("--runs")
    {
        Description = "Where to write where each item ended up, a file for each set.",
        HelpName = "OUT",
    };

    static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON for each row of the table." };

    public static Command Build()
    {
        var command = new Command(
            "duplicates", "How often the same procedure is recognised, and a look-alike kept apart, on streams of real ones.")
        {
            Data.Folder,
            Runs,
            AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var rows = new List<Row>();
        foreach (var set in ItemStream.ReadAll(typed.GetValue(Data.Folder)!))
        {
            rows.Add(Row.Of(set, "seed", SeedRule.Place(set)));
            var placed = await PlaceAsync(set, cancel);
            rows.Add(Row.Of(set, "skillmcp", placed));
            if (typed.GetValue(Runs) is { } folder)
            {
                await WriteAsync(folder, set.Name, placed, cancel);
            }
        }
        Print(rows, typed.GetValue(AsJson));
    }

    /// <summary>Teaches a new memory every item in order, bypassing only the formation policy.</summary>
    static async Task<IReadOnlyList<PlacedItem>> PlaceAsync(ItemStream set, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-learning-").FullName;
        var placed = new List<PlacedItem>();
        await using (var database = await SkillDatabase.OpenAsync(Path.Combine(folder, "skills.db"), OpenMode.Create, cancel))
        {
            var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
            var watch = Stopwatch.StartNew();
            foreach (var item in set.Items)
            {
                var request = new LearnRequest { Trajectory = item.ToRun() };
                var learned = await memory.RememberAsync(request, new Actor(Author.Agent, "benchmark"), cancel);
                placed.Add(new PlacedItem(item, learned.Skill!.Id.ToString(), learned.Decision != Decision.Stored));
                if (placed.Count % 100 == 0 || placed.Count == set.Items.Count)
                {
                    var each = watch.Elapsed.TotalMilliseconds / placed.Count;
                    Console.Error.WriteLine($"{set.Name}: {placed.Count} of {set.Items.Count} items, {each:0.0} ms each");
                }
            }
        }
        Directory.Delete(folder, recursive: true);
        return placed;
    }

    static Task WriteAsync(string folder, string set, IReadOnlyList<PlacedItem> placed, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var lines = placed.Select(one => JsonSerializer.Serialize(new { one.Item.Id, one.Skill, one.Merged }, Wire));
        return File.WriteAllLinesAsync(Path.Combine(folder, $"{set}.jsonl"), lines, cancel);
    }

    static void Print(IReadOnlyList<Row> rows, bool asJson)
    {
        if (asJson)
        {
            foreach (var row in rows)
            {
                Console.WriteLine(JsonSerializer.Serialize(row, Wire));
            }
            return;
        }
        Console.WriteLine("| set | items | could merge | rule | merged right | merged wrong | precision | recall |");
        Console.WriteLine("|---|--:|--:|---|--:|--:|--:|--:|");
        foreach (var row in rows)
        {
            var m = row.Merges;
            Console.WriteLine(
                $"| {row.Set} | {row.Items} | {m.Possible} | {row.Rule} | {m.Right} | {m.Wrong} | {m.Precision:.00} | {m.Recall:.00} |");
        }
    }

    /// <summary>How one rule did on one set.</summary>
    sealed record Row(string Set, int Items, string Rule, Merges Merges)
    {
        public static Row Of(ItemStream set, string rule, IReadOnlyList<PlacedItem> placed) =>
            new(set.Name, set.Items.Count, rule, Merges.Of(placed, set.Possible));
    }
}
