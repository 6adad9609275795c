using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Collections;

/// <summary>What is lost and changed where people's folders of skills are imported and exported again.</summary>
static class CollectionsCommand
{
    static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    static readonly Argument<DirectoryInfo[]> Folders = new Argument<DirectoryInfo[]>("DIR")
    {
        Description = "Folders of skills, a collection each.",
        Arity = ArgumentArity.OneOrMore,
    }.AcceptExistingOnly();

    static readonly Option<bool> Each = new("--each") { Description = "One line of JSON for each skill instead: what became of it." };

    static readonly Option<int> Named = new("--named")
    {
        Description = "How many examples are named of each kind of loss.",
        DefaultValueFactory = _ => 3,
    };

    public static Command Build()
    {
        var command = new Command("collections", "What folders of skills lose when they are imported and exported again.")
        {
            Folders, Each, Named, Speed.Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var all = new List<CollectionFigures>();
        foreach (var folder in typed.GetRequiredValue(Folders))
        {
            var collection = await Collection.ImportAsync(folder.FullName, cancel);
            all.Add(CollectionFigures.Of(folder.Name, collection, typed.GetValue(Named)));
            foreach (var skill in typed.GetValue(Each) ? collection.Skills : [])
            {
                Console.WriteLine(JsonSerializer.Serialize(skill, Readable));
            }
        }
        if (typed.GetValue(Each))
        {
            return;
        }
        IReadOnlyList<CollectionFigures> sums = all.Count > 1 ? [.. all, CollectionFigures.SumOf(all)] : all;
        Speed.Report.Print(typed, sums, $"Folders of skills, imported and exported; peak memory {Speed.Report.Bytes(sums[^1].PeakBytes)}.",
            [CollectionFigures.Headings, .. sums.Select(figures => figures.Cells)]);
        if (!typed.GetValue(Speed.Report.AsJson))
        {
            Print(sums[^1]);
        }
    }

    static void Print(CollectionFigures figures)
    {
        foreach (var group in figures.Kinds)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{group.Count,6:N0} {group.What}: {group.Kind}"));
            foreach (var example in group.Examples)
            {
                Console.WriteLine($"       {example}");
            }
        }
    }
}
