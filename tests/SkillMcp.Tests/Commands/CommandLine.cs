using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Commands;

/// <summary>The real executable, typed at in a folder of its own.</summary>
public sealed class CommandLine : IDisposable
{
    public const string DeployApi = """
        ---
        name: deploy-api
        description: Deploy the API to a host
        metadata:
          category: deployment
        ---

        # deploy-api

        ## Steps

        1. make build
        2. make ship HOST={host}
        3. curl -f https://{host}/health

        """;

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The memory that commands use, unless they name another.</summary>
    public string Memory => Folder["skills.db"];

    /// <summary>
    /// Variables on top of those that say which memory; null takes one away. What is tested here does not need the sentence model,
    /// which takes longer to load than the rest of a command.
    /// </summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["SKILLMCP_PROJECT"] = null,
        ["SKILLMCP_EMBEDDINGS"] = "off",
        ["VISUAL"] = null,
        ["EDITOR"] = null,
    };

    public void Dispose() => Folder.Dispose();

    public Task<Ran> RunAsync(params string[] typed) => RunWithAsync("", typed);

    /// <summary>Runs a command with a text on its standard input.</summary>
    public Task<Ran> RunWithAsync(string input, params string[] typed) => RunWithAsync(Here.Executable, input, typed, Folder.Path);

    /// <summary>Runs a command of another copy of the executable.</summary>
    public Task<Ran> RunProgramAsync(string program, params string[] typed) => RunWithAsync(program, "", typed, Folder.Path);

    /// <summary>Runs a command in another folder.</summary>
    public Task<Ran> RunInAsync(string folder, params string[] typed) => RunWithAsync(Here.Executable, "", typed, folder);

    async Task<Ran> RunWithAsync(string program, string input, string[] typed, string folder)
    {
        var start = new ProcessStartInfo(program, typed)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["SKILLMCP_DB"] = Memory;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>Adds <see cref="DeployApi"/>, as <c>skillmcp add</c> does.</summary>
    public Task AddDeployApiAsync() => BesideAsync(memory => memory.AddAsync(
        SkillFolder.Read([new FolderFile(SkillFile.Markdown, Encoding.UTF8.GetBytes(DeployApi))], "").Procedure,
        default,
        CompositionRoot.Person));

    /// <summary>Stores a skill as it is, as a hand in the file could.</summary>
    public async Task StoreAsync(Skill skill)
    {
        await using var database = await SkillDatabase.OpenAsync(Memory, OpenMode.Create, CancellationToken.None);
        Assert.Equal(
            ApplyResult.Applied,
            await new SqliteSkillStore(database).AddAsync(default, skill, "planted", first: null, CancellationToken.None));
    }

    /// <summary>Changes the file behind the memory's back.</summary>
    public void Tamper(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Memory};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Does something with the same memory, as a server beside the commands would.</summary>
    public async Task<T> BesideAsync<T>(Func<SkillMemory, Task<T>> act)
    {
        await using var database = await SkillDatabase.OpenAsync(Memory, OpenMode.Create, CancellationToken.None);
        return await act(new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System));
    }
}

/// <summary>What came of a command.</summary>
public sealed record Ran(int Code, string Output, string Error)
{
    public JsonElement Json => JsonElement.Parse(Output);
}
