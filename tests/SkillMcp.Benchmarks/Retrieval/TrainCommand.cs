using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Text;
using SkillMcp.Embeddings;
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

    static readonly Option<string> Sets = Data.SetsOf([.. DataSet.All, DataSet.Lookalikes]);

    const int Uses = 8;
    const int MaxRequests = 500;

    public static Command Build()
    {
        var command = new Command("train", "Learns the weights of the re-ranker; the same rows give the same weights.")
        {
            Data.Folder, Sets, Data.Embeddings, Out,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var model = await Data.ModelAsync(typed, cancel);
        var sets = Data.Read(typed, Sets);
        var trainingSets = new List<TrainingSet>();
        foreach (var set in sets)
        {
            trainingSets.AddRange(await TrainingSetsAsync(set, null, cancel));
            if (model is not null)
            {
                trainingSets.AddRange(await TrainingSetsAsync(set, model, cancel));
            }
        }
        // A set is left out together with its memories that were used.
        var leftOut = new ConcurrentDictionary<string, Rerankers>(StringComparer.Ordinal);
        Parallel.ForEach(sets, set => leftOut[set.Name] = Training.Train([.. trainingSets.Where(one => one.Set != set.Name)]));
        var trained = Training.Train(trainingSets);
        List<string> record =
        [
            "| set | requests | R@1 left out | R@1 | R@3 left out | right: AUROC left out | kept / let through at .3 left out | .5 | .7 "
                + "| answerable: AUROC left out | kept / let through at .2 | .3 | .5 |",
            "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
            .. trainingSets.Select(one => Line(one, leftOut[one.Set].For(one.Kinds), trained.For(one.Kinds))),
        ];
        record.ForEach(Console.WriteLine);
        await File.WriteAllTextAsync(typed.GetValue(Out)!, Text(sets, record, trained), cancel);
    }

    /// <summary>
    /// The requests of a set to a new memory, to one in which about half of the skills were used,
    /// and, if the set has past tasks, to memories that were used for them, with and without wrong answers.
    /// </summary>
    static async Task<IReadOnlyList<TrainingSet>> TrainingSetsAsync(
        DataSet set, SentenceModel? model, CancellationToken cancel)
    {
        // The tasks that no procedure serves share all words with one: what they ask is read, and is nothing for weights of words.
        var sampled = Sampled(set.Name == DataSet.Lookalikes ? [.. set.Queries.Where(query => query.Relevant.Length > 0)] : set.Queries);
        var kinds = model is null ? EvidenceKinds.Task : EvidenceKinds.Meaning;
        Console.Error.WriteLine($"{set.Name} ({kinds}): {set.Skills.Count:N0} skills, {sampled.Count:N0} requests");
        var trainingSets = new List<TrainingSet>();
        await using (var loaded = await LoadedSet.LoadAsync(set, model, cancel))
        {
            await AddAsync(loaded, "", sampled);
        }
        await using (var loaded = await LoadedSet.LoadAsync(set, model, cancel))
        {
            var (skills, requests) = await loaded.UseHalfAsync(Uses, cancel);
            var left = sampled.Where(query => !requests.Contains(query.Id)).ToList();
            await AddAsync(loaded, $" used {Uses} times, half of it used", [.. left.Where(query => query.Relevant.Any(skills.Contains))]);
            await AddAsync(loaded, " never used, half of it used", [.. left.Where(query => !query.Relevant.Any(skills.Contains))]);
        }
        if (set.PastTasks.Count > 0)
        {
            await using var loaded = await LoadedSet.LoadAsync(set, model, cancel);
            await loaded.UseAsync(Uses, cancel);
            await AddAsync(loaded, $" after {Uses} uses", sampled);
        }
        if (set.PastTasks.Count > 0 && model is null)
        {
            await using var loaded = await LoadedSet.LoadAsync(set, model, cancel);
            await loaded.UseAndMissAsync(Uses, cancel);
            await AddAsync(loaded, $" after {Uses} uses and misses", sampled);
        }
        return trainingSets;

        async Task AddAsync(LoadedSet loaded, string use, IReadOnlyList<QueryRow> queries)
        {
            var meaning = model is null ? "" : ", with meaning";
            var withAlso = queries.Where(query => query.Also.Length > 0).ToList();
            if (queries.Count > 0)
            {
                trainingSets.Add(new TrainingSet(
                    set.Name, $"{set.Name}{use}{meaning}", kinds, await TrainingQuery.OfAsync(loaded, queries, withAlso: false, cancel)));
            }
            if (withAlso.Count > 0)
            {
                trainingSets.Add(new TrainingSet(
                    set.Name,
                    $"{set.Name}{use}{meaning}, with also",
                    kinds | EvidenceKinds.Also,
                    await TrainingQuery.OfAsync(loaded, withAlso, withAlso: true, cancel)));
            }
        }
    }

    /// <summary>At most so many requests of a set, evenly spread, and all that have other words: more of them teach little.</summary>
    static IReadOnlyList<QueryRow> Sampled(IReadOnlyList<QueryRow> queries)
    {
        var every = 1 + (queries.Count - 1) / MaxRequests;
        return [.. queries.Where((query, place) => place % every == 0 || query.Also.Length > 0)];
    }

    static string Line(TrainingSet set, Reranker leftOut, Reranker trained)
    {
        var all = set.Queries.Concat(set.Queries.Select(query => query.WithHalfTheAnswers())).ToList();
        return $"| {set.Name} | {set.Queries.Count} "
            + $"| {FirstIsRight(set.Queries, leftOut):.000} | {FirstIsRight(set.Queries, trained):.000} "
            + $"| {ThreeAreRight(set.Queries, leftOut):.000} "
            + $"| {Separation(all, query => Right(query, leftOut), 0.3, 0.5, 0.7)} "
            + $"| {Separation(all, query => Answerable(query, leftOut), 0.2, 0.3, 0.5)} |";
    }

    /// <summary>How well a probability tells requests with an answer from those without.</summary>
    static string Separation(IReadOnlyList<TrainingQuery> queries, Func<TrainingQuery, double> probability, params double[] thresholds)
    {
        var answerable = queries.Where(query => query.HasAnswer).Select(probability).ToList();
        var unanswerable = queries.Where(query => !query.HasAnswer).Select(probability).ToList();
        var shares = thresholds.Select(score => $"{ShareFrom(score, answerable):.00} / {ShareFrom(score, unanswerable):.00}");
        return $"{Figures.AreaUnderCurve(answerable, unanswerable):.000} | {string.Join(" | ", shares)}";
    }

    static double ShareFrom(double score, List<double> probabilities) =>
        probabilities.Select(p => p >= score ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    static double FirstIsRight(IReadOnlyList<TrainingQuery> queries, Reranker reranker) =>
        queries.Where(query => query.HasAnswer).Select(query => query.Top(reranker)?.IsRight == true ? 1.0 : 0).DefaultIfEmpty(0).Average();

    static double ThreeAreRight(IReadOnlyList<TrainingQuery> queries, Reranker reranker) =>
        queries.Where(query => query.HasAnswer).Select(query => query.IsRightAmong(3, reranker) ? 1.0 : 0).DefaultIfEmpty(0).Average();

    static double Right(TrainingQuery query, Reranker reranker) => query.Top(reranker) is { } top ? reranker.Right(top.Inputs) : 0;

    static double Answerable(TrainingQuery query, Reranker reranker) =>
        query.Top(reranker) is { } top ? reranker.Answerable(top.Inputs) : 0;

    static string Text(IReadOnlyList<DataSet> sets, IReadOnlyList<string> record, Rerankers trained)
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
