using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SkillMcp.Sqlite;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.Store;

/// <summary>Files that were damaged at random, by seed, or in ways that a person can damage one.</summary>
public sealed class DamagedFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static bool IsThorough => Environment.GetEnvironmentVariable("SKILLMCP_DAMAGES") is not null;

    /// <summary>SKILLMCP_DAMAGES=300 makes it 300.</summary>
    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("SKILLMCP_DAMAGES"), out var count) ? count : 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_damaged_is_told_in_words_and_what_is_left_is_saved(int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        var damage = await DamagedFile.MakeAsync(folder["skills.db"], seed, cancel);
        if (await DamagedFile.FailureAsync(folder["skills.db"], folder["saved.db"], cancel) is { } failure)
        {
            Assert.Fail($"{damage}: {failure}");
        }
    }

    [Theory]
    [InlineData("update skill set id = 'mine-' || key")]
    [InlineData("update skill set name = null, project = null, status = null, client = null, task = null, created_at = null")]
    [InlineData("update skill set status = 'odd', source = 'odd', author = 'odd', created_at = 9223372036854775807")]
    [InlineData("update skill set created_at = 'yesterday', version = 'one', confidence = 'high', pinned = x'00'")]
    [InlineData("update skill_version set title = null, steps = null, tags = x'ff', parameters = '{', author = null, created_at = null")]
    [InlineData("update skill_version set title = cast(x'fffec328' as text), steps = cast(x'5b22ff225d' as text)")]
    [InlineData("update execution set id = 'mine-' || key, outcome = 'odd', grade = null, at = null, retrieval = 'odd-' || key")]
    [InlineData("update execution set evidence_kind = 'odd', task = null, notes = null, withheld = 'odd', weight = 'odd'")]
    [InlineData("update skill set confidence = -2.9e163")]
    [InlineData("update skill set confidence = 9e999, successes_verified = 9223372036854775807, reports = 99999999999")]
    [InlineData("update skill set version = 99999999999, revision = -99999999999")]
    [InlineData("update skill_version set number = 99999999999 where skill = 3")]
    [InlineData("update skill_version set way = -99999999999")]
    [InlineData("update execution set version = 99999999999, way = 99999999999, weight = 1e300")]
    [InlineData("update pitfall set text = null, step = 'one', seen = null")]
    [InlineData("update audit set act = 'odd', author = null, at = null")]
    [InlineData("update way set posterior = x'0102', belief = -1e300, decided_at = -9223372036854775808")]
    [InlineData("update candidate set run = null, at = null, author = 'odd'")]
    [InlineData("update skill_version set description = printf('%.*c', 3000000, 'x')")]
    [InlineData("delete from skill_version")]
    [InlineData("drop table execution")]
    [InlineData("drop table skill_version")]
    [InlineData("drop table skill")]
    [InlineData("update sqlite_schema set sql = 'create table skill (a)' where name = 'skill'")]
    [InlineData("update sqlite_schema set sql = 'nonsense' where name = 'pitfall'")]
    [InlineData("update sqlite_schema set rootpage = 3 where name = 'execution'")]
    [InlineData("delete from sqlite_schema where name = 'audit'")]
    public async Task What_a_hand_in_the_file_spoils_is_told_in_words_and_what_is_left_is_saved(string harm)
    {
        await DamagedFile.MakeSoundAsync(folder["skills.db"], TestContext.Current.CancellationToken);
        DamagedFile.Harm(folder["skills.db"], harm);
        if (await DamagedFile.FailureAsync(folder["skills.db"], folder["saved.db"], TestContext.Current.CancellationToken) is { } failure)
        {
            Assert.Fail(failure);
        }
    }

    [Fact]
    public async Task What_is_whole_is_saved_whole()
    {
        var cancel = TestContext.Current.CancellationToken;
        await DamagedFile.MakeSoundAsync(folder["skills.db"], cancel);

        var saved = await SkillDatabase.SalvageAsync(folder["skills.db"], folder["saved.db"], DamagedFile.Context, cancel);

        Assert.Empty(saved.Lost);
        Assert.Empty(saved.Quarantined);
        Assert.Equal(await DamagedFile.LinesAsync(folder["skills.db"], cancel), await DamagedFile.LinesAsync(folder["saved.db"], cancel));
    }

    [Fact]
    public async Task Whichever_page_is_lost_the_skills_on_the_other_pages_are_saved()
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = await DamagedFile.SmallAsync();
        await File.WriteAllBytesAsync(folder["whole.db"], file, cancel);
        var whole = DamagedFile.StepsIn(folder["whole.db"]);
        whole.RemoveAll(skill => !skill.Name.StartsWith("skill-", StringComparison.Ordinal));
        var pages = DamagedFile.PagesOf(file);
        // Most others are of indexes.
        var chosen = Enumerable.Range(0, pages.Count).Where(page => IsThorough || page % 4 == 0 || DamagedFile.IsOfTable(pages[page]));
        await Parallel.ForEachAsync(chosen, cancel, async (page, _) =>
        {
            await File.WriteAllBytesAsync(folder[$"{page}.db"], DamagedFile.WithoutPage(file, page), cancel);
            var saved = await SkillDatabase.SalvageAsync(folder[$"{page}.db"], folder[$"{page}-saved.db"], DamagedFile.Context, cancel);

            Assert.Empty(saved.Problems);
            Assert.DoesNotContain(saved.Lost.Concat(saved.Saved), sentence => Regex.IsMatch(sentence, @"\b1 \w+s\b"));
            foreach (var (lost, _) in whole.Except(DamagedFile.StepsIn(saved.File)))
            {
                Assert.True(DamagedFile.HasRowOf(pages[page], lost), $"Page {page} has nothing of {lost}: {string.Join(' ', saved.Lost)}");
                Assert.Contains(saved.Lost, sentence => sentence.Contains(lost, StringComparison.Ordinal));
            }
        });
    }

    [Fact]
    public async Task A_skill_whose_own_row_is_lost_is_made_again_of_its_texts_and_reports()
    {
        var cancel = TestContext.Current.CancellationToken;
        await DamagedFile.MakeSoundAsync(folder["skills.db"], cancel);
        DamagedFile.ZeroPageOf(folder["skills.db"], "skill");

        var saved = await SkillDatabase.SalvageAsync(folder["skills.db"], folder["saved.db"], DamagedFile.Context, cancel);

        var lines = await DamagedFile.LinesAsync(folder["saved.db"], cancel);
        Assert.Equal(41, lines.Count);
        var again = lines.Select(line => JsonNode.Parse(line)!).Single(skill => (string)skill["name"]! == "skill-1");
        Assert.Equal("quarantined", (string)again["status"]!);
        Assert.Equal((2, 1, 1), ((int)again["success_count"]!, (int)again["partial_count"]!, (int)again["failure_count"]!));
        Assert.Contains("skill-1", saved.Quarantined);
        Assert.Contains(saved.Lost, sentence => sentence.Contains("only the texts, the reports and the name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_the_log_only_is_saved_although_the_first_page_of_the_file_is_lost()
    {
        var cancel = TestContext.Current.CancellationToken;
        await DamagedFile.MakeSoundAsync(folder["skills.db"], cancel);
        await using (var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Existing, cancel))
        {
            await new SqliteSkillStore(database).AddAsync(
                default, Sample.Skill(Sample.Procedure("sweep the floor", "take the broom", "sweep")), "because", null, cancel);
            File.Copy(folder["skills.db"], folder["copy.db"]);
            File.Copy(folder["skills.db-wal"], folder["copy.db-wal"]);
        }
        await File.WriteAllBytesAsync(
            folder["copy.db"], DamagedFile.WithoutPage(await File.ReadAllBytesAsync(folder["copy.db"], cancel), 0), cancel);

        var saved = await SkillDatabase.SalvageAsync(folder["copy.db"], folder["saved.db"], DamagedFile.Context, cancel);

        Assert.Contains("sweep-the-floor", DamagedFile.StepsIn(saved.File).Select(skill => skill.Name));
        Assert.Empty(saved.Quarantined);
    }

    [Fact]
    public async Task A_retrieval_that_is_not_as_it_was_written_is_left_out_and_told()
    {
        var cancel = TestContext.Current.CancellationToken;
        await DamagedFile.MakeSoundAsync(folder["skills.db"], cancel);
        DamagedFile.Harm(
            folder["skills.db"], "insert into retrieval (id, project, task, at) values ('mine', '', 'greet the customers', 0)");

        var saved = await SkillDatabase.SalvageAsync(folder["skills.db"], folder["saved.db"], DamagedFile.Context, cancel);

        Assert.Contains("Left out: 1 retrieval, not whole", Assert.Single(saved.Lost));
        Assert.Empty(saved.Problems);
    }

    [Theory]
    [InlineData("replace(sql, 'author ', 'author text ')")]
    [InlineData("'create table nothing'")]
    public async Task A_table_is_saved_although_its_definition_is_damaged(string definition)
    {
        var cancel = TestContext.Current.CancellationToken;
        await DamagedFile.MakeSoundAsync(folder["skills.db"], cancel);
        var whole = await DamagedFile.LinesAsync(folder["skills.db"], cancel);
        DamagedFile.Harm(folder["skills.db"], $"update sqlite_schema set sql = {definition} where name = 'skill_version'");

        var saved = await SkillDatabase.SalvageAsync(folder["skills.db"], folder["saved.db"], DamagedFile.Context, cancel);

        Assert.Empty(saved.Lost);
        Assert.Equal(whole, await DamagedFile.LinesAsync(folder["saved.db"], cancel));
    }

    [Fact]
    public async Task The_commands_tell_of_a_damaged_file_and_save_what_is_left()
    {
        using var skillmcp = new CommandLine();
        await DamagedFile.MakeSoundAsync(skillmcp.Memory, TestContext.Current.CancellationToken);
        DamagedFile.ZeroPageOf(skillmcp.Memory, "execution");

        var doctor = await skillmcp.RunAsync("doctor");
        var salvage = await skillmcp.RunAsync("doctor", "--salvage", skillmcp.Folder["saved.db"]);

        Assert.Equal(1, doctor.Code);
        Assert.Contains("reports (table 'execution')", doctor.Output);
        Assert.Contains("--salvage", doctor.Output);
        Assert.DoesNotContain("Unhandled", doctor.Error);
        Assert.True(salvage.Code == 0, salvage.Output + salvage.Error);
        Assert.Contains("cannot be read", salvage.Output);
        var restored = await skillmcp.RunAsync("restore", skillmcp.Folder["saved.db"]);
        Assert.True(restored.Code == 0, restored.Error);
        Assert.Equal(0, (await skillmcp.RunAsync("doctor")).Code);
        foreach (string[] typed in (string[][])[["list"], ["stats"], ["show", "skill-1"], ["export", "--json", "--all"]])
        {
            Assert.DoesNotContain("Unhandled", (await skillmcp.RunAsync(typed)).Error);
        }
    }

    [Fact]
    public async Task Doctor_sends_nobody_to_doctor()
    {
        using var skillmcp = new CommandLine();
        await DamagedFile.MakeSoundAsync(skillmcp.Memory, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            skillmcp.Memory, (await File.ReadAllBytesAsync(skillmcp.Memory)).Select((b, at) => at < 4096 ? b : (byte)7).ToArray());

        var doctor = await skillmcp.RunAsync("doctor");

        Assert.Equal(1, doctor.Code);
        Assert.Contains("is damaged", doctor.Output + doctor.Error);
        Assert.DoesNotContain("doctor' says", doctor.Output + doctor.Error);
        Assert.DoesNotContain("Run 'skillmcp doctor'", doctor.Output + doctor.Error);
    }
}
