using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<PastRetrieval?> FindRetrievalAsync(
        Project project, Guid id, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var found = await connection.QuerySingleOrDefaultAsync<RetrievalRow>("""
            select task, also, at
              from retrieval
             where id = @id
               and project = @project
               and seal = (select hash from retrieval_seal where retrieval_seal.id = retrieval.id)
            """, new { id = Column.Of(id), project = project.Name, cancel });
        if (found is null)
        {
            return null;
        }
        var skills = await connection.QueryAsync<RetrievedSkillRow>("""
            select skill, version, possible
              from retrieved_skill
             where retrieval = @id
             order by position
            """, new { id = Column.Of(id), cancel });
        return new PastRetrieval(id, found.Task, [.. skills.Select(row => row.ToRetrievedSkill())], Column.Time(found.At))
        {
            Also = Column.Texts(found.Also),
        };
    }, cancel);

    public Task<bool> IsToldAsync(Project project, Guid id, CancellationToken cancel) => database.ReadAsync(
        connection => connection.QuerySingleAsync<bool>("""
            select exists (select 1
                             from execution
                            where retrieval = @id)
                or exists (select 1
                             from candidate
                            where project = @project
                              and retrieval = @id)
            """, new { id = Column.Of(id), project = project.Name, cancel }),
        cancel);

    public Task<IReadOnlyList<Guid>> SkillsToldOfAsync(Guid id, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Guid>>(
        async connection =>
        {
            var ids = await connection.QueryAsync<string>("""
                select distinct skill.id
                  from execution
                  join skill on skill.key = execution.skill
                 where execution.retrieval = @id
                """, new { id = Column.Of(id), cancel });
            return [.. ids.Select(Column.Id)];
        },
        cancel);

    public Task<IReadOnlyList<RetrievalWeek>> RetrievalWeeksAsync(
        Project project, int limit, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // Materialized, because the outcome would otherwise be looked up for each count of it. A week begins on a Monday: day 4 since 1970.
        var weeks = await connection.QueryAsync<RetrievalWeekRow>("""
            with ended as materialized (
                select (retrieval.at / 86400000 + 3) / 7 as week,
                       (select execution.outcome
                          from execution
                         where execution.retrieval = retrieval.id
                           and exists (select 1
                                         from skill
                                         join retrieved_skill           on retrieved_skill.skill = skill.id
                                         join skill_version as returned on returned.skill = skill.key
                                                                       and returned.number = retrieved_skill.version
                                        where skill.key = execution.skill
                                          and retrieved_skill.retrieval = retrieval.id
                                          and returned.way = execution.way)
                         order by execution.outcome = 'not_used', execution.at desc, execution.key desc
                         limit 1) as outcome
                  from retrieval
                 where project = @project
                   and exists (select 1 from retrieved_skill where retrieved_skill.retrieval = retrieval.id)
                   and seal = (select hash from retrieval_seal where retrieval_seal.id = retrieval.id))
            select week,
                   count(*) as retrievals,
                   count(case outcome when 'success' then 1 end) as successes,
                   count(case outcome when 'partial' then 1 end) as partials,
                   count(case outcome when 'failure' then 1 end) as failures,
                   count(case outcome when 'not_used' then 1 end) as unused
              from ended
             group by week
             order by week desc
             limit @limit
            """, new { project = project.Name, limit, cancel });
        return (IReadOnlyList<RetrievalWeek>)[.. weeks.Select(week => week.ToRetrievalWeek())];
    }, cancel);

    static async Task KeepRetrievalsAsync(SqliteConnection connection, Project project, MemoryChange change, CancellationToken cancel)
    {
        var noted = new List<string>();
        foreach (var retrieval in change.Retrievals)
        {
            if (await TryInsertAsync(connection, project, retrieval, cancel))
            {
                noted.Add(Column.Of(retrieval.Id));
            }
        }
        await Seals.SealRetrievalsAsync(connection, noted, cancel);
        if (change.ForgetRetrievalsBefore is { } time)
        {
            await connection.ExecuteAsync("delete from retrieval where at < @before", new { before = Column.Of(time), cancel });
        }
    }

    /// <returns>False if it is kept already.</returns>
    static async Task<bool> TryInsertAsync(
        SqliteConnection connection, Project project, PastRetrieval retrieval, CancellationToken cancel)
    {
        var id = Column.Of(retrieval.Id);
        var noted = await connection.ExecuteAsync("""
            insert into retrieval (id, project, task, also, at)
            values (@id, @project, @task, @also, @at)
            on conflict (id) do nothing
            """, new
        {
            id,
            project = project.Name,
            task = retrieval.Task,
            also = Column.Of(retrieval.Also),
            at = Column.Of(retrieval.At),
            cancel,
        });
        if (noted == 0)
        {
            return false;
        }
        for (var position = 0; position < retrieval.Skills.Count; position++)
        {
            var skill = retrieval.Skills[position];
            await connection.ExecuteAsync("""
                insert into retrieved_skill (retrieval, position, skill, version, possible)
                values (@id, @position, @skill, @version, @possible)
                """, new { id, position, skill = Column.Of(skill.Skill), version = skill.Version, possible = skill.IsPossible, cancel });
        }
        return true;
    }
}

/// <summary>A row of <c>retrieval</c>.</summary>
sealed record RetrievalRow(string Task, string Also, long At);

/// <summary>How the retrievals of one week ended; weeks are counted from the one that 1970 began in.</summary>
sealed record RetrievalWeekRow(long Week, int Retrievals, int Successes, int Partials, int Failures, int Unused)
{
    static readonly DateOnly FirstMonday = new(1969, 12, 29);

    // Another program may have written a time that no calendar has.
    const int LastWeek = 400_000;

    public RetrievalWeek ToRetrievalWeek() => new(
        FirstMonday.AddDays((int)Math.Clamp(Week, 0, LastWeek) * 7),
        Retrievals,
        new ExecutionCounts(Successes, Partials, Failures),
        Unused);
}

/// <summary>A row of <c>retrieved_skill</c>.</summary>
sealed record RetrievedSkillRow(string Skill, int Version, bool Possible)
{
    public RetrievedSkill ToRetrievedSkill() => new(Column.Id(Skill), Version, Possible);
}
