using Dapper;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // Over the skills of all projects: how rare a word is differs little between them, and one index serves all.
        var holding = await connection.QueryAsync<WordRow>("""
            select term as word, doc as skills
              from skill_word
             where term in (select value from json_each(@words))
            """, new { words = Column.Of([.. words]), cancel });
        // The index keeps a row of sizes for each skill; only a whole table is counted without reading it.
        var skills = await connection.QuerySingleAsync<int>("select count(*) from skill_search_docsize", new { cancel });
        return new WordFrequencies(skills, holding.ToDictionary(row => row.Word, row => row.Skills, StringComparer.Ordinal));
    }, cancel);

    /// <remarks>
    /// A skill whose content was changed outside may be among them: to hash a hundred candidates costs more than to find them.
    /// Whoever hands one out loads it first, and is told then.
    /// </remarks>
    public Task<IReadOnlyList<Candidate>> SearchAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        if (words.Count == 0)
        {
            return (IReadOnlyList<Candidate>)[];
        }
        // Texts are read for the best alone: to carry them through the sort would read those of every skill that holds a word.
        var rows = await connection.QueryAsync<CandidateRow>("""
            select skill.id, skill.status, skill.status_reason, skill.confidence, skill.created_at, skill.last_succeeded_at,
                   skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
                   skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
                   skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported,
                   skill.recent_weight, skill.recent_score,
                   skill.successes_before_restore, skill.partials_before_restore, skill.failures_before_restore,
                   text.name, text.description, text.tags, text.steps
              from (select skill_search.rowid as key, bm25(skill_search, 2, 1.5, 1, 0.5) as rank
                      from skill_search
                      join skill on skill.key = skill_search.rowid
                     where skill_search match @words
                       and (skill.project = @project
                            or skill.project = '' and not exists (select 1 from skill as own where own.name = skill.name and own.project = @project))
                       and (@category is null
                            or exists (select 1 from skill_version as current
                                        where current.skill = skill.key and current.number = skill.version and current.category = @category))
                     order by rank
                     limit @limit) as best
              join skill               on skill.key = best.key
              join skill_search as text on text.rowid = best.key
             order by best.rank
            """, new { words = AnyOf(words), project = project.Name, category, limit, cancel });
        return [.. rows.Select(row => row.ToCandidate())];
    }, cancel);

    /// <summary>Between quotes there is no syntax: not a word of FTS5's own, no column, no star. A NUL would end the text.</summary>
    static string AnyOf(IReadOnlyList<string> words) =>
        string.Join(" OR ", words.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\""));
}

sealed record WordRow(string Word, int Skills);
