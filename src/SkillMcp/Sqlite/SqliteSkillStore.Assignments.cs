using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<IReadOnlyList<Assignment>> AssignmentsOfAsync(
        Project project, Guid retrieval, CancellationToken cancel) => database.ReadAsync(async connection => Assigned(
        await connection.QueryAsync<AssignmentRow>("""
            select skill.id as skill, assignment.retrieval, assignment.first, assignment.version, assignment.withheld, assignment.percent,
                   assignment.session, assignment.at, assignment.outcome, assignment.read,
                   coalesce(retrieval.task, '') as task, coalesce(retrieval.also, '[]') as also
              from assignment
              join skill           on skill.key = assignment.skill and skill.project in ('', @project)
              join assignment_seal on assignment_seal.skill = assignment.skill and assignment_seal.number = assignment.number
              left join retrieval  on retrieval.id = assignment.retrieval
                                  and retrieval.seal = (select hash from retrieval_seal where retrieval_seal.id = retrieval.id)
             where assignment.retrieval = @retrieval
               and assignment.seal = assignment_seal.hash
             order by assignment.at, assignment.skill, assignment.number
            """, new { retrieval = Column.Of(retrieval), project = project.Name, cancel })), cancel);

    public Task<IReadOnlyList<Assignment>> AssignmentsSinceAsync(
        Project project, DateTimeOffset since, CancellationToken cancel) => database.ReadAsync(async connection => Assigned(
        await connection.QueryAsync<AssignmentRow>("""
            select skill.id as skill, assignment.retrieval, assignment.first, assignment.version, assignment.withheld, assignment.percent,
                   assignment.session, assignment.at, assignment.outcome, assignment.read,
                   coalesce(retrieval.task, '') as task, coalesce(retrieval.also, '[]') as also
              from assignment
              join skill           on skill.key = assignment.skill and skill.project in ('', @project)
              join assignment_seal on assignment_seal.skill = assignment.skill and assignment_seal.number = assignment.number
              left join retrieval  on retrieval.id = assignment.retrieval
                                  and retrieval.seal = (select hash from retrieval_seal where retrieval_seal.id = retrieval.id)
             where assignment.at >= @since
               and assignment.seal = assignment_seal.hash
             order by assignment.at, assignment.skill, assignment.number
            """, new { since = Column.Of(since), project = project.Name, cancel })), cancel);

    public Task<IReadOnlyList<Assignment>> AssignmentsAsync(
        Project project, Guid? skill, CancellationToken cancel) => database.ReadAsync(async connection => Assigned(
        await connection.QueryAsync<AssignmentRow>("""
            select skill.id as skill, assignment.retrieval, assignment.first, assignment.version, assignment.withheld, assignment.percent,
                   assignment.session, assignment.at, assignment.outcome, assignment.read, '' as task, '[]' as also
              from assignment
              join skill           on skill.key = assignment.skill and skill.project in ('', @project)
              join assignment_seal on assignment_seal.skill = assignment.skill and assignment_seal.number = assignment.number
             where (@skill is null or skill.id = @skill)
               and assignment.seal = assignment_seal.hash
             order by assignment.at, assignment.skill, assignment.number
            """, new { skill = Column.Of(skill), project = project.Name, cancel })), cancel);

    static IReadOnlyList<Assignment> Assigned(IEnumerable<AssignmentRow> rows) => [.. rows.Select(row => row.ToAssignment())];

    static async Task KeepAssignmentsAsync(
        SqliteConnection connection, Project project, IReadOnlyList<Assignment> assignments, CancellationToken cancel)
    {
        foreach (var assignment in assignments)
        {
            var (skill, retrieval) = (Column.Of(assignment.Skill), Column.Of(assignment.Retrieval));
            // What another program changed stays as it is, and is not sealed.
            var written = await connection.ExecuteAsync("""
                insert into assignment (skill, number, retrieval, first, version, withheld, percent, session, at, outcome, read)
                select skill.key,
                       1 + (select coalesce(max(number), 0) from assignment as other where other.skill = skill.key),
                       @retrieval, @first, @version, @withheld, @percent, @session, @at, @outcome, @read
                  from skill
                 where skill.id = @skill
                   and skill.project in ('', @project)
                on conflict (skill, retrieval) do update
                   set outcome = coalesce(excluded.outcome, assignment.outcome),
                       read = iif(excluded.outcome is null, assignment.read, excluded.read),
                       seal = ''
                 where assignment.seal = (select hash
                                            from assignment_seal
                                           where assignment_seal.skill = assignment.skill
                                             and assignment_seal.number = assignment.number)
                """, new
            {
                skill,
                project = project.Name,
                retrieval,
                first = Column.Of(assignment.First),
                version = assignment.Version,
                withheld = assignment.IsWithheld,
                percent = assignment.Percent,
                session = assignment.Session,
                at = Column.Of(assignment.At),
                outcome = assignment.Outcome is { } outcome ? EnumName.Of(outcome) : null,
                read = assignment.IsRead,
                cancel,
            });
            if (written == 0)
            {
                continue;
            }
            await connection.ExecuteAsync("""
                update assignment
                   set seal = (select hash
                                 from assignment_seal
                                where assignment_seal.skill = assignment.skill
                                  and assignment_seal.number = assignment.number)
                 where skill = (select key from skill where id = @skill)
                   and retrieval = @retrieval
                   and seal = ''
                """, new { skill, retrieval, cancel });
        }
    }
}

/// <summary>A row of <c>assignment</c>, with what is kept of its retrieval.</summary>
sealed record AssignmentRow
{
    public required string Skill { get; init; }

    public required string Retrieval { get; init; }

    public required string First { get; init; }

    public required int Version { get; init; }

    public required bool Withheld { get; init; }

    public required int Percent { get; init; }

    public required string Session { get; init; }

    public required long At { get; init; }

    public required string? Outcome { get; init; }

    public required bool Read { get; init; }

    public required string Task { get; init; }

    public required string Also { get; init; }

    public Assignment ToAssignment() => new()
    {
        Skill = Column.Id(Skill),
        Retrieval = Column.Id(Retrieval),
        First = Column.Id(First),
        Version = Version,
        IsWithheld = Withheld,
        Percent = Percent,
        Session = Session,
        At = Column.Time(At),
        Outcome = EnumName.Find<Outcome>(Outcome),
        IsRead = Read,
        Task = Task,
        HasAlso = Column.Texts(Also).Count > 0,
    };
}
