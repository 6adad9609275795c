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
        var real = sets.SelectMany(set => set.Skills).Select(row => row.ToProcedure()).Where(one => one.Steps.Count > 0);
        var madeUp = Enumerable.Range(0, skills).Select(SyntheticSkills.Procedure);
        var done = 0;
        foreach (var procedure in real.Concat(madeUp).TakeWhile(_ => done < skills))
        {
            if (await IsAddedAsync(memory, procedure, cancel) && ++done % 500 == 0)
            {
                Console.Error.Write($"\r{done:#,0} of {skills:#,0} skills ");
            }
        }
        Console.Error.WriteLine();
    }

    static async Task<bool> IsAddedAsync(SkillMemory memory, Procedure procedure, CancellationToken cancel)
    {
        try
        {
            // As the sets have it, whatever the screen would say.
            await memory.AddAsync(procedure, default, By, Source.Imported, overridesScreen: true, cancel: cancel);
            return true;
        }
        // A few are cut in the middle of a character.
        catch (SkillException)
        {
            return false;
        }
    }
}
