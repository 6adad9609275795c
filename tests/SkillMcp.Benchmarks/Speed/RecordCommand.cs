using System.CommandLine;
using System.Diagnostics;
using SkillMcp.Admissions;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>record</c>: how long doctor takes to verify a long record of changes.</summary>
static class RecordCommand
{
    static readonly Option<int> Lines = new("--lines")
    {
        Description = "How long a record.",
        HelpName = "N",
        DefaultValueFactory = _ => 100_000,
    };

    public static Command Build()
    {
        var command = new Command("record", "Verifying the record of changes and the hashes of all skills, as doctor does.")
        {
            Lines, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var folder = new Scratch();
        await using var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, cancel);
        var store = new SqliteSkillStore(database);
        var actor = new Actor(Author.Agent, "benchmark");
        for (var line = 0; line < typed.GetValue(Lines); line++)
        {
            var note = new AuditNote(AuditedAct.Recorded, default, $"skill-{line % 1_000}", "success of version 3, evidenced");
            var change = AdmissionControl.Admit(new MemoryChange { Audit = [note] }, AdmissionControl.Admit(actor)).Change!;
            await store.ApplyAsync(default, change, new AuditContext(actor, DateTimeOffset.UnixEpoch), cancel);
        }
        var start = Stopwatch.GetTimestamp();
        var found = await database.DiagnoseAsync(cancel);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var figures = new { Lines = typed.GetValue(Lines), found.IsSound, Milliseconds = took };
        Report.Print(
            typed,
            figures,
            "Doctor on a record of changes.",
            ["lines", "sound", "took"],
            [$"{figures.Lines:N0}", $"{figures.IsSound}", Report.Milliseconds(figures.Milliseconds)]);
    }
}
