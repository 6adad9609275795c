using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Durability;

/// <summary>Numbered reports on one skill: each write is told apart from every other by its number.</summary>
static class Reports
{
    public const string Skill = "boil-water";

    static readonly Actor Person = new(Author.Person);

    public static SkillMemory MemoryIn(SkillDatabase database) =>
        new(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);

    /// <summary>Makes a memory with the skill in it.</summary>
    public static async Task MakeAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, cancel);
        var procedure = new Procedure
        {
            Title = Skill,
            Description = "Boil water for tea",
            Steps = [Step.Parse("fill the kettle"), Step.Parse("switch it on"), Step.Parse("wait until it boils")],
        };
        await MemoryIn(database).AddAsync(procedure, default, Person, cancel: cancel);
    }

    public static async Task WriteAsync(SkillMemory memory, int number, CancellationToken cancel) => await memory.RecordAsync(
        new Report { Skill = SkillName.Parse(Skill), Outcome = Outcome.Success, Notes = Notes(number) }, Person, cancel);

    public static string Notes(int number) => $"report {number}";

    /// <summary>Opens the file again and looks for reports.</summary>
    /// <returns>Which are there, and whether the file is sound.</returns>
    public static async Task<(HashSet<string> Found, bool IsSound)> FindAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Existing, cancel);
        var memory = MemoryIn(database);
        var skill = await memory.GetAsync(SkillName.Parse(Skill), cancel);
        var found = await memory.ExecutionsAsync(skill, int.MaxValue, cancel);
        return ([.. found.Select(execution => execution.Notes)], (await database.DiagnoseAsync(cancel)).IsSound);
    }
}
