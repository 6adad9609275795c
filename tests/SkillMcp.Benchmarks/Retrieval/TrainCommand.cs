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
        var courses = new List<Course>();
        foreach (var set in sets)
        {
            courses.AddRange(await CoursesAsync(set, cancel));
        }
        // A set is left out with all that was learned from it.
        var leftOut = new Reranker[sets.Count];
        Parallel.For(0, sets.Count, at => leftOut[at] = Training.Train(BySet(courses.Where(course => course.Set != sets[at].Name))));
        var trained = Training.Train(BySet(courses));
        List<string> record =
        [
            "| set | R@1 left out | R@1 | answerable: AUROC left out | kept / let through at .3 left out | .5 | .7 |",
            "|---|---|---|---|---|---|---|",
            .. courses.Select(course => Line(course.Name, course.Lessons, leftOut[sets.Index().First(set => set.Item.Name == course.Set).Index], trained)),
        ];
        record.ForEach(Console.WriteLine);
        await File.WriteAllTextAsync(typed.GetValue(Out)!, Text(sets, record, trained), cancel);
    }

    /// <summary>The requests of a set to a memory that is new and, where the set has past tasks, to one that was used, rightly or with misses.</summary>
    static async Task<IReadOnlyList<Course>> CoursesAsync(DataSet set, CancellationToken cancel)
    {
        Console.Error.WriteLine($"{set.Name}: {set.Skills.Count:N0} skills, {set.Queries.Count:N0} requests");
        List<Course> courses = [await CourseAsync("", (_, _) => Task.CompletedTask)];
        if (set.PastTasks.Count > 0)
        {
            courses.Add(await CourseAsync($" after {Uses} uses", (loaded, cancel) => loaded.UseAsync(Uses, cancel)));
            courses.Add(await CourseAsync($" after {Uses} uses and misses", (loaded, cancel) => loaded.UseAndMissAsync(Uses, cancel)));
        }
        return courses;

        async Task<Course> CourseAsync(string use, Func<LoadedSet, CancellationToken, Task> useAsync)
        {
            await using var loaded = await LoadedSet.LoadAsync(set, cancel);
            await useAsync(loaded, cancel);
            return new Course(set.Name, set.Name + use, await Lesson.OfAsync(loaded, cancel));
        }
    }

    /// <summary>A set that is taught in three courses counts once.</summary>
    static IReadOnlyList<IReadOnlyList<Lesson>> BySet(IEnumerable<Course> courses) =>
        [.. courses.GroupBy(course => course.Set).Select(set => set.SelectMany(course => course.Lessons).ToList())];

    /// <param name="Set">Whose requests.</param>
    /// <param name="Name">Whose, and of what memory.</param>
    /// <param name="Lessons">The requests with their candidates.</param>
    sealed record Course(string Set, string Name, IReadOnlyList<Lesson> Lessons);

    static string Line(string set, IReadOnlyList<Lesson> lessons, Reranker leftOut, Reranker trained)
    {
        var halved = lessons.Concat(lessons.Select(lesson => lesson.Halved())).ToList();
        var answerable = halved.Where(lesson => lesson.HasAnswer).Select(lesson => Probability(lesson, leftOut)).ToList();
        var unanswerable = halved.Where(lesson => !lesson.HasAnswer).Select(lesson => Probability(lesson, leftOut)).ToList();
        var at = new[] { 0.3, 0.5, 0.7 }.Select(score => $"{answerable.Average(p => p >= score ? 1.0 : 0):.00} / {unanswerable.Average(p => p >= score ? 1.0 : 0):.00}");
        return $"| {set} | {FirstIsRight(lessons, leftOut):.000} | {FirstIsRight(lessons, trained):.000} | {Figures.AreaUnderCurve(answerable, unanswerable):.000} | {string.Join(" | ", at)} |";
    }

    static double FirstIsRight(IReadOnlyList<Lesson> lessons, Reranker reranker) =>
        lessons.Where(lesson => lesson.HasAnswer).Average(lesson => lesson.Top(reranker)?.IsRight == true ? 1.0 : 0);

    static double Probability(Lesson lesson, Reranker reranker) => lesson.Top(reranker) is { } top ? reranker.Probability(top.Inputs) : 0;

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
