using System.CommandLine;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Demo;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class DemoCommand
{
    static readonly Implementation Client = new() { Name = "demonstration", Version = "1.0" };

    public static Command Build() => new Command(
        "demo", "Watch an agent's memory work: a real server on a scratch file, and what a model sees of it.")
        .Runs(async (_, cancel) =>
        {
            var folder = Directory.CreateTempSubdirectory("skillmcp-demo-");
            try
            {
                var file = Path.Combine(folder.FullName, "skills.db");
                await AddSkillsAsync(file, cancel);
                var options = new McpClientOptions { ClientInfo = Client };
                await using var server = await McpClient.CreateAsync(ServerOn(file), options, cancellationToken: cancel);
                await new DemoWalkthrough(server, cancel).RunAsync();
            }
            finally
            {
                folder.Delete(recursive: true);
            }
            return 0;
        });

    static async Task AddSkillsAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, cancel);
        var memory = CompositionRoot.MemoryIn(database, Project.Everybody);
        foreach (var (procedure, record) in DemoSkills.All)
        {
            await memory.AddAsync(procedure, record, CompositionRoot.Person, cancel: cancel);
        }
    }

    /// <summary>This same program as a server.</summary>
    static StdioClientTransport ServerOn(string file)
    {
        var (command, arguments) = ServerCommandLine.Of(Environment.ProcessPath!, AppContext.BaseDirectory, ["serve", "--db", file]);
        return new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = "skillmcp demo",
            Command = command,
            Arguments = [.. arguments],
            EnvironmentVariables = new Dictionary<string, string?> { ["SKILLMCP_PROJECT"] = null },
        });
    }
}
