using Microsoft.Data.Sqlite;

namespace SkillMcp.Tests.Commands;

/// <summary>What doctor says of a file, and what it puts right.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Theory]
    [InlineData("drop index skill_of_project", "The index 'skill_of_project' was missing and was recreated.")]
    [InlineData("drop trigger audit_is_not_changed", "The trigger 'audit_is_not_changed' was missing and was recreated.")]
    [InlineData("drop table skill_word_in", "The table 'skill_word_in' was missing and was recreated.")]
    public async Task What_the_schema_lacks_of_what_is_derived_is_made_anew(string harm, string sentence)
    {
        await skillmcp.AddDeployApiAsync();
        Execute(harm);

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(0, found.Code);
        Assert.Contains(sentence, found.Output);
        Assert.Contains("All is well", found.Output);
        var again = await skillmcp.RunAsync("doctor");
        Assert.DoesNotContain("recreated", again.Output);
        Assert.DoesNotContain("rebuilt", again.Output);
        Assert.Contains("make build", (await skillmcp.RunAsync("retrieve", "deploy the api")).Output);
    }

    [Fact]
    public async Task A_lost_column_is_a_problem_that_is_left()
    {
        await skillmcp.AddDeployApiAsync();
        Execute("drop view skill_seal; alter table pitfall drop column seen");

        var found = await skillmcp.RunAsync("doctor");

        Assert.Equal(1, found.Code);
        Assert.Contains("The column 'seen' of the table 'pitfall' is missing.", found.Output + found.Error);
        Assert.Contains("has problems", found.Output);
    }

    void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={skillmcp.Memory};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
