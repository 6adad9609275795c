using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

/// <summary>
/// The skills that there must be by the record of changes, which names each that was added, renamed and purged. So a skill is missed that
/// another program took off the list of skills too.
/// </summary>
static partial class RecordedSkills
{
    /// <summary>The skills that the record has and that are neither there nor listed.</summary>
    public static async Task<IReadOnlyList<RemovedSkill>> MissingAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var recorded = new HashSet<RemovedSkill>();
        await foreach (var row in connection.QueryUnbufferedAsync<RecordedRow>("""
            select act, project, skill, detail
              from audit
             where skill <> ''
               and (act in ('added', 'imported', 'proposed', 'purged', 'approved', 'removal_accepted') or detail like '%was %')
             order by number
            """, cancel))
        {
            Follow(recorded, row);
        }
        recorded.ExceptWith(await connection.QueryAsync<RemovedSkill>(
            "select project, name from skill union select project, name from inventory", cancel));
        return [.. recorded.OrderBy(skill => skill.Name, StringComparer.Ordinal).ThenBy(skill => skill.Project, StringComparer.Ordinal)];
    }

    static void Follow(HashSet<RemovedSkill> recorded, RecordedRow row)
    {
        var named = new RemovedSkill(row.Project, row.Skill);
        switch (EnumName.Find<AuditedAct>(row.Act))
        {
            case AuditedAct.Purged or AuditedAct.RemovalAccepted:
                recorded.Remove(named);
                break;
            case AuditedAct.Added or AuditedAct.Imported or AuditedAct.Proposed:
                recorded.Add(named);
                break;
            default:
                FollowRenamed(recorded, row);
                break;
        }
    }

    /// <summary>A proposal that was approved is gone, and the skill that it changed may be everybody's.</summary>
    static void FollowRenamed(HashSet<RemovedSkill> recorded, RecordedRow row)
    {
        if (Adopted().Match(row.Detail) is { Success: true } adopted)
        {
            recorded.Remove(new RemovedSkill(row.Project, adopted.Groups[1].Value));
        }
        if (Renamed().Match(row.Detail) is not { Success: true } renamed)
        {
            return;
        }
        foreach (var project in new[] { row.Project, "" }.Distinct())
        {
            if (recorded.Remove(new RemovedSkill(project, renamed.Groups[1].Value)))
            {
                recorded.Add(new RemovedSkill(project, row.Skill));
                return;
            }
        }
    }

    [GeneratedRegex("(?:^|, )was ([a-z0-9-]+)(?:,|$)")]
    private static partial Regex Renamed();

    [GeneratedRegex("(?:^|, )proposed as ([a-z0-9-]+)(?:,|$)")]
    private static partial Regex Adopted();
}

/// <summary>What the record of changes says of a skill.</summary>
sealed record RecordedRow(string Act, string Project, string Skill, string Detail);
