using System.CommandLine;
using System.Globalization;
using System.Text;
using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary><c>train</c>: learns the weights of the re-ranker, says how it does on sets that it has not seen, and writes the file that is built in.</summary>
static class TrainCommand
{
    static readonly Option<string> Out = new("--out")
    {
        Description = "Where to write the weights.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine("src", "SkillMcp", "Retrieval", "reranker.weights"),
    };

    const int Uses = 8;

    public static Command Build()
    {
        var command = new Command("train", "Learns the weights of the re-ranker; the same rows give the same weights.") { Data.Folder, Data.Sets, Out };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var sets = Data.Read(typed);
        var trainingSets = new List<TrainingSet>();
        foreach (var set in sets)
        {
            trainingSets.AddRange(await TrainingSetsAsync(set, cancel));
        }
        // A set is left out with all that was learned from it.
        var leftOut = new Reranker[sets.Count];
        Parallel.For(0, sets.Count, at => leftOut[at] = Training.Train(BySet(trainingSets.Where(trainingSet => trainingSet.Set != sets[at].Name))));
        var trained = Training.Train(BySet(trainingSets));
        List<string> record =
        [
            "| set | R@1 left out | R@1 | answerable: AUROC left out | kept / let through at .3 left out | .5 | .7 |",
            "|---|---|---|---|---|---|---|",
            .. trainingSets.Select(trainingSet => Line(trainingSet.Name, trainingSet.Queries, leftOut[sets.Index().First(set => set.Item.Name == trainingSet.Set).Index], trained)),
        ];
        record.ForEach(Console.WriteLine);
        await File.WriteAllTextAsync(typed.GetValue(Out)!, Text(sets, record, trained), cancel);
    }

    /// <summary>The requests of a set to a memory that is new and, where the set has past tasks, to one that was used, rightly or with misses.</summary>
    static async Task<IReadOnlyList<TrainingSet>> TrainingSetsAsync(DataSet set, CancellationToken cancel)
    {
        Console.Error.WriteLine($"{set.Name}: {set.Skills.Count:N0} skills, {set.Queries.Count:N0} requests");
        List<TrainingSet> trainingSets = [await TrainingSetAsync("", (_, _) => Task.CompletedTask)];
        if (set.PastTasks.Count > 0)
        {
            trainingSets.Add(await TrainingSetAsync($" after {Uses} uses", (loaded, cancel) => loaded.UseAsync(Uses, cancel)));
            trainingSets.Add(await TrainingSetAsync($" after {Uses} uses and misses", (loaded, cancel) => loaded.UseAndMissAsync(Uses, cancel)));
        }
        return trainingSets;

        async Task<TrainingSet> TrainingSetAsync(string use, Func<LoadedSet, CancellationToken, Task> useAsync)
        {
            await using var loaded = await LoadedSet.LoadAsync(set, cancel);
            await useAsync(loaded, cancel);
            return new TrainingSet(set.Name, set.Name + use, await TrainingQuery.OfAsync(loaded, cancel));
        }
    }

    /// <summary>A set that is taught in three courses counts once.</summary>
    static IReadOnlyList<IReadOnlyList<TrainingQuery>> BySet(IEnumerable<TrainingSet> trainingSets) =>
        [.. trainingSets.GroupBy(trainingSet => trainingSet.Set).Select(set => set.SelectMany(trainingSet => trainingSet.Queries).ToList())];

    /// <param name="Set">Whose requests.</param>
    /// <param name="Name">Whose, and of what memory.</param>
    /// <param name="Queries">The requests with their candidates.</param>
    sealed record TrainingSet(string Set, string Name, IReadOnlyList<TrainingQuery> Queries);

    static string Line(string set, IReadOnlyList<TrainingQuery> queries, Reranker leftOut, Reranker trained)
    {
        var all = queries.Concat(queries.Select(query => query.WithHalfTheAnswers())).ToList();
        var answerable = all.Where(query => query.HasAnswer).Select(query => Probability(query, leftOut)).ToList();
        var unanswerable = all.Where(query => !query.HasAnswer).Select(query => Probability(query, leftOut)).ToList();
        var at = new[] { 0.3, 0.5, 0.7 }.Select(score => $"{answerable.Average(p => p >= score ? 1.0 : 0):.00} / {unanswerable.Average(p => p >= score ? 1.0 : 0):.00}");
        return $"| {set} | {FirstIsRight(queries, leftOut):.000} | {FirstIsRight(queries, trained):.000} | {Figures.AreaUnderCurve(answerable, unanswerable):.000} | {string.Join(" | ", at)} |";
    }

    static double FirstIsRight(IReadOnlyList<TrainingQuery> queries, Reranker reranker) =>
        queries.Where(query => query.HasAnswer).Average(query => query.Top(reranker)?.IsRight == true ? 1.0 : 0);

    static double Probability(TrainingQuery query, Reranker reranker) => query.Top(reranker) is { } top ? reranker.Probability(top.Inputs) : 0;

    static string Text(IReadOnlyList<DataSet> sets, IReadOnlyList<string> record, Reranker trained)
    {
        var text = new StringBuilder();
        text.AppendLine("# The weights of the re-ranker and of its calibration. Written by, and to be had again from:");
        text.AppendLine("# dotnet run -c Release --project tests/SkillMcp.Benchmarks -- train --data DIR");
        text.AppendLine("#");
        text.AppendLine("# Learned from:");
        foreach (var set in sets)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"# {set.Name}: {set.Skills.Count} skills, {set.Queries.Count} requests, sha256 {set.Hash}");
        }
        text.AppendLine("#");
        foreach (var line in record)
        {
            text.AppendLine($"# {line}");
        }
        text.AppendLine().Append(trained.ToText());
        return text.ToString().ReplaceLineEndings("\n");
    }
}
