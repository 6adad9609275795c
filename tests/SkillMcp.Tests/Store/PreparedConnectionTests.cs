using Dapper;
using Microsoft.Data.Sqlite;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>Statements that are prepared once and run again.</summary>
public sealed class PreparedConnectionTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly PreparedConnection connection;

    public PreparedConnectionTests()
    {
        connection = new PreparedConnection($"Data Source={folder["words.db"]};Pooling=false");
        connection.Open();
        connection.Execute("create table word (word text not null unique)");
    }

    public void Dispose()
    {
        connection.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_statement_runs_with_the_values_of_each_call()
    {
        foreach (var word in new[] { "one", "two", "three" })
        {
            Assert.Equal(1, Add(word));
        }
        Assert.Equal(["one", "three"], Find("%e"));
        Assert.Equal(["two"], Find("t%o"));
        Assert.Empty(Find("four"));
    }

    [Fact]
    public void A_statement_that_failed_runs_again()
    {
        Add("one");
        Assert.Throws<SqliteException>(() => Add("one"));
        Assert.Equal(1, Add("two"));
        Assert.Equal(["one", "two"], Find("%"));
    }

    [Fact]
    public void A_statement_is_prepared_again_for_another_schema()
    {
        Add("one");
        Assert.Equal(["one"], Find("%"));
        connection.Execute("drop table word");
        Assert.Throws<SqliteException>(() => Find("%"));
        connection.Execute("create table word (word text not null, length integer)");
        Add("two");
        Assert.Equal(["two"], Find("%"));
    }

    [Fact]
    public void A_statement_may_run_while_it_runs()
    {
        Add("one");
        Add("two");
        var found = new List<string>();
        foreach (var word in connection.Query<string>("select word from word order by word", buffered: false))
        {
            found.Add(word);
            found.AddRange(connection.Query<string>("select word from word order by word"));
        }
        Assert.Equal(["one", "one", "two", "two", "one", "two"], found);
    }

    [Fact]
    public void A_statement_may_need_what_one_before_it_makes()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            connection.Execute("create table name (name text); insert into name values ('one'); drop table name");
        }
    }

    [Fact]
    public void A_first_row_leaves_nothing_open()
    {
        Add("one");
        Add("two");
        Assert.Equal("one", connection.QueryFirst<string>("select word from word order by word"));
        Assert.Equal("one", connection.QueryFirst<string>("select word from word order by word"));
        connection.Execute("drop table word");
    }

    [Fact]
    public void Many_statements_and_large_values_are_not_kept()
    {
        foreach (var number in Enumerable.Range(0, 1_000))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"select {number}";
            Assert.Equal((long)number, command.ExecuteScalar());
        }
        Assert.Equal(1, Add(new string('a', 100_000)));
        Assert.Equal(1, Add(new string('b', 100_000)));
        Assert.Equal(2, Find("%").Count);
    }

    int Add(string word) => connection.Execute("insert into word (word) values (@word)", new { word });

    List<string> Find(string pattern) =>
        [.. connection.Query<string>("select word from word where word like @pattern order by word", new { pattern })];
}
