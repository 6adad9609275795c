using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary><c>retrieval</c>: how often the right skill is found, and how often no skill is if none fits.</summary>
static class RetrievalCommand
{
    static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    static readonly Option<string> Runs = new("--runs")
    {
        Description = "Where to write what was found, a file for each set.",
        HelpName = "DIR",
    };

    static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON for each row of the table." };

    static readonly Option<int> Past = new("--past")
    {
        Description = "How many past tasks of each skill to record first, where the set has any.",
        HelpName = "N",
    };

    static readonly Option<bool> Also = new("--also")
    {
        Description = "Give the other words of each request, and ask only those requests that have some.",
    };

    static readonly Option<bool> Typos = new("--typos") { Description = "Misspell a fifth of the long words of each request." };

    static readonly Option<bool> Uneven = new("--uneven")
    {
        Description = "Give the skills records of 50-100 % and ages of up to 90 days.",
    };

    public static Command Build()
    {
        var command = new Command("retrieval", "How often the right skill is found first, on sets of real requests.")
        {
            Data.Folder, Data.Sets, Data.Embeddings, Also, Past, Typos, Uneven, Runs, AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var model = await Data.ModelAsync(typed, cancel);
        var rows = new List<Row>();
        foreach (var read in Data.Read(typed, Data.Sets))
        {
            var asked = typed.GetValue(Also) ? OnlyWithAlso(read) : WithoutAlso(read);
            var set = typed.GetValue(Typos) ? Misspelt(asked) : asked;
            Console.Error.WriteLine($"{set.Name}: {set.Skills.Count:N0} skills, {set.Queries.Count:N0} requests");
            var seed = new SeedFormula(set);
            using var plain = new PlainFts5(set);
            await using var loaded = await LoadedSet.LoadAsync(set, model, cancel, typed.GetValue(Uneven));
            await loaded.UseAsync(typed.GetValue(Past), cancel);
            rows.Add(new Row(set.Name, "seed", Figures.Of([.. set.Queries.Select(seed.Ask)])));
            rows.Add(new Row(set.Name, "fts5", Figures.Of([.. set.Queries.Select(plain.Ask)])));
            var (results, took) = await AskAsync(loaded, cancel);
            rows.Add(new Row(set.Name, "skillmcp", Figures.Of(results))
            {
                P50 = took[took.Count / 2],
                P95 = took[took.Count * 95 / 100],
                Kept = At(results, inScope: true),
                LetThrough = At(results, inScope: false),
                Right = [
                    Share(results, inScope: true, result => result.Named.Any(result.Query.Relevant.Contains)),
                    Share(results, inScope: true, result => result.Whole is { } whole && result.Query.Relevant.Contains(whole)),
                ],
                Wrong = [
                    Share(results, inScope: true, result => result.Whole is { } whole && !result.Query.Relevant.Contains(whole)),
                    Share(results, inScope: false, result => result.Whole is not null),
                ],
            });
            if (typed.GetValue(Runs) is { } folder)
            {
                await WriteAsync(folder, set.Name, results, cancel);
            }
        }
        Print(rows, typed.GetValue(AsJson));
    }

    static DataSet OnlyWithAlso(DataSet set) => set with { Queries = [.. set.Queries.Where(query => query.Also.Length > 0)] };

    static DataSet WithoutAlso(DataSet set) => set with { Queries = [.. set.Queries.Select(query => query with { Also = [] })] };

    static DataSet Misspelt(DataSet set) =>
        set with { Queries = [.. set.Queries.Select(query => query with { Text = Perturbation.Misspell(query.Text) })] };

    /// <summary>Retrieves for every request of the set, as a caller would, and ranks all candidates.</summary>
    static async Task<(IReadOnlyList<QueryResult> Results, IReadOnlyList<double> Milliseconds)> AskAsync(
        LoadedSet loaded, CancellationToken cancel)
    {
        var (results, took) = (new List<QueryResult>(), new List<double>());
        foreach (var query in loaded.Set.Queries)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await loaded.Memory.RetrieveAsync(new RetrieveRequest { Task = query.Text, Also = query.Also }, cancel);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var ranked = await loaded.Memory.RankAsync(query.Text, query.Also, null, cancel);
            Hit[] hits = [.. ranked.Take(10).Select(one => new Hit(loaded.IdOf(one.Candidate.Id), one.Relevance))];
            results.Add(new QueryResult(query, hits, answer.Matches.Count > 0)
            {
                Named = [.. answer.Matches.Select(match => loaded.IdOf(match.Skill.Id))],
                Whole = answer.Matches is [{ IsWhole: true } whole, ..] ? loaded.IdOf(whole.Skill.Id) : null,
            });
        }
        took.Sort();
        return (results, took);
    }

    /// <summary>The share of requests whose best score is at least that of a possible, a likely and a certain match.</summary>
    static double[] At(IReadOnlyList<QueryResult> results, bool inScope)
    {
        var options = new SkillMemoryOptions();
        double[] scores = [options.PossibleScore, options.LikelyScore, options.MatchScore];
        return [.. scores.Select(score => Share(results, inScope, result => result.Score >= score))];
    }

    /// <summary>Of how many of the requests that a skill serves, or that none does, something is true; NaN if there are none.</summary>
    static double Share(IReadOnlyList<QueryResult> results, bool inScope, Func<QueryResult, bool> isTrue) => results
        .Where(result => result.Query.Relevant.Length > 0 == inScope)
        .Select(result => isTrue(result) ? 1.0 : 0)
        .DefaultIfEmpty(double.NaN)
        .Average();

    static Task WriteAsync(string folder, string set, IReadOnlyList<QueryResult> results, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        return File.WriteAllLinesAsync(
            Path.Combine(folder, $"{set}.jsonl"),
            results.Select(result => JsonSerializer.Serialize(new { result.Query.Id, result.Hits }, Wire)),
            cancel);
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
        Console.WriteLine("| set | method | R@1 | R@3 | MRR@10 | out of scope answered | AUROC | p50 / p95 ms "
            + "| in scope at .3 / .5 / .7 | out of scope at .3 / .5 / .7 | right one named / whole | wrong one whole, in / out of scope |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            var f = row.Figures;
            var took = row.P50 > 0 ? $"{row.P50:0.0} / {row.P95:0.0}" : "";
            Console.WriteLine($"| {row.Set} | {row.Method} | {f.FirstIsRight:.000} | {f.FirstThreeAreRight:.000} | {f.ReciprocalRank:.000} "
                + $"| {Text(f.OutOfScopeAnswered)} | {Text(f.Auroc)} | {took} | {Text(row.Kept)} | {Text(row.LetThrough)} "
                + $"| {Text(row.Right)} | {Text(row.Wrong)} |");
        }
    }

    static string Text(params double[] shares) =>
        string.Join(" / ", shares.Select(share => double.IsNaN(share) ? "" : $"{share:.000}"));

    /// <summary>The figures of one method on one set.</summary>
    sealed record Row(string Set, string Method, Figures Figures)
    {
        public double P50 { get; init; }

        public double P95 { get; init; }

        public double[] Kept { get; init; } = [];

        public double[] LetThrough { get; init; } = [];

        /// <summary>How often the answer of a request in scope names the right skill, and hands it over whole.</summary>
        public double[] Right { get; init; } = [];

        /// <summary>How often an answer hands a wrong skill over whole, in scope and out of scope.</summary>
        public double[] Wrong { get; init; } = [];
    }
}
