using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>Skills in a SQLite file. A project's own skill hides everybody's of the same name from lists and searches; an id still finds it.</summary>
public sealed partial class SqliteSkillStore(SkillDatabase database) : ISkillStore
{
    /// <summary>How many pitfalls a skill is answered with, those first that most ran into: nobody reads a hundred.</summary>
    const int MostPitfalls = 10;

    /// <summary>The skills of rows, in their order, with what is known to go wrong.</summary>
    static async Task<IReadOnlyList<Skill>> WholeAsync(SqliteConnection connection, Project project, List<SkillRow> rows, CancellationToken cancel)
    {
        // A step's number means nothing in another version than the one that it failed in.
        var pitfalls = await connection.QueryAsync<PitfallRow>("""
            select pitfall.skill, pitfall.text, pitfall.seen,
                   case when pitfall.version = skill.version then pitfall.step else 0 end as step
              from json_each(@keys) as wanted
              join skill   on skill.key = wanted.value
              join pitfall on pitfall.skill = skill.key
             order by pitfall.seen desc, pitfall.key
            """, new { keys = $"[{string.Join(',', rows.Select(row => row.Key))}]", cancel });
        var bySkill = pitfalls.ToLookup(row => row.Skill, row => row.ToPitfall());
        return [.. rows.Select(row => row.ToSkill(project, bySkill[row.Key].Take(MostPitfalls)))];
    }
}
