using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// Stores skills in a SQLite file. In lists and searches, a project's own skill hides the shared one of the same name,
/// which can still be read by its id.
/// </summary>
sealed partial class SqliteSkillStore(SkillDatabase database) : IMemoryStore
{
    /// <summary>The skills of some rows, in the same order, with their pitfalls.</summary>
    static async Task<IReadOnlyList<Skill>> LoadAsync(
        SqliteConnection connection, Project project, List<SkillRow> rows, CancellationToken cancel)
    {
        var keys = $"[{string.Join(',', rows.Select(row => row.Key))}]";
        var broken = await Seals.BrokenAsync(connection, keys, cancel);
        // The number of a step is only valid in the version that the pitfall was reported for, so its steps are read too.
        var pitfalls = await connection.QueryAsync<PitfallRow>("""
            select pitfall.skill, pitfall.step, pitfall.text, pitfall.seen, pitfall.tip, pitfall.passed, pitfall.at, met.steps
              from json_each(@keys) as wanted
              join skill                     on skill.key = wanted.value
              join pitfall                   on pitfall.skill = skill.key
              left join skill_version as met on met.skill = skill.key and met.number = pitfall.version and met.number <> skill.version
             order by pitfall.seen desc, pitfall.key
            """, new { keys, cancel });
        var bySkill = pitfalls.ToLookup(row => row.Skill);
        return [.. rows.Select(row => row.ToSkill(project, bySkill[row.Key], isIntact: !broken.Contains(row.Key)))];
    }
}
