using System.CommandLine;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>
/// <c>everyday</c>: small memories of short procedures as people write them, and everyday tasks, three of four of which none of them
/// serves although they share its words: how often a wrong one is handed over whole, and how often the right one.
/// </summary>
static class EverydayCommand
{
    // The first two were read while the reader of tasks was written; the third was written before it was measured.
    static readonly string[] Sets = ["first", "second", "third", "fourth"];

    static readonly Option<bool> Each = new("--each") { Description = "Name the tasks that got a wrong answer." };

    public static Command Build()
    {
        var command = new Command("everyday", "Whether everyday tasks get the procedure that serves them, and no other.")
        {
            Speed.Report.AsJson, Each,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var rates = new List<Rate>();
        foreach (var name in Sets)
        {
            var set = Read(name);
            await using var loaded = await LoadedSet.LoadAsync(set, model: null, cancel);
            var answers = new List<Answer>();
            foreach (var query in set.Queries)
            {
                var found = await loaded.Memory.RetrieveAsync(new RetrieveRequest { Task = query.Text }, cancel);
                answers.Add(new Answer(
                    query.Text,
                    query.Relevant.FirstOrDefault(""),
                    found.Matches.FirstOrDefault(match => match.IsWhole)?.Skill.Name.Value ?? "",
                    [.. found.Matches.Select(match => match.Skill.Name.Value)]));
            }
            rates.Add(Rate.Of(name, answers));
            foreach (var wrong in typed.GetValue(Each) ? answers.Where(answer => answer.Handed != answer.Right) : [])
            {
                Console.Error.WriteLine($"{name}: \"{wrong.Task}\" got '{wrong.Handed}' and not '{wrong.Right}'");
            }
        }
        Speed.Report.Print(typed, rates, "Tasks of everyday work, asked of small memories by their words alone.",
            [["set", "served", "handed over", "or named", "served by none", "a wrong one handed over"], .. rates.Select(rate => rate.Cells)]);
    }

    /// <summary>Procedures as "# name", a description and "- step", and tasks as "> task -> name", or "-> none".</summary>
    static DataSet Read(string name)
    {
        using var stream = typeof(EverydayCommand).Assembly.GetManifestResourceStream($"everyday.{name}.txt")!;
        using var reader = new StreamReader(stream);
        var blocks = reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(block => block.Trim().Split('\n')).ToList();
        return new DataSet
        {
            Name = name,
            Skills = [.. blocks.Where(lines => lines[0][0] == '#').Select(SkillOf)],
            Queries = [.. blocks.Where(lines => lines[0][0] == '>').SelectMany(lines => lines).Select(QueryOf)],
            PastTasks = new Dictionary<string, string[]>(),
            Hash = "",
        };
    }

    static SkillRow SkillOf(string[] lines) =>
        new(lines[0][2..], lines[0][2..], lines[1], "", [], [], [.. lines.Skip(2).Select(step => step[2..])]);

    static QueryRow QueryOf(string line)
    {
        var parts = line[2..].Split(" -> ");
        return new QueryRow(line, parts[0], parts[1] == "none" ? [] : [parts[1]]);
    }

    sealed record Answer(string Task, string Right, string Handed, IReadOnlyList<string> Named);

    /// <param name="Set">The set.</param>
    /// <param name="Served">How many tasks a procedure serves.</param>
    /// <param name="Handed">How many of them got it whole.</param>
    /// <param name="Named">How many of them got it, or its name.</param>
    /// <param name="Unserved">How many tasks none serves.</param>
    /// <param name="Wrong">How many of all got another one whole.</param>
    sealed record Rate(string Set, int Served, int Handed, int Named, int Unserved, int Wrong)
    {
        public static Rate Of(string set, IReadOnlyList<Answer> answers)
        {
            var served = answers.Where(answer => answer.Right.Length > 0).ToList();
            return new Rate(
                set, served.Count, served.Count(answer => answer.Handed == answer.Right),
                served.Count(answer => answer.Named.Contains(answer.Right)), answers.Count - served.Count,
                answers.Count(answer => answer.Handed.Length > 0 && answer.Handed != answer.Right));
        }

        public string[] Cells => [Set, $"{Served}", $"{Handed}", $"{Named}", $"{Unserved}", $"{Wrong}"];
    }
}
