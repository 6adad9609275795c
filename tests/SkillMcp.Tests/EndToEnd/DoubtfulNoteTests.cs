using System.Text.RegularExpressions;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What an agent says of a run and the screen doubts reaches a person, and agents only after that.</summary>
public sealed class DoubtfulNoteTests : IDisposable
{
    const string Notes = $"needs the cache first: {Sample.Doubtful}";

    readonly CommandLine typed = new();

    public void Dispose() => typed.Dispose();

    [Fact]
    public async Task A_doubtful_note_is_reviewed_and_reaches_agents_once_it_is_admitted()
    {
        await ReportAsync();

        var review = (await typed.RunAsync("review")).Output;
        Assert.Contains("deploy-api\nKept apart: screened: mining in notes\n", review);
        Assert.Contains("It would be a pitfall at step 2 of version 1:\n+ needs the cache first: xmrig", review);
        Assert.DoesNotContain("xmrig", await RetrievedAsync());

        var admitted = await typed.RunAsync("review", "--admit", HashIn(review));

        Assert.Equal("The note is a pitfall of deploy-api now.\n", admitted.Output);
        Assert.Contains("xmrig", await RetrievedAsync());
        Assert.Equal("Nothing waits for approval.\n", (await typed.RunAsync("review")).Output);
        var line = (await typed.RunAsync("audit", "--json")).Json.GetProperty("entries")[0];
        Assert.Equal(("note_admitted", "person"), (line.GetProperty("act").GetString(), line.GetProperty("author").GetString()));
        Assert.Equal(0, (await typed.RunAsync("doctor")).Code);
    }

    [Fact]
    public async Task A_doubtful_note_that_is_dropped_is_gone()
    {
        await ReportAsync();
        var hash = HashIn((await typed.RunAsync("review")).Output);

        Assert.Contains("No note and no run that waits", (await typed.RunAsync("review", "--drop", "0123456789ab")).Error);
        Assert.Contains("at least 8 characters", (await typed.RunAsync("review", "--drop", "")).Error);
        Assert.Contains("was dropped", (await typed.RunAsync("review", "--drop", hash)).Output);

        Assert.Equal("Nothing waits for approval.\n", (await typed.RunAsync("review")).Output);
        Assert.DoesNotContain("xmrig", await RetrievedAsync());
    }

    [Fact]
    public async Task A_doubtful_note_survives_export_and_import_and_not_a_purge()
    {
        await ReportAsync();
        Assert.Equal(0, (await typed.RunAsync("export", "--json", "--to", "all.jsonl")).Code);

        var imported = await typed.RunAsync("import", "all.jsonl", "--db", "other.db");

        Assert.Contains("1 stored, 0 refused", imported.Output);
        Assert.Equal(
            (await typed.RunAsync("review")).Output.Replace(" by the-tests", ""),
            (await typed.RunAsync("review", "--db", "other.db")).Output);

        await typed.RunAsync("purge", "deploy-api", "--yes");
        Assert.Equal("Nothing waits for approval.\n", (await typed.RunAsync("review")).Output);
    }

    async Task ReportAsync()
    {
        await typed.AddDeployApiAsync();
        await using var server = RunningServer.On(typed.Memory);
        await using var client = await server.ClientAsync();

        var (_, text) = await client.CallAsync(
            "record_outcome", new { skill = "deploy-api", outcome = "failure", failed_step = 2, notes = Notes });

        Assert.Contains("skillmcp review", text);
    }

    async Task<string> RetrievedAsync()
    {
        await using var server = RunningServer.On(typed.Memory);
        await using var client = await server.ClientAsync();
        var (structure, text) = await client.CallAsync("retrieve_skill", new { skill = "deploy-api" });
        return $"{structure}\n{text}";
    }

    static string HashIn(string review) => Regex.Match(review, "--admit ([0-9a-f]{12})").Groups[1].Value;
}
