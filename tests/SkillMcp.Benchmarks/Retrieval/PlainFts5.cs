using Microsoft.Data.Sqlite;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>FTS5 as it is commonly used: its own tokenizer on the texts as they are, all words joined by OR, ranked by bm25.</summary>
sealed class PlainFts5 : IDisposable
{
    readonly SqliteConnection connection = new("Data Source=:memory:");
    readonly DataSet set;

    public PlainFts5(DataSet set)
    {
        this.set = set;
        connection.Open();
        Execute("create virtual table skill using fts5(name, description, tags, steps)");
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into skill (rowid, name, description, tags, steps) values ($row, $name, $description, $tags, $steps)";
        foreach (var (skill, row) in set.Skills.Select((skill, row) => (skill, row)))
        {
            insert.Parameters.Clear();
            insert.Parameters.AddWithValue("$row", row);
            insert.Parameters.AddWithValue("$name", skill.Name);
            insert.Parameters.AddWithValue("$description", skill.Description);
            insert.Parameters.AddWithValue("$tags", string.Join(' ', skill.Tags));
            insert.Parameters.AddWithValue("$steps", string.Join(' ', skill.Steps));
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    public QueryResult Ask(QueryRow query)
    {
        var hits = new List<Hit>();
        using var search = connection.CreateCommand();
        search.CommandText = "select rowid, -bm25(skill) from skill where skill match $words order by bm25(skill) limit 10";
        search.Parameters.AddWithValue("$words", AnyOf(query.Text));
        using var rows = search.ExecuteReader();
        while (rows.Read())
        {
            hits.Add(new Hit(set.Skills[rows.GetInt32(0)].Id, rows.GetDouble(1)));
        }
        return new QueryResult(query, hits, hits.Count > 0);
    }

    public void Dispose() => connection.Dispose();

    static string AnyOf(string text)
    {
        var words = new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "\"\"" : string.Join(" OR ", words.Select(word => $"\"{word}\""));
    }

    void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
