using System.CommandLine;
using System.Text.Json;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Formation;

namespace SkillMcp.Benchmarks.Learning;

/// <summary><c>generalizing</c>: whether a run comes back, character for character, when its examples are filled in again.</summary>
static class GeneralizingCommand
{
    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON for each row of the table." };

    public static Command Build()
    {
        var command = new Command(
            "generalizing", "How often generalising a run and filling the examples in gives the run back, and how many parameters it gets.")
        {
            Data.Folder,
            AsJson,
        };
        command.SetAction(Run);
        return command;
    }

    static void Run(ParseResult typed)
    {
        var folder = typed.GetValue(Data.Folder)!;
        var runs = new (string Set, IEnumerable<Procedure> Runs)[]
        {
            ("dups-nl2bash", ItemsOf(folder, "dups-nl2bash").Select(item => Drafter.Draft(item.ToRun()))),
            ("runbooks", DataSet.Read(folder, "runbooks").Skills.Select(skill => skill.ToProcedure())),
        };
        if (!typed.GetValue(AsJson))
        {
            Console.WriteLine("| set | runs | come back | with parameters | parameters, mean | median | most |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        }
        foreach (var (set, all) in runs)
        {
            Console.Error.WriteLine($"{set}: generalising");
            var row = Row.Of(set, [.. all.Where(run => run.Steps.Count > 0)]);
            Console.WriteLine(typed.GetValue(AsJson)
                ? JsonSerializer.Serialize(row, Wire)
                : $"| {row.Set} | {row.Runs} | {row.ComeBack} | {row.WithParameters} | {row.Mean:0.0} | {row.Median} | {row.Most} |");
        }
    }

    static IEnumerable<ItemRow> ItemsOf(string folder, string name) =>
        ItemStream.ReadAll(folder).Where(set => set.Name == name).SelectMany(set => set.Items);

    sealed record Row(string Set, int Runs, int ComeBack, int WithParameters, double Mean, int Median, int Most)
    {
        public static Row Of(string set, IReadOnlyList<Procedure> runs)
        {
            var general = runs.Select(run => Generalizer.Generalize(run)).ToList();
            var counts = general.Zip(runs, (one, run) => one.Parameters.Count - run.Parameters.Count).Order().ToList();
            var comeBack = general.Zip(runs).Count(pair => pair.First.Filled(pair.First.Examples).Steps.SequenceEqual(pair.Second.Steps));
            var withParameters = counts.Count(count => count > 0);
            return new Row(set, runs.Count, comeBack, withParameters, counts.Average(), counts[counts.Count / 2], counts[^1]);
        }
    }
}
