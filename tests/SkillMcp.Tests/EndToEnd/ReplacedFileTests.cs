using System.Text.Json.Nodes;
using SkillMcp.Sqlite;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What becomes of a memory whose file is removed, replaced or restored while servers have it open.</summary>
public sealed class ReplacedFileTests : IAsyncDisposable
{
    readonly CommandLine skillmcp = new();
    readonly List<RunningServer> servers = [];

    string Memory => skillmcp.Memory;

    string Backup => skillmcp.Folder["backup.db"];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
        skillmcp.Dispose();
    }

    [Fact]
    public async Task Nothing_is_acknowledged_once_the_file_was_removed()
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        File.Delete(Memory);

        var refused = (await TryStoreAsync(server, "second")).Mistake();

        Assert.Contains("is not there any more", refused);
        Assert.Contains("Nothing was stored", refused);
        Assert.False(File.Exists(Memory));
    }

    [Fact]
    public async Task A_read_says_within_a_second_that_the_file_is_gone()
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        File.Delete(Memory);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);

        Assert.Contains("is not there any more", (await server.CallAsync("list_skills", "{}")).Mistake());
    }

    [Fact]
    public async Task A_file_that_is_put_back_is_gone_on_with()
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        File.Move(Memory, skillmcp.Folder["away.db"]);
        Assert.Contains("is not there any more", (await TryStoreAsync(server, "second")).Mistake());
        File.Move(skillmcp.Folder["away.db"], Memory);

        await StoreAsync(server, "third");

        Assert.Equal(["first", "third"], await NamesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_is_put_in_place_of_the_file_is_gone_on_with_and_nothing_acknowledged_is_lost(bool moved)
    {
        var (server, other) = (await ServedAsync(), await ServedAsync());
        await StoreAsync(server, "first");
        Assert.Equal(0, (await skillmcp.RunAsync("backup", Backup)).Code);
        await StoreAsync(server, "second");
        await StoreAsync(other, "third");
        Put(Backup, moved);

        await StoreAsync(server, "fourth");
        await StoreAsync(other, "fifth");

        Assert.Equal(["fifth", "first", "fourth"], await NamesAsync());
        var log = (await server.EndAsync()).Log;
        Assert.Contains("was replaced by another memory", log);
        Assert.Contains(moved ? "What was in use before is kept as" : "only the last changes, the write-ahead log, is kept as", log);
        await other.EndAsync();
        Assert.Equal(["fifth", "first", "fourth"], await NamesAsync());
        await AssertSoundAsync();
        Assert.True(File.Exists($"{Memory}.replaced-1"));
        if (moved)
        {
            Assert.Equal(["first", "second", "third"], await NamesAsync($"{Memory}.replaced-1"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_no_memory_is_left_as_it_is_and_nothing_is_acknowledged(bool moved)
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        await File.WriteAllTextAsync(Backup, string.Concat(Enumerable.Repeat("my notes\n", 2000)));
        Put(Backup, moved);
        var before = await File.ReadAllBytesAsync(Memory);

        Assert.Contains("cannot be used", (await TryStoreAsync(server, "second")).Mistake());

        await server.EndAsync();
        Assert.Equal(before, await File.ReadAllBytesAsync(Memory));
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        foreach (var name in (string[])["one.db", "two.db"])
        {
            await (await SkillDatabase.OpenAsync(skillmcp.Folder[name], OpenMode.Create, default)).DisposeAsync();
        }
        File.CreateSymbolicLink(Memory, skillmcp.Folder["one.db"]);
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        File.Delete(Memory);
        File.CreateSymbolicLink(Memory, skillmcp.Folder["two.db"]);

        await StoreAsync(server, "second");

        Assert.Equal(["second"], await NamesAsync(skillmcp.Folder["two.db"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_log_of_another_file_is_not_replayed_into_one(bool moved)
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        Assert.Equal(0, (await skillmcp.RunAsync("backup", Backup)).Code);
        await StoreAsync(server, "second");
        await KillAsync(server);
        Put(Backup, moved);
        var before = (await File.ReadAllBytesAsync(Memory), await File.ReadAllBytesAsync(Memory + "-wal"));

        var refused = await skillmcp.RunAsync("list");

        Assert.Equal(1, refused.Code);
        Assert.Contains("is not the write-ahead log of", refused.Error);
        Assert.Equal(before.Item1, await File.ReadAllBytesAsync(Memory));
        Assert.Equal(before.Item2, await File.ReadAllBytesAsync(Memory + "-wal"));

        // What it says to do helps, to the letter.
        Assert.Contains($"cp \"{Memory}\" \"{Memory}.copy\", and then skillmcp restore \"{Memory}.copy\" --db \"{Memory}\"", refused.Error);
        File.Copy(Memory, $"{Memory}.copy");
        Assert.Equal(0, (await skillmcp.RunAsync("restore", $"{Memory}.copy", "--db", Memory)).Code);
        Assert.Equal(["first"], await NamesAsync());
        Assert.Equal(before.Item2, await File.ReadAllBytesAsync($"{Memory}.replaced-1-wal"));
    }

    [Fact]
    public async Task A_log_without_its_file_is_not_thrown_away()
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        await KillAsync(server);
        File.Move(Memory, skillmcp.Folder["away.db"]);

        Assert.Contains("holds what was written last", (await skillmcp.RunAsync("list")).Error);

        File.Move(skillmcp.Folder["away.db"], Memory);
        Assert.Equal(["first"], await NamesAsync());
    }

    [Fact]
    public async Task The_log_of_a_file_that_was_emptied_is_not_thrown_away()
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        await KillAsync(server);
        var log = await File.ReadAllBytesAsync(Memory + "-wal", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Memory, [], TestContext.Current.CancellationToken);

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(1, found.Code);
        Assert.Contains("holds what was written last", found.Error);
        Assert.Equal(log, await File.ReadAllBytesAsync(Memory + "-wal", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_backup_is_restored_while_servers_run_and_they_go_on_with_it()
    {
        var (server, other) = (await ServedAsync(), await ServedAsync());
        await StoreAsync(server, "first");
        Assert.Equal(0, (await skillmcp.RunAsync("backup", Backup)).Code);
        await StoreAsync(other, "second");

        var restored = await skillmcp.RunAsync("restore", Backup);

        Assert.True(restored.Code == 0, restored.Error);
        Assert.Contains($"{Memory}.replaced-1", restored.Output);
        Assert.DoesNotContain(Directory.GetFiles(skillmcp.Folder.Path), file => file.Contains(".tmp", StringComparison.Ordinal));
        Assert.Contains("first", (await server.CallAsync("list_skills", "{}")).ToJsonString());
        Assert.DoesNotContain("second", (await server.CallAsync("list_skills", "{}")).ToJsonString());
        await StoreAsync(server, "third");
        await StoreAsync(other, "fourth");
        await server.EndAsync();
        await other.EndAsync();
        Assert.Equal(["first", "fourth", "third"], await NamesAsync());
        Assert.Equal(["first", "second"], await NamesAsync($"{Memory}.replaced-1"));
        await AssertSoundAsync();
        Assert.Contains("from backup.db", (await skillmcp.RunAsync("audit")).Output);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("foreign log")]
    public async Task A_backup_is_restored_over_what_cannot_be_used(string state)
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        Assert.Equal(0, (await skillmcp.RunAsync("backup", Backup)).Code);
        await StoreAsync(server, "second");
        await KillAsync(server);
        if (state == "damaged")
        {
            File.Delete(Memory + "-wal");
            var sound = await File.ReadAllBytesAsync(Backup);
            await File.WriteAllBytesAsync(Memory, sound.Select((b, at) => at < 4096 ? b : (byte)7).ToArray());
        }
        else
        {
            File.Copy(Backup, Memory, overwrite: true);
        }

        var restored = await skillmcp.RunAsync("restore", Backup);

        Assert.True(restored.Code == 0, restored.Error);
        Assert.Equal(["first"], await NamesAsync());
        Assert.True(File.Exists($"{Memory}.replaced-1"));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_damaged_backup_is_not_restored()
    {
        var server = await ServedAsync();
        await StoreAsync(server, "first");
        await File.WriteAllBytesAsync(Backup, (await BackedUpAsync()).Select((b, at) => at < 8192 ? b : (byte)7).ToArray());

        var refused = await skillmcp.RunAsync("restore", Backup);

        Assert.Equal(1, refused.Code);
        Assert.Contains("damaged", refused.Error);
        Assert.Equal(["first"], await NamesAsync());
        Assert.False(File.Exists($"{Memory}.replaced-1"));
    }

    [Fact]
    public async Task A_restore_of_a_name_is_of_a_skill_even_where_a_file_is_called_so()
    {
        await skillmcp.AddDeployApiAsync();
        Assert.Equal(0, (await skillmcp.RunAsync("archive", "deploy-api")).Code);
        File.Copy(Memory, skillmcp.Folder["deploy-api"]);

        Assert.Equal(0, (await skillmcp.RunAsync("restore", "deploy-api")).Code);

        Assert.Contains("active", (await skillmcp.RunAsync("list")).Output);
        Assert.False(File.Exists($"{Memory}.replaced-1"));
    }

    [Fact]
    public async Task The_file_and_all_that_is_made_beside_it_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have other rights there.");
        var memory = Path.Combine(skillmcp.Folder.Path, "made", "skills.db");
        var server = RunningServer.On(memory);
        servers.Add(server);
        await server.InitializeAsync();
        await StoreAsync(server, "first");
        Assert.Equal(0, (await skillmcp.RunAsync("backup", Backup, "--db", memory)).Code);
        Assert.Equal(0, (await skillmcp.RunAsync("restore", Backup, "--db", memory)).Code);

        Assert.Equal(Mode("rwx------"), ModeOf(Path.GetDirectoryName(memory)!));
        Assert.All(
            [memory, memory + "-wal", memory + "-shm", memory + ".replaced-1", Backup],
            file => Assert.Equal(Mode("rw-------"), ModeOf(file)));
    }

    async Task KillAsync(RunningServer server)
    {
        servers.Remove(server);
        await server.DisposeAsync();
    }

    static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);

    static UnixFileMode Mode(string letters) =>
        UnixFileMode.UserRead | UnixFileMode.UserWrite | (letters[2] == 'x' ? UnixFileMode.UserExecute : UnixFileMode.None);

    async Task<byte[]> BackedUpAsync()
    {
        var sound = skillmcp.Folder["sound.db"];
        Assert.Equal(0, (await skillmcp.RunAsync("backup", sound)).Code);
        return await File.ReadAllBytesAsync(sound);
    }

    async Task<RunningServer> ServedAsync()
    {
        var server = RunningServer.On(Memory);
        servers.Add(server);
        await server.InitializeAsync();
        return server;
    }

    // Procedures that have nothing in common: the memory would join them otherwise.
    static readonly Dictionary<string, string> Steps = new()
    {
        ["first"] = """["grind the coffee beans", "boil fresh water", "pour over the filter"]""",
        ["second"] = """["make build", "make ship", "curl -f http://localhost/health"]""",
        ["third"] = """["logrotate -f nginx.conf", "gzip access.log.1", "ls -l /var/log/nginx"]""",
        ["fourth"] = """["sort the photos by year", "print an index page", "glue it into the album"]""",
        ["fifth"] = """["certbot renew", "systemctl reload haproxy", "openssl s_client -connect example.com:443"]""",
    };

    static Task<JsonNode> TryStoreAsync(RunningServer server, string name) => server.CallAsync("store_trajectory", $$"""
        {"task": "the {{name}} task", "name": "{{name}}", "success": true, "steps": {{Steps[name]}} }
        """);

    static async Task StoreAsync(RunningServer server, string name)
    {
        var answer = await TryStoreAsync(server, name);
        Assert.Equal("stored", answer["result"]?["structuredContent"]?["decision"]?.GetValue<string>() ?? answer.ToJsonString());
    }

    async Task<List<string>> NamesAsync(string? file = null)
    {
        var ran = await skillmcp.RunAsync("list", "--json", "--db", file ?? Memory);
        Assert.True(ran.Code == 0, ran.Error);
        return [.. ran.Json.GetProperty("skills").EnumerateArray().Select(skill => skill.GetProperty("skill").GetString()!).Order()];
    }

    async Task AssertSoundAsync()
    {
        var doctor = await skillmcp.RunAsync("doctor");
        Assert.True(doctor.Code == 0, doctor.Output + doctor.Error);
    }

    void Put(string file, bool moved)
    {
        if (moved)
        {
            File.Move(file, Memory, overwrite: true);
            return;
        }
        // As cp does: into the file that is there.
        using var target = new FileStream(Memory, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
        target.Write(File.ReadAllBytes(file));
    }
}
