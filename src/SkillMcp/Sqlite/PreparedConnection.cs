using System.Data;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// A connection that prepares each statement once. SQLite takes longer to prepare most of ours, which name views and ten columns, than to
/// run them, and a stored run takes some sixty.
/// </summary>
/// <remarks>Like every connection it is used by one thread at a time. Closing it ends the statements that are kept.</remarks>
sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    // All that is asked while skills are stored and retrieved; what comes after is prepared each time.
    const int MaxKept = 128;

    // A statement keeps the last values that were bound to it.
    const int MaxKeptLength = 16_384;

    readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);

    public override SqliteCommand CreateCommand() => new KeptCommand(this);

    SqliteCommand Take(string sql)
    {
        if (kept.Remove(sql, out var command))
        {
            return command;
        }
        command = new SqliteCommand(sql, this);
        try
        {
            // A reader that stops at its first row would leave the statement to be prepared again.
            command.Prepare();
        }
        catch (SqliteException)
        {
            // It is wrong, which running it says, or needs what a statement before it makes.
        }
        return command;
    }

    void Return(SqliteCommand command)
    {
        var isLarge = command.Parameters.Cast<SqliteParameter>().Any(parameter => LengthOf(parameter.Value) > MaxKeptLength);
        command.Parameters.Clear();
        if (isLarge || State != ConnectionState.Open || kept.Count >= MaxKept || !kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    static int LengthOf(object? value) => value switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length,
        _ => 0,
    };

    /// <summary>Runs the kept statement with its text, and gives that back when it is disposed itself.</summary>
    sealed class KeptCommand : SqliteCommand
    {
        readonly PreparedConnection connection;
        SqliteCommand? prepared;

        public KeptCommand(PreparedConnection connection)
        {
            this.connection = connection;
            Connection = connection;
        }

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (prepared is null || prepared.CommandText != CommandText)
            {
                GiveBack();
                prepared = connection.Take(CommandText);
            }
            prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
            {
                prepared.Parameters.Add(parameter);
            }
            try
            {
                return prepared.ExecuteReader(behavior);
            }
            catch
            {
                prepared.Dispose();
                prepared = null;
                throw;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                GiveBack();
            }
            base.Dispose(disposing);
        }

        void GiveBack()
        {
            if (prepared is { } command)
            {
                prepared = null;
                connection.Return(command);
            }
        }
    }
}
