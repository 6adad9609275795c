using System.Diagnostics;
using System.Text.Json;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>One file, several servers: real processes of the real executable, one for each client of a person.</summary>
public sealed class SharedFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Eight_servers_that_write_at_once_lose_nothing_and_refuse_nothing()
    {
        await MakeAsync();
        var servers = Enumerable.Range(0, 8).Select(_ => new Server(folder["skills.db"])).ToList();
        var acknowledged = await Task.WhenAll(servers.Select(server => Task.Run(() => server.ReportAsync(25))));
        servers.ForEach(server => server.Dispose());
        Assert.All(acknowledged, count => Assert.Equal(25, count));
        Assert.Equal(200, await CountedAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_server_was_killed()
    {
        await MakeAsync();
        using var server = new Server(folder["skills.db"]);
        var reporting = Task.Run(() => server.ReportAsync(int.MaxValue));
        while (server.Acknowledged < 50 && !reporting.IsCompleted)
        {
            await Task.Delay(5);
        }
        server.Kill();
        var acknowledged = await reporting;
        Assert.InRange(acknowledged, 50, int.MaxValue);
        // One report was under way when the server died. It may have been written, but it was not acknowledged.
        Assert.InRange(await CountedAsync(), acknowledged, acknowledged + 1);
    }

    async Task MakeAsync()
    {
        await using var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default);
        await new SqliteSkillStore(database).AddAsync(default, Sample.Skill(Sample.KubernetesRollingDeploy), "because", null, default);
    }

    /// <summary>How many executions the file holds, which must be sound and agree with its record.</summary>
    async Task<int> CountedAsync()
    {
        await using var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Existing, default);
        Assert.Empty((await database.DiagnoseAsync(default)).Problems);
        var store = new SqliteSkillStore(database);
        var skill = (await store.FindAsync(default, SkillName.Parse("kubernetes-rolling-deploy"), default))!;
        Assert.Equal(skill.Record.Total, (await store.ExecutionsAsync(default, skill.Id, int.MaxValue, default)).Count);
        return skill.Record.Total;
    }

    /// <summary>A <c>skillmcp serve</c> that is told of one success after another.</summary>
    sealed class Server : IDisposable
    {
        readonly Process process;

        public Server(string file)
        {
            process = Process.Start(new ProcessStartInfo(Here.Executable, ["serve", "--db", file])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.BeginErrorReadLine();
        }

        public int Acknowledged { get; private set; }

        /// <returns>How many reports were acknowledged before it had enough or died.</returns>
        public async Task<int> ReportAsync(int most)
        {
            try
            {
                await AskAsync(
                    0,
                    """{"jsonrpc":"2.0","id":0,"method":"initialize","params":"""
                    + """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
                await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
                while (Acknowledged < most && await SucceedAsync(Acknowledged + 1))
                {
                    Acknowledged++;
                }
            }
            catch (IOException)
            {
                // The server died while a report was on its way.
            }
            return Acknowledged;
        }

        public void Kill() => process.Kill();

        public void Dispose()
        {
            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // What was still to be written has no reader any more.
            }
            if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                process.Kill();
            }
            process.Dispose();
        }

        async Task<bool> SucceedAsync(int id)
        {
            var answer = await AskAsync(
                id,
                $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"record_outcome","arguments":"""
                + """{"skill":"kubernetes-rolling-deploy","outcome":"success"} } }""");
            return answer is { } said
                && said.TryGetProperty("result", out var result)
                && !(result.TryGetProperty("isError", out var isError) && isError.GetBoolean());
        }

        /// <returns>The answer; null where none came any more.</returns>
        async Task<JsonElement?> AskAsync(int id, string request)
        {
            await process.StandardInput.WriteLineAsync(request);
            await process.StandardInput.FlushAsync();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Read(line) is { } message && message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
                {
                    return message;
                }
            }
            return null;
        }

        /// <summary>The last line of one that is killed may be half a line.</summary>
        static JsonElement? Read(string line)
        {
            try
            {
                return JsonDocument.Parse(line).RootElement;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
