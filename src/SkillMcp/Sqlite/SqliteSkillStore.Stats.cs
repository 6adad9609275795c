using Dapper;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    public Task<SkillStats> StatsAsync(Project project, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        // Grouped by record, because many skills have the same one (such as no executions), and reliability is computed in the domain.
        var groups = (await connection.QueryAsync<StatsRow>("""
            select category,
                   successes_verified + successes_evidenced + successes_self_reported as successes,
                   partials_verified + partials_evidenced + partials_self_reported as partials,
                   failures_verified + failures_evidenced + failures_self_reported as failures,
                   confidence,
                   count(*) as skills
              from current_skill as counted
             where status = 'active'
               and (project = @project
                    or project = '' and not exists (select 1 from skill as own where own.name = counted.name and own.project = @project))
             group by 1, 2, 3, 4, 5
            """, new { project = project.Name, cancel })).ToList();
        var skills = groups.Sum(group => group.Skills);
        var byCategory = groups
            .GroupBy(group => group.Category, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(group => group.Skills), StringComparer.Ordinal);
        return new SkillStats(skills, byCategory, Average(groups))
        {
            Untried = groups.Where(group => group.IsUntried).Sum(group => group.Skills),
            AverageOfTried = Average([.. groups.Where(group => !group.IsUntried)]),
        };
    }, cancel);

    static double Average(IReadOnlyCollection<StatsRow> groups) =>
        groups.Count == 0 ? 0 : groups.Sum(group => group.Skills * group.Reliability) / groups.Sum(group => group.Skills);
}

/// <summary>The number of skills with the same category, counts and confidence.</summary>
sealed record StatsRow(string Category, int Successes, int Partials, int Failures, double Confidence, int Skills)
{
    public bool IsUntried => Counts.Total == 0;

    public double Reliability => Counts.Reliability(Column.Share(Confidence));

    ExecutionCounts Counts => new(Successes, Partials, Failures);
}
