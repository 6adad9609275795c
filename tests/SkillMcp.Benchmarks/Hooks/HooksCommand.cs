using System.CommandLine;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Benchmarks.Speed;
using SkillMcp.Sqlite;
using Report = SkillMcp.Benchmarks.Speed.Report;

namespace SkillMcp.Benchmarks.Hooks;

/// <summary>
/// <c>hooks</c>: what clients see of the hooks, at a large memory: how long they take, what they add, and that no payload makes one fail.
/// </summary>
static class HooksCommand
{
    const int MaxQueries = 300;

    // What people ask an assistant at home and at a bank.
    static readonly string[] Others = ["clinc150"];

    static readonly Option<string?> Server = new("--server")
    {
        Description = "The skillmcp executable; without it only what is added is measured, in this process.",
        HelpName = "PATH",
    };

    static readonly Option<int> Skills = new("--skills")
    {
        Description = "How many skills the memory holds: those of the sets, and made-up ones.",
        HelpName = "N",
        DefaultValueFactory = _ => 10_000,
    };

    static readonly Option<string?> Memory = new("--memory")
    {
        Description = "A file that is filled, and used again as it is the next time.",
        HelpName = "FILE",
    };

    static readonly Option<string?> Payloads = new("--payloads")
    {
        Description = "The folder of the payloads of clients; without it, sessions/hooks/payloads beside the data.",
        HelpName = "DIR",
    };

    static readonly Option<int> Count = new("--count")
    {
        Description = "How many payloads are replayed, variations of these.",
        HelpName = "N",
        DefaultValueFactory = _ => 1_000,
    };

    static readonly Option<bool> Each = new("--each") { Description = "List what is added to each prompt that asks for nothing." };

    static readonly Option<string> Sets = Data.SetsOf(["skillmd", "runbooks", "tldr-nl2bash"]);

    public static Command Build()
    {
        var command = new Command("hooks", "Replays what clients tell their hooks: time, what is added, and that none fails.")
        {
            Server, Skills, Memory, Payloads, Count, Each, Data.Folder, Sets, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        var file = typed.GetValue(Memory) ?? scratch["skills.db"];
        var sets = Data.Read(typed, Sets);
        await FilledMemory.FillAsync(file, sets, typed.GetValue(Skills), cancel);
        var added = await MeasureAddedAsync(typed, file, sets, cancel);
        Report.Print(
            typed,
            added,
            $"{typed.GetValue(Skills):#,0} skills; the share of prompts to which something is added",
            [["prompts", "", "whole", "named", "nothing"], .. added.Select(one => one.Row)]);
        if (typed.GetValue(Server) is { } server)
        {
            var payloads = typed.GetValue(Payloads) ?? Path.Combine(typed.GetValue(Data.Folder)!, "..", "sessions", "hooks", "payloads");
            await ReplayCommandAsync(typed, server, file, payloads, sets, cancel);
        }
    }

    static async Task<IReadOnlyList<AddedShare>> MeasureAddedAsync(
        ParseResult typed, string file, IReadOnlyList<DataSet> sets, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Existing, cancel);
        var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        var shares = new List<AddedShare>
        {
            await AddedShare.OfAsync("that ask for nothing that is stored", memory, OffTopic.Prompts, typed.GetValue(Each), cancel),
        };
        var folder = typed.GetValue(Data.Folder)!;
        foreach (var other in Others.Where(name => File.Exists(Path.Combine(folder, name, "queries.jsonl"))))
        {
            var asked = DataSet.Read(folder, other).Queries.Take(MaxQueries).Select(query => query.Text);
            shares.Add(await AddedShare.OfAsync($"of {other}, whose skills are not there", memory, [.. asked], each: false, cancel));
        }
        foreach (var set in sets)
        {
            var asked = set.Queries.Where(query => query.Relevant.Length > 0).Take(MaxQueries).Select(query => query.Text);
            shares.Add(await AddedShare.OfAsync($"for a skill of {set.Name}", memory, [.. asked], each: false, cancel));
        }
        return shares;
    }

    static async Task ReplayCommandAsync(
        ParseResult typed, string server, string file, string payloads, IReadOnlyList<DataSet> sets, CancellationToken cancel)
    {
        var asked = sets.SelectMany(set => set.Queries).Where(query => query.Relevant.Length > 0).Select(query => query.Text).ToList();
        var replayed = new PayloadVariations(payloads, [.. asked]).Take(typed.GetValue(Count)).ToList();
        var ended = new List<ReplayedHook>();
        foreach (var payload in replayed)
        {
            cancel.ThrowIfCancellationRequested();
            ended.Add(await ReplayedHook.RunAsync(server, file, payload, cancel));
            // What goes on in the background is not measured with the next one: a person takes longer.
            await Task.Delay(ended[^1].HasAdded ? 400 : 0, cancel);
        }
        Report.Print(
            typed,
            ended.GroupBy(one => one.Payload.Kind).Select(ReplayShare.Of).ToList(),
            $"{ended.Count:#,0} payloads, one process each, from its start to its end",
            [
                ["payload", "count", "p50", "p95", "added", "code not 0", "not of the client's form"],
                .. ended.GroupBy(one => one.Payload.Kind).Select(group => ReplayShare.Of(group).Row),
                ReplayShare.Of(ended.GroupBy(_ => "all").Single()).Row,
            ]);
    }
}
