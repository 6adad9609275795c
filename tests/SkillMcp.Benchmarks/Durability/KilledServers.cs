using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMcp.Benchmarks.Speed;

namespace SkillMcp.Benchmarks.Durability;

/// <summary>Real servers that are killed while they write, one after the other on the same file.</summary>
static class KilledServers
{
    const int MaxDelay = 150;

    public static async Task<DurabilityFigures> RunAsync(
        string executable, string file, int kills, Random random, CancellationToken cancel)
    {
        await Reports.MakeAsync(file, cancel);
        var acknowledged = new List<string>();
        var (number, unsound, lost) = (0, 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            var server = RunningServer.Start([executable, "serve", "--db", file], ("SKILLMCP_EMBEDDINGS", "off"));
            await server.GreetAsync();
            Task? killing = null;
            try
            {
                while (Succeeded(await server.AskAsync("tools/call", Report(number + 1))))
                {
                    acknowledged.Add(Reports.Notes(++number));
                    killing ??= KillAfterAsync(server, random.Next(MaxDelay), cancel);
                }
            }
            catch (Exception ended) when (ended is IOException or InvalidOperationException or JsonException)
            {
                // It was killed. What was on its way may be there, and was not acknowledged.
                number++;
            }
            await (killing ?? server.KillAsync());
            var (found, isSound) = await Reports.FindAsync(file, cancel);
            lost = acknowledged.Count(report => !found.Contains(report));
            unsound += isSound ? 0 : 1;
        }
        return new DurabilityFigures("kill -9 of a server", kills, acknowledged.Count, lost, unsound);
    }

    static async Task KillAfterAsync(RunningServer server, int milliseconds, CancellationToken cancel)
    {
        await Task.Delay(milliseconds, cancel);
        await server.KillAsync();
    }

    static JsonObject Report(int number) => new()
    {
        ["name"] = "record_outcome",
        ["arguments"] = new JsonObject
        {
            ["skill"] = Reports.Skill, ["outcome"] = "success", ["notes"] = Reports.Notes(number),
        },
    };

    static bool Succeeded(string answer)
    {
        using var message = JsonDocument.Parse(answer);
        return message.RootElement.TryGetProperty("result", out var result)
            && !(result.TryGetProperty("isError", out var failed) && failed.GetBoolean());
    }
}
