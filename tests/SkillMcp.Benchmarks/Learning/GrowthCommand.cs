using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>
/// <c>growth</c>: what a memory makes of procedures that are run again and again in other words and with other values, told as an
/// agent tells them.
/// </summary>
static class GrowthCommand
{
    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly Option<int> Runs = new("--runs") { Description = "Runs of each procedure.", DefaultValueFactory = _ => 12 };

    static readonly Option<int> Seed = new("--seed") { Description = "What the random choices begin with.", DefaultValueFactory = _ => 1 };

    static readonly Option<double> Named = new("--named")
    {
        Description = "The share of runs that are told with a name, 0-1.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0,
    };

    static readonly Option<string?> Streams = new("--streams")
    {
        Description = "A file of other procedures, in the format of growth.json.",
        HelpName = "FILE",
    };

    static readonly Option<bool> PastPolicy = new("--past-policy") { Description = "Store every run without asking the formation policy." };

    static readonly Option<bool> Details = new("--details") { Description = "What became of each procedure as well." };

    static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON for each column of the table." };

    /// <summary>The rows of the table; <see cref="GrowthFigures"/> says what each means.</summary>
    static readonly (string Name, Func<GrowthFigures, string> Text)[] Rows =
    [
        ("runs", one => $"{one.Runs}"),
        ("procedures", one => $"{one.Procedures}"),
        ("procedures with a skill", one => $"{one.Learned}"),
        ("skills", one => $"{one.Skills}"),
        ("skills for each of these procedures", one => $"{one.SkillsPerProcedure:0.00}"),
        ("merged right / wrong", one => $"{one.Merges.Right} / {one.Merges.Wrong}"),
        ("precision", one => $"{one.Merges.Precision:0.000}"),
        ("recall", one => $"{one.Merges.Recall:0.00}"),
        ("runs not stored", one => Share(one.NotStored, one.Runs)),
        ("slots that are parameters", one => Share(one.SlotsAsParameters, one.Slots)),
        ("slots that are half generalised", one => Share(one.HalfGeneralised, one.Slots)),
        ("… with the value in a step", one => Share(one.HalfGeneralisedSteps, one.Slots)),
        ("parameters asked that never varied", one => Share(one.AskedInVain, one.Asked)),
        ("varying parameters rightly named", one => Share(one.RightlyNamed, one.Varying)),
        ("names with a value", one => Share(one.NamesWithValue, one.Skills)),
        ("descriptions with a value", one => Share(one.DescriptionsWithValue, one.Skills)),
        ("runs given back", one => Share(one.GivenBack, one.Runs)),
    ];

    public static Command Build()
    {
        Runs.Validators.Add(typed => Expect(typed, typed.GetValueOrDefault<int>() > 0, "--runs takes a number from 1."));
        Named.Validators.Add(typed => Expect(typed, typed.GetValueOrDefault<double>() is >= 0 and <= 1, "--named takes a share, 0-1."));
        var command = new Command(
            "growth", "What a memory makes of procedures that are run again and again in other words and with other values.")
        {
            Runs,
            Seed,
            Named,
            Streams,
            PastPolicy,
            Details,
            AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static void Expect(OptionResult typed, bool holds, string mistake)
    {
        if (!holds)
        {
            typed.AddError(mistake);
        }
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var procedures = GrowthProcedure.ReadAll(typed.GetValue(Streams));
        foreach (var one in procedures)
        {
            foreach (var slot in one.AmbiguousSlots())
            {
                Console.Error.WriteLine($"{one.Id}: a value of '{slot}' is a constant of its steps too, so the two cannot be told apart");
            }
        }
        var options = new GrowthOptions
        {
            Runs = typed.GetValue(Runs),
            Seed = typed.GetValue(Seed),
            NamedShare = typed.GetValue(Named),
            PastPolicy = typed.GetValue(PastPolicy),
        };
        var grown = await GrownMemory.PlayAsync(GrowthRun.Of(procedures, options), options, cancel);
        Print(
            [
                GrowthFigures.Of("devops", [.. grown.Procedures.Where(one => one.Procedure.IsDevops)]),
                GrowthFigures.Of("other", [.. grown.Procedures.Where(one => !one.Procedure.IsDevops)]),
                GrowthFigures.Of("all", grown.Procedures),
            ],
            typed.GetValue(AsJson));
        if (typed.GetValue(Details))
        {
            foreach (var one in grown.Procedures)
            {
                PrintDetails(one);
            }
        }
    }

    static void Print(IReadOnlyList<GrowthFigures> columns, bool asJson)
    {
        if (asJson)
        {
            foreach (var column in columns)
            {
                Console.WriteLine(JsonSerializer.Serialize(column, Wire));
            }
            return;
        }
        Console.WriteLine($"| | {string.Join(" | ", columns.Select(column => column.Domains))} |");
        Console.WriteLine($"|---|{string.Concat(columns.Select(_ => "--:|"))}");
        foreach (var (name, text) in Rows)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", columns.Select(text))} |");
        }
    }

    static string Share(int part, int whole) => $"{part} of {whole} ({GrowthFigures.Ratio(part, whole):.00})";

    static void PrintDetails(GrownProcedure one)
    {
        Console.WriteLine();
        Console.WriteLine($"## {one.Procedure.Domain}: {one.Procedure.Id}, {one.Runs.Count} runs, {one.NotStored} not stored");
        foreach (var (reason, count) in one.Runs.Where(run => run.Skill is null).CountBy(run => run.Reason))
        {
            Console.WriteLine($"not stored: {count} {reason}");
        }
        foreach (var run in one.Runs.Where(run => run.IsMergedWrong))
        {
            Console.WriteLine($"wrong: \"{run.Run.Trajectory.Task}\" merged into {run.Owner!.Id}");
        }
        foreach (var (skill, owner, runs) in one.Skills)
        {
            Console.WriteLine($"{skill.Name}: {runs} runs, version {skill.Version}, \"{skill.Procedure.Description}\"");
            Print("condition", skill.Procedure.Preconditions.Concat(skill.Procedure.Postconditions));
            Print("step", skill.Procedure.Steps.Select(step => step.Text));
            Print("parameter", skill.Procedure.Parameters.Select(parameter => Described(parameter, owner)));
        }
    }

    static string Described(Parameter parameter, GrowthProcedure owner)
    {
        var slots = owner.Slots.Where(slot => slot.Value.IsIn(parameter.Example) || slot.Value.HasPart(parameter.Example));
        var text = string.Join(", ", slots.Select(slot => $"@{slot.Key}@").DefaultIfEmpty("never varied"));
        return $"{parameter.Name} = {parameter.Example}{(parameter.Default is null ? "" : " by default")} ({text})";
    }

    static void Print(string what, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Console.WriteLine($"  {what}: {text}");
        }
    }
}
