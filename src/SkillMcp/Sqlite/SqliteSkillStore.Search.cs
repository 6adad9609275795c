using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    volatile CommonWords common = new("");

    public Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // Over the skills of all projects: how rare a word is differs little between them, and one index serves all.
        var known = await CommonWordsAsync(connection, cancel);
        var rows = new Dictionary<string, WordRow>(StringComparer.Ordinal);
        var open = words.Where(word => !(known.Know(word, out var row) && rows.TryAdd(word, row))).ToList();
        foreach (var row in await CountAsync(connection, open, cancel))
        {
            rows[row.Word] = row;
            known.Learn(row);
        }
        // The index keeps a row of sizes for each skill; only a whole table is counted without reading it.
        var skills = await connection.QuerySingleAsync<int>("select count(*) from skill_search_docsize", cancel);
        return new WordFrequencies(skills, rows.ToDictionary(row => row.Key, row => row.Value.Skills, StringComparer.Ordinal))
        {
            TitleDocumentFrequency = rows.ToDictionary(row => row.Key, row => row.Value.Titled, StringComparer.Ordinal),
        };
    }, cancel);

    /// <summary>What is known of common words, if it was learned from the index as this transaction sees it.</summary>
    async Task<CommonWords> CommonWordsAsync(SqliteConnection connection, CancellationToken cancel)
    {
        // How many skills and words it holds, and where it keeps them: no write leaves both as they were.
        var index = await connection.QuerySingleAsync<string>("select group_concat(hex(block)) from skill_search_data where id in (1, 10)", cancel);
        var known = common;
        return known.AreOf(index) ? known : common = new CommonWords(index);
    }

    static Task<IEnumerable<WordRow>> CountAsync(SqliteConnection connection, List<string> words, CancellationToken cancel) =>
        connection.QueryAsync<WordRow>("""
            select term as word, doc as skills,
                   (select coalesce(max(doc), 0) from skill_word_in as field where field.term = skill_word.term and col in ('name', 'description', 'tags')) as titled
              from skill_word
             where term in (select value from json_each(@words))
            """, new { words = Column.Of([.. words]), cancel });

    /// <remarks>
    /// A skill whose content was changed outside may be among them: to hash a hundred candidates costs more than to find them.
    /// Whoever hands one out loads it first, and is told then.
    /// </remarks>
    public Task<IReadOnlyList<Candidate>> SearchAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var found = words.Count == 0 ? [] : await HoldingAsync(connection, project, words, category, limit, cancel);
        return await CandidatesAsync(connection, found, cancel);
    }, cancel);

    public Task<IReadOnlyList<Candidate>> SearchTrigramsAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var letters = Letters(words);
        var found = letters.Length == 0 ? [] : await ResemblingAsync(connection, project, letters, category, limit, cancel);
        return await CandidatesAsync(connection, found, cancel);
    }, cancel);

    // What is hidden is found once and not asked of every skill that holds a word: that took as long as all the rest.
    static async Task<IReadOnlyList<long>> HoldingAsync(SqliteConnection connection, Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel) =>
        [.. await connection.QueryAsync<long>("""
            select skill_search.rowid
              from skill_search
             where skill_search match @words
               and skill_search.rowid not in (
                       select key from skill where project > '' and project <> @project
                        union all
                       select everybodys.key
                         from skill as own join skill as everybodys on everybodys.name = own.name and everybodys.project = ''
                        where own.project = @project and @project > '')
               and (@category is null
                    or exists (select 1 from current_skill where key = skill_search.rowid and category = @category))
             order by bm25(skill_search, 2, 1.5, 1, 0.5, 1)
             limit @limit
            """, new { words = AnyOf(words), project = project.Name, category, limit, cancel })];

    static async Task<IReadOnlyList<long>> ResemblingAsync(SqliteConnection connection, Project project, string letters, string? category, int limit, CancellationToken cancel) =>
        [.. await connection.QueryAsync<long>("""
            select skill_letters.rowid
              from skill_letters
             where skill_letters match @letters
               and skill_letters.rowid not in (
                       select key from skill where project > '' and project <> @project
                        union all
                       select everybodys.key
                         from skill as own join skill as everybodys on everybodys.name = own.name and everybodys.project = ''
                        where own.project = @project and @project > '')
               and (@category is null
                    or exists (select 1 from current_skill where key = skill_letters.rowid and category = @category))
             order by bm25(skill_letters)
             limit @limit
            """, new { letters, project = project.Name, category, limit, cancel })];

    /// <summary>What ranking looks at, of the best alone: to carry texts through a sort would read those of every skill that holds a word.</summary>
    static async Task<IReadOnlyList<Candidate>> CandidatesAsync(SqliteConnection connection, IReadOnlyList<long> keys, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<CandidateRow>("""
            select skill.id, skill.status, skill.status_reason, skill.confidence, skill.created_at, skill.last_succeeded_at,
                   skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
                   skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
                   skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported,
                   skill.recent_weight, skill.recent_score,
                   skill.successes_before_restore, skill.partials_before_restore, skill.failures_before_restore,
                   coalesce(text.name, '') as name, coalesce(text.description, '') as description, coalesce(text.tags, '') as tags,
                   coalesce(text.steps, '') as steps, coalesce(text.tasks, '') as tasks, coalesce(text.unfit, '') as unfit
              from json_each(@keys) as found
             cross join skill         on skill.key = found.value
             cross join skill_search as text on text.rowid = found.value
             order by found.key
            """, new { keys = $"[{string.Join(',', keys)}]", cancel });
        return [.. rows.Select(row => row.ToCandidate())];
    }

    /// <summary>Between quotes there is no syntax: not a word of FTS5's own, no column, no star. A NUL would end the text.</summary>
    static string AnyOf(IEnumerable<string> words) =>
        string.Join(" OR ", words.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\""));

    /// <summary>Every three letters in a row of any of the words, its ends counting as letters.</summary>
    static string Letters(IReadOnlyList<string> words) =>
        AnyOf(words.Select(word => $" {word} ").SelectMany(word => Enumerable.Range(0, Math.Max(0, word.Length - 2)).Select(at => word.Substring(at, 3))).Distinct(StringComparer.Ordinal));
}

/// <param name="Word">Which.</param>
/// <param name="Skills">How many hold it.</param>
/// <param name="Titled">How many hold it in that of their names, descriptions and tags where most do.</param>
sealed record WordRow(string Word, int Skills, int Titled);
