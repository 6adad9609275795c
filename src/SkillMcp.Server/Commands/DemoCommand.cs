using System.CommandLine;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class DemoCommand
{
    static readonly Implementation Client = new() { Name = "demonstration", Version = "1.0" };

    public static Command Build() => new Command("demo", "Watch an agent's memory work: a real server on a scratch file, and what a model sees of it.")
        .Runs(async (_, cancel) =>
        {
            var folder = Directory.CreateTempSubdirectory("skillmcp-demo-");
            try
            {
                var file = Path.Combine(folder.FullName, "skills.db");
                await RememberSeedAsync(file, cancel);
                await using var server = await McpClient.CreateAsync(ServerOn(file), new McpClientOptions { ClientInfo = Client }, cancellationToken: cancel);
                await new DemoWalkthrough(server, cancel).TellAsync();
            }
            finally
            {
                folder.Delete(recursive: true);
            }
            return 0;
        });

    static async Task RememberSeedAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, cancel);
        var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        foreach (var (procedure, record) in DemoSkills.All)
        {
            await memory.AddAsync(procedure, record, new Provenance(Author.Person), cancel: cancel);
        }
    }

    /// <summary>This same program as a server; where it runs as a library of <c>dotnet</c>, through that.</summary>
    static StdioClientTransport ServerOn(string file)
    {
        var program = Environment.ProcessPath!;
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "skillmcp.dll")] : [];
        return new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = "skillmcp demo",
            Command = program,
            Arguments = [.. library, "serve", "--db", file],
            EnvironmentVariables = new Dictionary<string, string?> { ["SKILLMCP_PROJECT"] = null },
        });
    }
}
