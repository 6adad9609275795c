using System.CommandLine;
using SkillMcp.Mutation;

var sample = new Option<int>("--sample") { Description = "How many mutations are tried.", DefaultValueFactory = _ => 150 };
var seed = new Option<int>("--seed") { Description = "Which ones.", DefaultValueFactory = _ => 1 };
var folders = new Option<string[]>("--folder")
{
    Description = "Only these folders of src/SkillMcp; '.' is its root. All but the store are taken where none is named.",
    AllowMultipleArgumentsPerToken = true,
};
var places = new Option<string[]>("--at")
{
    Description = "Every mutation of these lines instead, such as Words.cs:56.",
    AllowMultipleArgumentsPerToken = true,
};
var parallel = new Option<int>("--parallel")
{
    Description = "How many are tried at once.",
    DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount),
};
var noBuild = new Option<bool>("--no-build") { Description = "The tests were built before." };

var command = new RootCommand("Changes the memory in one small place at a time, and lists the changes that the nearest tests miss.")
{
    sample, seed, folders, places, parallel, noBuild,
};
command.SetAction(async typed =>
{
    var solution = FindSolution();
    var tests = Path.Combine(solution, "tests", "SkillMcp.Tests");
    var built = Path.Combine(tests, "bin", "Debug", "net10.0");
    var artifacts = Path.Combine(solution, "artifacts", "mutation");
    var root = Path.Combine(solution, "src", "SkillMcp");
    if (!typed.GetValue(noBuild))
    {
        await OtherProgram.RunAsync("dotnet", ["build", tests]);
    }
    var sources = await Sources.ReadAsync(Path.Combine(root, "SkillMcp.csproj"));
    // The store's calls are intercepted by their places: a file of it that is changed compiles no more.
    var store = Path.Combine(root, "Sqlite");
    var written = sources.Written.Where(tree => !tree.FilePath.StartsWith(store, StringComparison.Ordinal)).ToList();
    var members = new Members(written);
    var copies = Enumerable.Range(1, typed.GetValue(parallel)).Select(number => Path.Combine(artifacts, $"{number}"));
    var programs = copies.Select(copy => TestProgram.Copy(built, copy)).ToList();
    var classes = await Reach.MeasureAsync(sources, members, programs, artifacts, built);
    var run = new MutationRun(sources, members, classes, root);

    var all = written.SelectMany(MutationFinder.In).Where(IsWanted).ToArray();
    new Random(typed.GetValue(seed)).Shuffle(all);
    var isByPlace = typed.GetValue(places) is { Length: > 0 };
    // Two changes of one place tell hardly more than one.
    var mutations = isByPlace ? all : [.. all.DistinctBy(mutation => (mutation.File, mutation.Span))];
    var judged = await run.JudgeAsync(mutations, isByPlace ? mutations.Length : typed.GetValue(sample), programs);
    Report.Print(judged, run.FolderOf);

    bool IsWanted(SkillMcp.Mutation.Mutation mutation)
    {
        if (typed.GetValue(places) is { Length: > 0 } lines)
        {
            return lines.Contains($"{Path.GetFileName(mutation.File)}:{mutation.Line}");
        }
        var folder = run.FolderOf(mutation) is "" ? "." : run.FolderOf(mutation);
        return typed.GetValue(folders) is not { Length: > 0 } named || named.Contains(folder);
    }
});
return await command.Parse(args).InvokeAsync();

static string FindSolution()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SkillMcp.sln")))
    {
        folder = folder.Parent;
    }
    return folder?.FullName ?? throw new DirectoryNotFoundException("No SkillMcp.sln is above this folder: start it in the repository.");
}
