using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    volatile CommonWords common = new(-1);

    public Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel) =>
        FrequenciesAsync(words, inTitles: true, cancel);

    public Task<WordFrequencies> CountsAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel) =>
        FrequenciesAsync(words, inTitles: false, cancel);

    Task<WordFrequencies> FrequenciesAsync(
        IReadOnlyCollection<string> words, bool inTitles, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // Counted over the skills of all projects: the rarity of a word differs little between them, and they share one index.
        var index = await IndexStateAsync(connection, cancel);
        var known = KnownFor(database.Reopened);
        var rows = new Dictionary<string, WordRow>(StringComparer.Ordinal);
        var uncounted = words
            .Where(word => !(known.Know(word, index.Changes, inTitles, out var row) && rows.TryAdd(word, row)))
            .ToList();
        var counting = inTitles ? CountWithTitlesAsync(connection, uncounted, cancel) : CountAsync(connection, uncounted, cancel);
        foreach (var row in await counting)
        {
            rows[row.Word] = row;
            known.Learn(row, index.Changes);
        }
        return new WordFrequencies(index.Skills, rows.ToDictionary(row => row.Key, row => row.Value.Skills, StringComparer.Ordinal))
        {
            TitleDocumentFrequency = inTitles
                ? rows.ToDictionary(row => row.Key, row => row.Value.Titled ?? 0, StringComparer.Ordinal)
                : new Dictionary<string, int>(),
            State = index.State,
        };
    }, cancel);

    /// <summary>The cached counts of common words; an empty cache if they are those of another file.</summary>
    CommonWords KnownFor(int file)
    {
        var known = common;
        if (known.File != file)
        {
            common = known = new CommonWords(file);
        }
        return known;
    }

    /// <remarks>
    /// FTS5 keeps the numbers of rows and words in record 1, and the list of its segments in record 10: every write changes one of them.
    /// Each change of a skill has a line in the record of changes.
    /// </remarks>
    static Task<IndexStateRow> IndexStateAsync(SqliteConnection connection, CancellationToken cancel) =>
        connection.QuerySingleAsync<IndexStateRow>("""
            select (select group_concat(hex(block)) from skill_search_data where id in (1, 10)) as state,
                   (select block from skill_search_data where id = 1) as totals,
                   (select coalesce(max(number), 0) from audit) as changes
            """, cancel);

    static Task<IEnumerable<WordRow>> CountAsync(SqliteConnection connection, List<string> words, CancellationToken cancel) =>
        connection.QueryAsync<WordRow>("""
            select term as word, doc as skills, null as titled
              from skill_word
             where term in (select value from json_each(@words))
            """, new { words = Column.Of([.. words]), cancel });

    static Task<IEnumerable<WordRow>> CountWithTitlesAsync(SqliteConnection connection, List<string> words, CancellationToken cancel) =>
        connection.QueryAsync<WordRow>("""
            select term as word, doc as skills,
                   (select coalesce(max(doc), 0)
                      from skill_word_in as field
                     where field.term = skill_word.term
                       and col in ('name', 'description', 'tags')) as titled
              from skill_word
             where term in (select value from json_each(@words))
            """, new { words = Column.Of([.. words]), cancel });

    /// <remarks>
    /// The result may contain a skill whose content was changed outside: hashing a hundred candidates costs more than finding them.
    /// Such a skill is noticed when it is loaded, which every caller does before it returns one.
    /// </remarks>
    public Task<IReadOnlyList<Candidate>> SearchAsync(
        Project project,
        IReadOnlyList<string> words,
        string? category,
        int limit,
        CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var found = words.Count == 0 ? [] : await HoldingAsync(connection, project, words, category, limit, cancel);
        return await CandidatesAsync(connection, found, cancel);
    }, cancel);

    public Task<IReadOnlyList<Skill>> WithWordsAsync(
        Project project, IReadOnlyList<string> words, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var found = words.Count == 0 ? [] : await HoldingAsync(connection, project, words, category: null, limit, cancel);
        var rows = await connection.QueryAsync<SkillRow>("""
            select current_skill.*
              from json_each(@keys) as found
             cross join current_skill on current_skill.key = found.value
             order by found.key
            """, new { keys = $"[{string.Join(',', found)}]", cancel });
        return await LoadAsync(connection, project, rows.ToList(), cancel);
    }, cancel);

    public Task<IReadOnlyList<Candidate>> SearchTrigramsAsync(
        Project project,
        IReadOnlyList<string> words,
        string? category,
        int limit,
        CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var trigrams = TrigramQuery(words);
        var found = trigrams.Length == 0 ? [] : await ResemblingAsync(connection, project, trigrams, category, limit, cancel);
        return await CandidatesAsync(connection, found, cancel);
    }, cancel);

    // The hidden skills are selected once. Checking each skill that contains a word took as long as the rest of the query.
    static async Task<IReadOnlyList<long>> HoldingAsync(
        SqliteConnection connection, Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel) =>
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

    static async Task<IReadOnlyList<long>> ResemblingAsync(
        SqliteConnection connection, Project project, string letters, string? category, int limit, CancellationToken cancel) =>
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

    /// <summary>
    /// Loads what ranking needs, for the best skills only.
    /// Selecting the texts before sorting would read those of every skill that contains a word.
    /// The texts are read from the table that FTS5 keeps them in, its columns numbered: through FTS5 that takes half as long again.
    /// </summary>
    static async Task<IReadOnlyList<Candidate>> CandidatesAsync(
        SqliteConnection connection, IReadOnlyList<long> keys, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<CandidateRow>("""
            select skill.id, skill.status, skill.status_reason, skill.confidence, skill.created_at, skill.last_succeeded_at,
                   skill.successes_verified, skill.successes_evidenced, skill.successes_self_reported,
                   skill.partials_verified, skill.partials_evidenced, skill.partials_self_reported,
                   skill.failures_verified, skill.failures_evidenced, skill.failures_self_reported, way.belief as belief,
                   skill.successes_before_restore, skill.partials_before_restore, skill.failures_before_restore,
                   coalesce(text.c0, '') as name, coalesce(text.c1, '') as description, coalesce(text.c2, '') as tags,
                   coalesce(text.c3, '') as steps, coalesce(text.c4, '') as tasks, coalesce(text.c5, '') as unfit
              from json_each(@keys) as found
             cross join skill                        on skill.key = found.value
             cross join skill_search_content as text on text.id = found.value
              left join skill_version as written     on written.skill = skill.key and written.number = skill.version
              left join way                          on way.skill = skill.key and way.number = written.way
             order by found.key
            """, new { keys = $"[{string.Join(',', keys)}]", cancel });
        return [.. rows.Select(row => row.ToCandidate())];
    }

    /// <summary>An FTS5 query for any of the words, which are quoted, so that FTS5 finds no syntax in them.</summary>
    // A NUL would end the query.
    static string AnyOf(IEnumerable<string> words) =>
        string.Join(" OR ", words.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\""));

    /// <summary>An FTS5 query for any trigram of the words. A space before and after each word is part of its trigrams.</summary>
    static string TrigramQuery(IReadOnlyList<string> words) =>
        AnyOf(words.SelectMany(word => Trigrams($" {word} ")).Distinct(StringComparer.Ordinal));

    static IEnumerable<string> Trigrams(string text) =>
        Enumerable.Range(0, Math.Max(0, text.Length - 2)).Select(at => text.Substring(at, 3));
}

/// <summary>The state of the search index.</summary>
sealed record IndexStateRow
{
    const int BitsOfByte = 7;
    const int More = 1 << BitsOfByte;

    /// <summary>Another text whenever the index has changed.</summary>
    public required string State { get; init; }

    /// <summary>How many rows and words FTS5 has indexed, as it writes numbers: seven bits a byte, the highest first.</summary>
    public required byte[] Totals { get; init; }

    /// <summary>How many changes were ever made.</summary>
    public required long Changes { get; init; }

    /// <summary>How many skills are indexed: the first of the numbers. Counting the rows would read a page for every few hundred.</summary>
    public int Skills
    {
        get
        {
            var skills = 0;
            foreach (var part in Totals)
            {
                skills = (skills << BitsOfByte) | (part & (More - 1));
                if (part < More)
                {
                    break;
                }
            }
            return skills;
        }
    }
}

/// <summary>In how many skills a word occurs.</summary>
/// <param name="Word">The word.</param>
/// <param name="Skills">How many skills contain it in any column.</param>
/// <param name="Titled">
/// How many skills contain it in one column, the one of name, description and tags in which it occurs most often; null if that was not
/// counted.
/// </param>
sealed record WordRow(string Word, int Skills, int? Titled);
