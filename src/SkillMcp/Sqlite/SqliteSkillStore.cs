using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>Skills in a SQLite file. A project's own skill hides everybody's of the same name from lists and searches; an id still finds it.</summary>
public sealed partial class SqliteSkillStore(SkillDatabase database) : IMemoryStore
{
    /// <summary>The skills of rows, in their order, with what is known to go wrong.</summary>
    static async Task<IReadOnlyList<Skill>> LoadAsync(SqliteConnection connection, Project project, List<SkillRow> rows, CancellationToken cancel)
    {
        // A step's number means nothing in another version than the one that it failed in.
        var pitfalls = await connection.QueryAsync<PitfallRow>("""
            select pitfall.skill, pitfall.step, pitfall.text, pitfall.seen, met.steps
              from json_each(@keys) as wanted
              join skill                     on skill.key = wanted.value
              join pitfall                   on pitfall.skill = skill.key
              left join skill_version as met on met.skill = skill.key and met.number = pitfall.version and met.number <> skill.version
             order by pitfall.seen desc, pitfall.key
            """, new { keys = $"[{string.Join(',', rows.Select(row => row.Key))}]", cancel });
        var bySkill = pitfalls.ToLookup(row => row.Skill);
        return [.. rows.Select(row => row.ToSkill(project, bySkill[row.Key]))];
    }
}
