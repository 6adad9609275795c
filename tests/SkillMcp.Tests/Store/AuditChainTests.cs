using Microsoft.Data.Sqlite;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>The record of changes, in the hands of somebody who would rather have another one.</summary>
public sealed class AuditChainTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("update audit set reason = 'nothing' where number = 2")]
    [InlineData("delete from audit where number = 2")]
    [InlineData("delete from audit where number = 3")]
    [InlineData("update audit set number = 9 where number = 3")]
    public async Task A_record_that_was_changed_is_found_out(string tampering)
    {
        await WriteAsync();
        Execute("drop trigger audit_is_not_changed; drop trigger audit_is_not_shortened");
        Execute(tampering);

        Assert.Contains("tampered with", Assert.Single((await DiagnoseAsync()).Problems));
    }

    [Theory]
    [InlineData("update audit set reason = 'nothing'")]
    [InlineData("delete from audit")]
    public async Task A_record_is_only_ever_added_to(string tampering)
    {
        await WriteAsync();

        Assert.Contains("only ever added to", Assert.Throws<SqliteException>(() => Execute(tampering)).Message);
        Assert.True((await DiagnoseAsync()).IsSound);
    }

    async Task WriteAsync()
    {
        await using var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default);
        foreach (var name in new[] { "one", "two", "three" })
        {
            await new SqliteSkillStore(database).AddAsync(default, Sample.Skill(Sample.Procedure(name)), "added", first: null, default);
        }
    }

    async Task<Diagnosis> DiagnoseAsync()
    {
        await using var database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Existing, default);
        return await database.DiagnoseAsync(default);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder["skills.db"]};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
