using System.CommandLine;
using SkillMcp.Intents;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>
/// <c>lookalikes</c>: how often a task that a procedure does not serve gets it whole, and how often one that it serves does;
/// and how often what is asked is read to differ from what the procedure does.
/// </summary>
static class LookalikesCommand
{
    const string Served = "served";

    static readonly Option<string> Half = new("--half")
    {
        Description = "Measure the tasks of the odd or the even procedures alone; all are in the memory.",
        HelpName = "odd|even",
        DefaultValueFactory = _ => "",
    };

    static readonly Option<string> Misses = new("--misses")
    {
        Description = "Where to write the tasks that got a wrong answer, a line each.",
        HelpName = "FILE",
    };

    public static Command Build()
    {
        var command = new Command("lookalikes", "How often a procedure is handed over that does something else than what is asked.")
        {
            Data.Folder, Data.Embeddings, Half, Misses,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var model = await Data.ModelAsync(typed, cancel);
        var rows = DataSet.LookalikesIn(typed.GetValue(Data.Folder)!);
        var half = typed.GetValue(Half) switch
        {
            "" => rows,
            "odd" => [.. rows.Where(row => row.IsOdd)],
            "even" => [.. rows.Where(row => !row.IsOdd)],
            var other => throw new SkillException($"--half is '{other}' and must be odd or even; leave it out for both."),
        };
        var misses = new List<string>();
        PrintReadings(half, misses);
        await using var loaded = await LoadedSet.LoadAsync(DataSet.Read(typed.GetValue(Data.Folder)!, DataSet.Lookalikes), model, cancel);
        var asked = half.SelectMany(AskedOf).ToList();
        foreach (var withAlso in (bool[])[false, true])
        {
            await PrintAnswersAsync(loaded, asked, withAlso, misses, cancel);
        }
        if (typed.GetValue(Misses) is { } file)
        {
            await File.WriteAllLinesAsync(file, misses, cancel);
        }
    }

    static IEnumerable<Asked> AskedOf(LookalikeRow row) =>
    [
        .. row.Serves.Select((task, place) => new Asked(task, row.Also[place], Served, row.Id, row.Id)),
        .. row.MustNot.Select(other => new Asked(other.Task, other.Also, other.Kind, row.Id, other.ServedBy)),
    ];

    /// <summary>By the reading alone: the share of pairs of a task and its procedure without a known difference.</summary>
    static void PrintReadings(IReadOnlyList<LookalikeRow> rows, List<string> misses)
    {
        Console.WriteLine("| procedures | kind | tasks | no difference read | share |");
        Console.WriteLine("|---|---|--:|--:|--:|");
        foreach (var isOdd in (bool[])[true, false])
        {
            var pairs = rows.Where(row => row.IsOdd == isOdd).SelectMany(PairsOf).ToList();
            foreach (var kind in pairs.GroupBy(pair => pair.Kind).OrderBy(kind => kind.Key))
            {
                PrintShare(isOdd, kind.Key, [.. kind]);
            }
            PrintShare(isOdd, "all that are not served", [.. pairs.Where(pair => pair.Kind != Served)]);
            misses.AddRange(pairs
                .Where(pair => pair.Differences.Count == 0 != (pair.Kind == Served))
                .Select(pair => $"read\t{pair.Procedure}\t{pair.Kind}\t{pair.Task}\t{Phrases(pair.Differences)}"));
        }
    }

    static void PrintShare(bool isOdd, string kind, IReadOnlyList<Pair> pairs)
    {
        if (pairs.Count > 0)
        {
            var agree = pairs.Count(pair => pair.Differences.Count == 0);
            Console.WriteLine($"| {(isOdd ? "odd" : "even")} | {kind} | {pairs.Count} | {agree} | {(double)agree / pairs.Count:.000} |");
        }
    }

    static IEnumerable<Pair> PairsOf(LookalikeRow row)
    {
        var procedure = row.ToProcedure();
        var does = Intent.OfProcedure(SkillName.Of(procedure), procedure);
        return AskedOf(row).Select(asked =>
            new Pair(row.Id, asked.Kind, asked.Task, IntentDifference.Between(Intent.OfTask(asked.Task), does)));
    }

    static string Phrases(IReadOnlyList<IntentDifference> differences) =>
        string.Join(" | ", differences.Select(difference => $"{difference.Kind}: {difference.Phrase}"));

    /// <summary>By the whole retrieval: who is first, who is named, and what is handed over.</summary>
    static async Task PrintAnswersAsync(
        LoadedSet loaded, IReadOnlyList<Asked> asked, bool withAlso, List<string> misses, CancellationToken cancel)
    {
        var answers = new List<Answer>();
        foreach (var one in asked)
        {
            var request = new RetrieveRequest { Task = one.Task, Also = withAlso ? one.Also : [] };
            var retrieved = await loaded.Memory.RetrieveAsync(request, cancel);
            answers.Add(new Answer(one, [.. retrieved.Matches.Select(match => (loaded.IdOf(match.Skill.Id), match.IsWhole))]));
        }
        var title = withAlso ? "with `also`" : "without `also`";
        Console.WriteLine();
        Console.WriteLine(
            $"| {title} | tasks | a wrong one whole | its look-alike named | the right one first | in the first three | whole |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var kind in answers.GroupBy(answer => answer.Asked.Kind).OrderBy(kind => kind.Key))
        {
            PrintAnswers(kind.Key, [.. kind]);
        }
        PrintAnswers("all that are not served", [.. answers.Where(answer => answer.Asked.Kind != Served)]);
        misses.AddRange(answers
            .Where(answer => answer.IsWrongWhole)
            .Select(answer => $"{title}\t{answer.Asked.Procedure}\t{answer.Asked.Kind}\t{answer.Asked.Task}\t{answer.Matches[0].Id}"));
    }

    static void PrintAnswers(string kind, IReadOnlyList<Answer> answers)
    {
        if (answers.Count == 0)
        {
            return;
        }
        var served = answers.Where(answer => answer.Asked.ServedBy is not null).ToList();
        Console.WriteLine($"| {kind} | {answers.Count} | {Share(answers, answer => answer.IsWrongWhole)} "
            + $"| {Share(answers, answer => answer.Matches.Any(match => match.Id == answer.Asked.Procedure))} "
            + $"| {Share(served, answer => answer.PlaceOfRight == 0)} | {Share(served, answer => answer.PlaceOfRight is >= 0 and < 3)} "
            + $"| {Share(served, answer => answer.PlaceOfRight == 0 && answer.Matches[0].IsWhole)} |");
    }

    static string Share(IReadOnlyList<Answer> answers, Func<Answer, bool> holds) =>
        answers.Count == 0 ? "" : $"{answers.Average(answer => holds(answer) ? 1.0 : 0):.000}";

    /// <summary>A task, the procedure whose words it shares, and the one that serves it.</summary>
    sealed record Asked(string Task, string[] Also, string Kind, string Procedure, string? ServedBy);

    sealed record Pair(string Procedure, string Kind, string Task, IReadOnlyList<IntentDifference> Differences);

    sealed record Answer(Asked Asked, IReadOnlyList<(string Id, bool IsWhole)> Matches)
    {
        public bool IsWrongWhole => Matches.Any(match => match.IsWhole && match.Id != Asked.ServedBy);

        /// <summary>The place of the procedure that serves the task, from 0; -1 if it is not among them.</summary>
        public int PlaceOfRight => Matches.Select(match => match.Id).ToList().IndexOf(Asked.ServedBy ?? "");
    }
}
