using Microsoft.Data.Sqlite;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>Files whose tables, columns, indexes, views or triggers are not those of their generation.</summary>
public sealed class SchemaTests : IDisposable
{
    const string WordIn = "create virtual table skill_word_in using fts5vocab (skill_search, col);";

    readonly TemporaryFolder folder = new();

    string File => folder["skills.db"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_of_the_second_generation_is_not_taken_for_an_unreleased_one()
    {
        await MakeSecondGenerationAsync(script => script);
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        Assert.Empty((await database.DiagnoseAsync(default)).Repaired);
        await AssertFindsAsync(database);
    }

    [Fact]
    public async Task A_file_of_an_unreleased_build_without_words_by_column_is_repaired_when_it_is_opened()
    {
        await MakeSecondGenerationAsync(script => script.Replace(WordIn, "", StringComparison.Ordinal));
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        Assert.Equal(["The table 'skill_word_in' was missing and was recreated."], (await database.DiagnoseAsync(default)).Repaired);
        await AssertFindsAsync(database);
    }

    [Theory]
    [InlineData("""
        create table skill_vector (
            skill         integer primary key references skill (key) on delete cascade,
            model         text    not null,
            content_hash  text    not null,
            vector        blob    not null
        ) strict;
        """)]
    [InlineData("")]
    public async Task A_file_of_an_unreleased_build_with_other_vectors_or_none_is_repaired_when_it_is_opened(string vectors)
    {
        await MakeSecondGenerationAsync(script =>
            script[..script.IndexOf("create table skill_vector", StringComparison.Ordinal)].Replace(WordIn, "", StringComparison.Ordinal)
            + vectors);
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        Assert.Equal(2, (await database.DiagnoseAsync(default)).Repaired.Count);
        await AssertFindsAsync(database);
    }

    [Fact]
    public async Task A_file_of_an_older_generation_that_lost_what_cannot_be_made_anew_is_refused_by_name_and_left_as_it_is()
    {
        await MakeSecondGenerationAsync(script => script.Replace(WordIn, "", StringComparison.Ordinal));
        await RunAsync("alter table pitfall drop column seen");
        var before = await System.IO.File.ReadAllBytesAsync(File);

        var refused = await Assert.ThrowsAsync<SkillException>(() => SkillDatabase.OpenAsync(File, OpenMode.Existing, default));

        Assert.Contains("The column 'seen' of the table 'pitfall' is missing.", refused.Message);
        Assert.Contains("generation 2", refused.Message);
        Assert.Contains("Restore a backup", refused.Message);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Theory]
    [InlineData("The index 'skill_of_project' is missing.", "drop index skill_of_project")]
    [InlineData(
        "The index 'skill_of_project' is not as it should be.",
        "drop index skill_of_project; create index skill_of_project on skill (name)")]
    [InlineData("The trigger 'audit_is_not_changed' is missing.", "drop trigger audit_is_not_changed")]
    [InlineData("The view 'current_skill' is missing.", "drop view current_skill")]
    [InlineData(
        "The view 'current_skill' is not as it should be.",
        "drop view current_skill; create view current_skill as select 1 as key")]
    [InlineData("The table 'skill_word_in' is missing.", "drop table skill_word_in")]
    [InlineData("The table 'skill_search' is missing.", "drop table skill_search")]
    [InlineData("The table 'skill_letters' is missing.", "drop table skill_letters")]
    [InlineData("The table 'component' is missing.", "drop table component")]
    [InlineData("The table 'skill_vector' is missing.", "drop table skill_vector")]
    public async Task What_is_derived_and_missing_is_named_and_made_anew(string sentence, string harm)
    {
        await MakeAsync(harm);
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        var found = await database.DiagnoseAsync(default);
        Assert.False(found.IsSound);
        Assert.Contains(sentence, found.Repairable);

        Assert.NotEmpty(await database.RebuildAsync(default));
        await AssertFindsAsync(database);
    }

    [Fact]
    public async Task A_file_that_does_not_say_which_stems_its_index_holds_derives_it_anew()
    {
        await MakeAsync("drop table search_generation");
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        Assert.Equal(["The table 'search_generation' was missing and was recreated."], (await database.DiagnoseAsync(default)).Repaired);
        await AssertFindsAsync(database);
    }

    [Theory]
    [InlineData("The column 'seen' of the table 'pitfall' is missing.", "drop view skill_seal; alter table pitfall drop column seen")]
    [InlineData(
        "The column 'document' of the table 'skill_version' is missing.",
        "drop view current_skill; alter table skill_version drop column document")]
    [InlineData("The table 'file_content' is missing.", "drop table file_content")]
    [InlineData("The table 'candidate' is missing.", "drop table candidate")]
    public async Task What_cannot_be_made_anew_is_named(string sentence, string harm)
    {
        await MakeAsync(harm);
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        var found = await database.DiagnoseAsync(default);

        Assert.Contains(sentence, found.Problems);
        Assert.Empty(found.Repairable);
        Assert.False(found.IndexIsStale);
    }

    [Fact]
    public async Task A_retrieval_that_fails_is_told_in_the_words_of_SQLite()
    {
        await MakeAsync("drop table skill_search_idx");
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        var problems = (await database.DiagnoseAsync(default)).Problems;

        Assert.Contains(problems, problem => problem.StartsWith("A retrieval failed: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_people_add_themselves_is_no_damage()
    {
        await MakeAsync("""
            create table mine (note text);
            create index mine_by_note on mine (note);
            create index skill_by_status on skill (status);
            alter table pitfall add column mine text;
            analyze;
            """);
        await using var database = await SkillDatabase.OpenAsync(File, OpenMode.Existing, default);

        await AssertFindsAsync(database);
    }

    async Task MakeAsync(string harm)
    {
        await using (var database = await SkillDatabase.OpenAsync(File, OpenMode.Create, default))
        {
            var skill = Sample.Skill(Sample.Procedure("renew certificate", "certbot renew"));
            Assert.Equal(ApplyResult.Applied, await new SqliteSkillStore(database).AddAsync(default, skill, "because", null, default));
        }
        await RunAsync(harm);
    }

    /// <summary>Makes a file as a build did whose second migration had another text.</summary>
    async Task MakeSecondGenerationAsync(Func<string, string> edit)
    {
        var renew = Sample.Procedure("renew certificate", "certbot renew");
        await RunAsync($"""
            {await ScriptAsync("0001_")}
            {edit(await ScriptAsync("0002_"))}
            pragma application_id = {0x536B4D63};
            pragma user_version = 2;
            insert into skill
            values (1, '{Guid.CreateVersion7()}', '', 'renew-certificate', 1, 1, 'active', '', 0, 1, 'manual', 'person', '', '',
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null);
            insert into skill_version
            values (1, 1, 'renew certificate', '{renew.Description}', 'general', '[]', '[]', '["certbot renew"]', '[]', '[]', '[]',
                    '{renew.ContentHash()}', 0, 'person', '', '', '', 0);
            """);
    }

    static async Task<string> ScriptAsync(string number)
    {
        var assembly = typeof(SkillDatabase).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.Contains(number, StringComparison.Ordinal));
        using var script = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return await script.ReadToEndAsync();
    }

    static async Task AssertFindsAsync(SkillDatabase database)
    {
        var store = new SqliteSkillStore(database);
        Assert.Empty((await database.DiagnoseAsync(default)).Problems);
        Assert.True((await database.DiagnoseAsync(default)).IsSound);
        Assert.Equal(1, (await store.FrequenciesAsync(default, ["certif"], default)).TitleDocumentFrequency["certif"]);
        Assert.Single(await store.SearchAsync(default, ["certif"], null, 10, default));
        Assert.Single(await store.SearchTrigramsAsync(default, ["certif"], null, 10, default));
        Assert.Single(await store.ListAsync(default, new SkillFilter(), "", 10, default));
    }

    async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
