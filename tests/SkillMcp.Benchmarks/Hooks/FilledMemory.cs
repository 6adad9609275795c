using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Benchmarks.Speed;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Hooks;

/// <summary>A memory with the skills of some sets, and made-up ones up to a number.</summary>
static class FilledMemory
{
    static readonly Actor By = new(Author.Person, "benchmark");

    public static async Task FillAsync(string file, IReadOnlyList<DataSet> sets, int skills, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, cancel);
        var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        if ((await memory.StatsAsync(cancel)).TotalSkills > 0)
        {
            return;
        }
        var real = sets.SelectMany(set => set.Skills).Select(row => row.ToProcedure()).Where(one => one.Steps.Count > 0).Take(skills).ToList();
        var madeUp = Enumerable.Range(0, skills - real.Count).Select(SyntheticSkills.Procedure);
        var done = 0;
        foreach (var procedure in real.Concat(madeUp))
        {
            // As the sets have it, whatever the screen would say.
            await memory.AddAsync(procedure, default, By, Source.Imported, overridesScreen: true, cancel: cancel);
            if (++done % 500 == 0)
            {
                Console.Error.Write($"\r{done:#,0} of {skills:#,0} skills ");
            }
        }
        Console.Error.WriteLine();
    }
}
