using Microsoft.Data.Sqlite;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>The cost of one durable write to the disk and SQLite alone: a row into a write-ahead log, synced.</summary>
sealed class BareCommits : IDisposable
{
    readonly SqliteConnection connection;
    readonly SqliteCommand insert;

    public BareCommits(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute("pragma journal_mode = wal");
        Execute("pragma synchronous = full");
        Execute("create table row (key integer primary key, text text not null)");
        insert = connection.CreateCommand();
        insert.CommandText = "insert into row (text) values ('one row, and nothing else')";
        insert.Prepare();
    }

    public void Commit() => insert.ExecuteNonQuery();

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }

    void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
