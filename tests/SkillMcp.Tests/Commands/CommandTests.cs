using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Commands;

public sealed class CommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task A_skill_that_was_added_is_listed_shown_and_found()
    {
        await File.WriteAllTextAsync(skillmcp.Folder["deploy.md"], CommandLine.DeployApi);
        var added = await skillmcp.RunAsync("add", "deploy.md");

        Assert.Equal("deploy-api is in the memory: 3 steps, to be filled in: host.\n", added.Output.ReplaceLineEndings("\n"));
        Assert.Contains("deploy-api  untried  deployment  active  Deploy the API to a host", (await skillmcp.RunAsync("list")).Output);
        Assert.Contains("\n2. make ship HOST={host}\n", (await skillmcp.RunAsync("show", "deploy_api")).Output);
        Assert.Contains("1 active skill", (await skillmcp.RunAsync("stats")).Output);
        var found = await skillmcp.RunAsync("retrieve", "deploy", "the", "api", "--arg", "host=example.org");
        Assert.Contains("  2. make ship HOST=example.org", found.Output);
        Assert.Contains("skillmcp confirm deploy-api success --retrieval ", found.Output);
    }

    [Fact]
    public async Task How_retrievals_ended_is_shown_by_week()
    {
        await skillmcp.AddDeployApiAsync();
        Assert.Contains("Nothing was retrieved in the last 90 days", (await skillmcp.RunAsync("stats")).Output);
        Assert.Equal(0, (await skillmcp.RunAsync("stats", "--json")).Json.GetProperty("weeks").GetArrayLength());

        var found = await skillmcp.RunAsync("retrieve", "deploy the api");
        Assert.Contains("not known", (await skillmcp.RunAsync("stats")).Output);
        var retrieval = Regex.Match(found.Output, "--retrieval ([0-9a-f-]{36})").Groups[1].Value;
        await skillmcp.RunAsync("confirm", "deploy-api", "partial", "--retrieval", retrieval);

        var shown = (await skillmcp.RunAsync("stats")).Output;
        Assert.Matches("Retrievals that ended well: [▄▅]\\s", shown);
        Assert.Matches(@"\d{4}-W\d\d +1 +1 +50 ?%", shown);
        var week = (await skillmcp.RunAsync("stats", "--json")).Json.GetProperty("weeks")[0];
        Assert.Equal((1, 1, 0.5), (week.GetProperty("retrievals").GetInt32(), week.GetProperty("reported").GetInt32(),
            week.GetProperty("ended_well").GetDouble()));
    }

    [Fact]
    public async Task Added_twice_it_is_there_once_and_another_of_its_name_gets_a_number()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.AddDeployApiAsync();
        var other = await skillmcp.RunWithAsync(CommandLine.DeployApi.Replace("make", "task"), "add", "-");

        Assert.Contains("deploy-api-2 is in the memory", other.Output);
        Assert.Contains("The name deploy-api is another procedure's.", other.Output);
        Assert.Equal(2, (await skillmcp.RunAsync("stats", "--json")).Json.GetProperty("total_skills").GetInt32());
    }

    [Fact]
    public async Task What_was_done_is_found_with_where_to_go_on_and_explained_in_numbers()
    {
        await skillmcp.AddDeployApiAsync();

        var found = await skillmcp.RunAsync("retrieve", "deploy the api", "--done", "make build", "--context", "no make", "--explain");

        Assert.Contains("Go on at step 2.", found.Output);
        Assert.Contains("1 of the 1 steps done are its own", found.Output);
        Assert.Matches(@"\ncoverage +1\.00 × ", found.Output.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("coverage", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task An_address_is_refused_where_nothing_says_that_it_is_http()
    {
        var served = await skillmcp.RunAsync("serve", "--port", "5078");

        Assert.Equal(1, served.Code);
        Assert.Contains("--port is about HTTP: write --http too", served.Error);
    }

    [Theory]
    [InlineData("retrieve", "deploy")]
    [InlineData("list")]
    [InlineData("show", "deploy-api")]
    [InlineData("stats")]
    [InlineData("edit", "deploy-api")]
    [InlineData("archive", "deploy-api")]
    [InlineData("confirm", "deploy-api")]
    [InlineData("backup", "copy.db")]
    [InlineData("doctor")]
    public async Task Where_there_is_no_memory_it_says_what_makes_one_and_makes_none(params string[] typed)
    {
        var ran = await skillmcp.RunAsync(typed);

        Assert.Equal(1, ran.Code);
        Assert.Contains("There is no memory at", ran.Error);
        Assert.Contains("skillmcp add", ran.Error);
        Assert.Equal("", ran.Output);
        Assert.False(File.Exists(skillmcp.Memory));
    }

    [Theory]
    [InlineData("No skill is called 'deploy-web'", "show", "deploy-web")]
    [InlineData("is not a skill name", "show", "Deploy API!")]
    [InlineData("'prod' is not an argument: write name=value", "retrieve", "deploy", "--arg", "prod")]
    [InlineData("Entry 2 of 'also' is blank. Give up to 12 words", "retrieve", "deploy", "--also", "ship,,push")]
    [InlineData("'also' has 13 entries", "retrieve", "deploy", "--also", "1,2,3,4,5,6,7,8,9,10,11,12", "--also", "13")]
    [InlineData("Say what you are about to do", "retrieve", "--also", "ship")]
    [InlineData("nothing.md", "add", "nothing.md")]
    [InlineData("is a folder. Name a file in it, or take all skills in it: skillmcp import .", "add", ".")]
    [InlineData("is not a project name", "list", "--project", "a b")]
    [InlineData("only a quarantined skill waits for approval", "approve", "deploy-api")]
    [InlineData("a backup never overwrites a file", "backup", "skills.db")]
    [InlineData("The name of the file is empty", "backup", "")]
    [InlineData("The name of the file is empty", "add", "")]
    [InlineData("Only active skills can be stale", "list", "--stale", "--status", "archived")]
    public async Task A_mistake_is_one_sentence_on_standard_error(string said, params string[] typed)
    {
        await skillmcp.AddDeployApiAsync();
        var ran = await skillmcp.RunAsync(typed);

        Assert.Equal(1, ran.Code);
        Assert.Contains(said, ran.Error);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
        Assert.Equal("", ran.Output);
    }

    [Theory]
    [InlineData("'few' is not a number, which belongs behind --limit.", "retrieve", "ship", "--limit", "few")]
    [InlineData("'few' is not a number, which belongs behind --limit.", "audit", "--limit", "few")]
    [InlineData("'half' is not a number such as 0.5", "retrieve", "ship", "--min-reliability", "half")]
    [InlineData("'123' is not an id as it was shown", "confirm", "deploy-api", "--retrieval", "123")]
    public async Task What_is_no_value_of_an_option_is_named_in_plain_words(string said, params string[] typed)
    {
        var ran = await skillmcp.RunAsync(typed);

        Assert.Equal(1, ran.Code);
        Assert.Contains(said, ran.Error);
        Assert.DoesNotContain("System.", ran.Error);
    }

    [Fact]
    public async Task Json_is_one_document_with_the_names_of_the_tools()
    {
        await skillmcp.AddDeployApiAsync();

        var match = (await skillmcp.RunAsync("retrieve", "deploy the api", "--json")).Json.GetProperty("matches")[0];
        Assert.Equal("deploy-api", match.GetProperty("skill").GetString());
        Assert.Equal(["host"], match.GetProperty("missing_arguments").EnumerateArray().Select(name => name.GetString()));
        var list = (await skillmcp.RunAsync("list", "--json")).Json;
        Assert.Equal("deployment", list.GetProperty("skills")[0].GetProperty("category").GetString());
        Assert.Equal(1, list.GetProperty("stats").GetProperty("by_category").GetProperty("deployment").GetInt32());
        Assert.Equal(1, (await skillmcp.RunAsync("stats", "--json")).Json.GetProperty("untried").GetInt32());
        var shown = (await skillmcp.RunAsync("show", "deploy-api", "--versions", "--json")).Json;
        Assert.Equal("host", shown.GetProperty("parameters")[0].GetProperty("name").GetString());
        Assert.Equal("make build", shown.GetProperty("versions")[0].GetProperty("steps")[0].GetString());
        Assert.Empty((await skillmcp.RunAsync("doctor", "--json")).Json.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Other_words_are_given_one_by_one_or_with_commas_and_asked_for_where_nothing_is_found()
    {
        await skillmcp.AddDeployApiAsync();

        var asked = await skillmcp.RunAsync("retrieve", "polish the brass lamps");
        var given = await skillmcp.RunAsync("retrieve", "polish the brass lamps", "--also", "shine, rub down", "--also", "metal care");
        var named = await skillmcp.RunAsync(
            "retrieve", "deploy the api", "--also", "ship, roll out", "--also", "release to a host", "--json");
        var confirmed = await skillmcp.RunAsync(
            "confirm", "deploy-api", "success", "--retrieval", named.Json.GetProperty("retrieval_id").GetString()!);

        Assert.Contains("Other words may find more: --also \"WORD,WORD\".", asked.Output);
        Assert.DoesNotContain("--also", given.Output);
        Assert.Equal(0, confirmed.Code);
        var exported = await skillmcp.RunAsync("export", "--json");
        Assert.Contains("\"also\":[\"ship\",\"roll out\",\"release to a host\"]", exported.Output);
        await File.WriteAllTextAsync(skillmcp.Folder["skills.jsonl"], exported.Output);
        await skillmcp.RunAsync("import", "skills.jsonl", "--db", "other.db");
        Assert.Equal(exported.Output, (await skillmcp.RunAsync("export", "--json", "--db", "other.db")).Output);
        Assert.Contains("--also <WORDS>", (await skillmcp.RunAsync("retrieve", "--help")).Output);
    }

    [Fact]
    public async Task A_list_holds_what_was_asked_for()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.RunWithAsync(
            CommandLine.DeployApi.Replace("deploy-api", "deploy-web").Replace("category: deployment", "tags: web"),
            "add",
            "-");
        await skillmcp.RunAsync("archive", "deploy-web");

        Assert.Equal(["deploy-api"], await NamesAsync("--category", "deployment"));
        Assert.Equal(["deploy-web"], await NamesAsync("--tag", "web"));
        Assert.Equal(["deploy-web"], await NamesAsync("--status", "archived"));
        Assert.Empty(await NamesAsync("--stale"));

        async Task<IEnumerable<string?>> NamesAsync(params string[] asked) =>
            (await skillmcp.RunAsync(["list", "--json", .. asked])).Json.GetProperty("skills").EnumerateArray().Select(
                skill => skill.GetProperty("skill").GetString());
    }

    [Fact]
    public async Task Text_from_the_memory_cannot_act_on_the_screen()
    {
        // Past the screen, which would refuse it.
        await skillmcp.StoreAsync(Sample.Skill(new Procedure
        {
            Title = "trap",
            Description = "a \u001b[31m[red]b[/] \u202e c",
            Steps = Sample.Steps("echo \u001b]0;owned\u0007 {x}"),
        }));

        foreach (var typed in new string[][] { ["list"], ["show", "trap"], ["list", "--json"] })
        {
            var ran = await skillmcp.RunAsync(typed);
            Assert.Equal(0, ran.Code);
            Assert.DoesNotContain(ran.Output, c => c is '\u001b' or '\u0007' or '\u202e');
            Assert.DoesNotContain("\\u001b", ran.Output, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("[red]b[/]", ran.Output);
        }
    }

    [Fact]
    public async Task A_skill_without_steps_is_shown_as_the_text_that_it_is_and_no_more_of_it_than_a_model_is_given()
    {
        const string start = "---\nname: release-notes\ndescription: How release notes are written\n---\n\nThe tense is the present.\n\n";
        await File.WriteAllTextAsync(skillmcp.Folder["notes.md"], start);
        Assert.Equal(0, (await skillmcp.RunAsync("add", "notes.md")).Code);
        var notes = await skillmcp.RunAsync("retrieve", "how release notes are written");
        Assert.Contains("\nInstructions\nThe tense is the present.\n", notes.Output);

        var many = string.Concat(Enumerable.Range(0, 4000).Select(number => $"Word {number} has its own place.\n\n"));
        var report = start.Replace("release-notes", "weekly-report").Replace("release notes", "weekly reports");
        await File.WriteAllTextAsync(skillmcp.Folder["long.md"], report + many);
        Assert.Equal(0, (await skillmcp.RunAsync("add", "long.md")).Code);
        var shown = await skillmcp.RunAsync("retrieve", "follow weekly-report");

        Assert.Contains("[the rest is shown by: skillmcp show weekly-report]", shown.Output);
        Assert.InRange(shown.Output.Length, 1_000, 60_000);
    }

    [Fact]
    public async Task What_a_person_saw_counts_as_verified()
    {
        await skillmcp.AddDeployApiAsync();
        var retrieval = (await skillmcp.RunAsync("retrieve", "deploy the api", "--json")).Json.GetProperty("retrieval_id").GetString()!;

        Assert.Contains(
            "100% reliable over 1 execution",
            (await skillmcp.RunAsync("confirm", "deploy-api", "--retrieval", retrieval)).Output);
        var corrected = await skillmcp.RunAsync(
            "confirm",
            "deploy-api",
            "failure",
            "--retrieval",
            retrieval,
            "--failed-step",
            "2",
            "--notes",
            "the host must be in known_hosts first");

        Assert.Contains("0% reliable over 1 execution", corrected.Output);
        var record = (await skillmcp.RunAsync("show", "deploy-api", "--json")).Json.GetProperty("record");
        Assert.Equal(1, record.GetProperty("failures").GetProperty("verified").GetInt32());
        Assert.Contains("step 2: the host must be in known_hosts first", (await skillmcp.RunAsync("show", "deploy-api")).Output);
    }

    [Fact]
    public async Task An_archived_skill_is_not_found_until_it_is_restored()
    {
        await skillmcp.AddDeployApiAsync();

        Assert.Contains("archived (outdated)", (await skillmcp.RunAsync("archive", "deploy-api", "--reason", "outdated")).Output);
        Assert.Contains("Nothing in the memory fits", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
        Assert.Contains("is active", (await skillmcp.RunAsync("restore", "deploy-api")).Output);
        Assert.Contains("make build", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task Nothing_is_purged_where_nobody_can_be_asked_unless_it_was_said()
    {
        await skillmcp.AddDeployApiAsync();

        var refused = await skillmcp.RunAsync("purge", "deploy-api");
        Assert.Equal(1, refused.Code);
        Assert.Contains("add --yes", refused.Error);
        Assert.Equal(0, (await skillmcp.RunAsync("show", "deploy-api")).Code);
        Assert.Contains("gone for good", (await skillmcp.RunAsync("purge", "deploy-api", "--yes")).Output);
        Assert.Contains("No skill is called", (await skillmcp.RunAsync("show", "deploy-api")).Error);
    }

    [Fact]
    public async Task What_was_purged_is_in_the_file_and_its_log_no_more_while_a_server_has_it_open()
    {
        await using var database = await SkillDatabase.OpenAsync(skillmcp.Memory, OpenMode.Create, default);
        var memory = new SkillMemory(new SqliteSkillStore(database), default, TimeProvider.System);
        var kept = Sample.Procedure("water the plants", "fill the can", "pour it out");
        await memory.AddAsync(kept, default, CompositionRoot.Person);
        for (var number = 0; number < 10; number++)
        {
            var told = Sample.Procedure($"zyzzogeton {number}", $"qwertzuiop --first {number}", "qwertzuiop --second");
            await memory.AddAsync(told, default, CompositionRoot.Person);
        }
        Assert.True(Holds("qwertzuiop"));

        for (var number = 0; number < 10; number++)
        {
            var name = SkillName.Parse($"zyzzogeton-{number}");
            await skillmcp.BesideAsync(async beside => await beside.PurgeAsync(await beside.GetAsync(name), CompositionRoot.Person));
        }

        Assert.False(Holds("qwertzuiop"));
        Assert.True(Holds("pour it out"));
        Assert.Single((await memory.RetrieveAsync(new RetrieveRequest { Task = "water the plants" })).Matches);

        bool Holds(string text) => Directory.GetFiles(skillmcp.Folder.Path)
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
    }

    [Fact]
    public async Task What_a_skill_is_not_for_is_shown()
    {
        await skillmcp.AddDeployApiAsync();
        var report = new Report { Skill = SkillName.Parse("deploy-api"), Outcome = Outcome.NotUsed, Notes = "not for a cluster" };
        await skillmcp.BesideAsync(memory => memory.RecordAsync(report, new Actor(Author.Agent)));

        Assert.Contains("! cluster", (await skillmcp.RunAsync("show", "deploy-api")).Output);
        Assert.Equal("cluster", (await skillmcp.RunAsync("show", "deploy-api", "--json")).Json.GetProperty("not_for")[0].GetString());
    }

    [Fact]
    public async Task A_backup_is_a_memory_itself()
    {
        await skillmcp.AddDeployApiAsync();

        Assert.Equal(0, (await skillmcp.RunAsync("backup", "copy.db")).Code);
        Assert.Contains("make build", (await skillmcp.RunAsync("show", "deploy-api", "--db", "copy.db")).Output);
    }

    [Fact]
    public async Task What_was_changed_outside_is_named_kept_apart_and_can_be_accepted()
    {
        await skillmcp.AddDeployApiAsync();
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);
        ChangeOutside("update skill_version set description = 'Deploy the API elsewhere'");

        var found = await skillmcp.RunAsync("doctor");
        Assert.Equal(1, found.Code);
        Assert.Contains("'deploy-api' (version 1, the current one) was changed outside skillmcp", found.Output);
        Assert.Contains("skillmcp doctor --accept deploy-api", found.Output);
        Assert.Contains("Nothing in the memory fits", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);

        var accepted = await skillmcp.RunAsync("doctor", "--accept", "deploy-api");
        Assert.Equal(0, accepted.Code);
        Assert.Contains("deploy-api was accepted as it is.", accepted.Output);
        Assert.Contains("Deploy the API elsewhere", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task Remembered_runs_are_counted_backed_up_and_examined()
    {
        await using (var database = await SkillDatabase.OpenAsync(skillmcp.Memory, OpenMode.Create, default))
        {
            var run = new Trajectory { Task = "Water the plants", Steps = Sample.Steps("fill it", "water it", "empty it"), Success = true };
            var memory = new SkillMemory(new SqliteSkillStore(database), default, TimeProvider.System);
            await memory.LearnAsync(new LearnRequest { Trajectory = run }, new Actor(Author.Agent));
        }

        Assert.Contains("0 active skills", (await skillmcp.RunAsync("stats")).Output);
        Assert.Contains("1 run is remembered", (await skillmcp.RunAsync("stats")).Output);
        Assert.Equal(1, (await skillmcp.RunAsync("stats", "--json")).Json.GetProperty("remembered_runs").GetInt32());
        Assert.Equal(0, (await skillmcp.RunAsync("backup", "copy.db")).Code);
        Assert.Contains("1 run is remembered", (await skillmcp.RunAsync("stats", "--db", "copy.db")).Output);
        Assert.Contains("All is well", (await skillmcp.RunAsync("doctor")).Output);

        ChangeOutside("update candidate set at = at + 1");

        var found = await skillmcp.RunAsync("doctor");
        Assert.Equal(1, found.Code);
        Assert.Matches("The remembered run [0-9a-f-]+ was changed outside skillmcp and is ignored", found.Output + found.Error);
    }

    [Fact]
    public async Task A_search_index_that_went_astray_is_made_anew()
    {
        await skillmcp.AddDeployApiAsync();
        ChangeOutside("delete from skill_search");

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(0, found.Code);
        Assert.Contains("was rebuilt", found.Output);
        Assert.Contains("make build", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task A_project_sees_its_own_skills_and_others_do_not()
    {
        await skillmcp.RunWithAsync(CommandLine.DeployApi, "add", "-", "--project", "web-shop");

        Assert.Equal(0, (await skillmcp.RunAsync("show", "deploy-api", "--project", "web-shop")).Code);
        Assert.Equal(1, (await skillmcp.RunAsync("show", "deploy-api")).Code);
        skillmcp.Variables["SKILLMCP_PROJECT"] = "web-shop";
        Assert.Equal(0, (await skillmcp.RunAsync("show", "deploy-api")).Code);
    }

    [Theory]
    [InlineData("retrieve")]
    [InlineData("list")]
    [InlineData("add")]
    [InlineData("edit")]
    [InlineData("confirm")]
    [InlineData("doctor")]
    public async Task The_help_of_a_command_ends_in_examples(string command) =>
        Assert.Contains($"Examples:\n  skillmcp {command}", (await skillmcp.RunAsync(command, "--help")).Output.ReplaceLineEndings("\n"));

    void ChangeOutside(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={skillmcp.Memory};Pooling=false");
        connection.Open();
        using var change = connection.CreateCommand();
        change.CommandText = sql;
        Assert.NotEqual(0, change.ExecuteNonQuery());
    }
}
