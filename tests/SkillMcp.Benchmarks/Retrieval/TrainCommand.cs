using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Text;
using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>
/// <c>train</c>: learns the weights of the re-ranker, measures it on sets that were left out of the training,
/// and writes the file that is built into the program.
/// </summary>
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
        var command = new Command("train", "Learns the weights of the re-ranker; the same rows give the same weights.")
        {
            Data.Folder, Data.Sets, Out,
        };
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
        // A set is left out together with its memories that were used.
        var leftOut = new ConcurrentDictionary<string, Reranker>(StringComparer.Ordinal);
        Parallel.ForEach(sets, set => leftOut[set.Name] = Training.Train(BySet(trainingSets.Where(one => one.Set != set.Name))));
        var trained = Training.Train(BySet(trainingSets));
        List<string> record =
        [
            "| set | R@1 left out | R@1 | answerable: AUROC left out | kept / let through at .3 left out | .5 | .7 |",
            "|---|---|---|---|---|---|---|",
            .. trainingSets.Select(one => Line(one.Name, one.Queries, leftOut[one.Set], trained)),
        ];
        record.ForEach(Console.WriteLine);
        await File.WriteAllTextAsync(typed.GetValue(Out)!, Text(sets, record, trained), cancel);
    }

    /// <summary>
    /// The requests of a set to a new memory and, if the set has past tasks, to memories that were used for them,
    /// with and without wrong answers.
    /// </summary>
    static async Task<IReadOnlyList<TrainingSet>> TrainingSetsAsync(DataSet set, CancellationToken cancel)
    {
        Console.Error.WriteLine($"{set.Name}: {set.Skills.Count:N0} skills, {set.Queries.Count:N0} requests");
        List<TrainingSet> trainingSets = [await TrainingSetAsync("", (_, _) => Task.CompletedTask)];
        if (set.PastTasks.Count > 0)
        {
            trainingSets.Add(await TrainingSetAsync($" after {Uses} uses", (loaded, cancel) => loaded.UseAsync(Uses, cancel)));
            trainingSets.Add(await TrainingSetAsync(
                $" after {Uses} uses and misses", (loaded, cancel) => loaded.UseAndMissAsync(Uses, cancel)));
        }
        return trainingSets;

        async Task<TrainingSet> TrainingSetAsync(string use, Func<LoadedSet, CancellationToken, Task> useAsync)
        {
            await using var loaded = await LoadedSet.LoadAsync(set, cancel);
            await useAsync(loaded, cancel);
            return new TrainingSet(set.Name, set.Name + use, await TrainingQuery.OfAsync(loaded, cancel));
        }
    }

    /// <summary>The training sets by data set: one with three memories counts once.</summary>
    static IReadOnlyList<IReadOnlyList<TrainingQuery>> BySet(IEnumerable<TrainingSet> trainingSets) =>
        [.. trainingSets.GroupBy(one => one.Set).Select(set => set.SelectMany(one => one.Queries).ToList())];

    /// <param name="Set">The name of the data set.</param>
    /// <param name="Name">The same, and how its memory was used.</param>
    /// <param name="Queries">The requests with their candidates.</param>
    sealed record TrainingSet(string Set, string Name, IReadOnlyList<TrainingQuery> Queries);

    static string Line(string set, IReadOnlyList<TrainingQuery> queries, Reranker leftOut, Reranker trained)
    {
        var all = queries.Concat(queries.Select(query => query.WithHalfTheAnswers())).ToList();
        var answerable = all.Where(query => query.HasAnswer).Select(query => Probability(query, leftOut)).ToList();
        var unanswerable = all.Where(query => !query.HasAnswer).Select(query => Probability(query, leftOut)).ToList();
        var shares = new[] { 0.3, 0.5, 0.7 }
            .Select(score => $"{ShareFrom(score, answerable):.00} / {ShareFrom(score, unanswerable):.00}");
        return $"| {set} | {FirstIsRight(queries, leftOut):.000} | {FirstIsRight(queries, trained):.000} "
            + $"| {Figures.AreaUnderCurve(answerable, unanswerable):.000} | {string.Join(" | ", shares)} |";
    }

    static double ShareFrom(double score, List<double> probabilities) => probabilities.Average(p => p >= score ? 1.0 : 0);

    static double FirstIsRight(IReadOnlyList<TrainingQuery> queries, Reranker reranker) =>
        queries.Where(query => query.HasAnswer).Average(query => query.Top(reranker)?.IsRight == true ? 1.0 : 0);

    static double Probability(TrainingQuery query, Reranker reranker) =>
        query.Top(reranker) is { } top ? reranker.Probability(top.Inputs) : 0;

    static string Text(IReadOnlyList<DataSet> sets, IReadOnlyList<string> record, Reranker trained)
    {
        var text = new StringBuilder();
        text.AppendLine("# The weights of the re-ranker and of its calibration. Written by, and to be had again from:");
        text.AppendLine("# dotnet run -c Release --project tests/SkillMcp.Benchmarks -- train --data DIR");
        text.AppendLine("#");
        text.AppendLine("# Learned from:");
        foreach (var set in sets)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"# {set.Name}: {set.Skills.Count} skills, {set.Queries.Count} requests, sha256 {set.Hash}");
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
