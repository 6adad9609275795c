using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

public sealed partial class SqliteSkillStore
{
    public Task<Saved> ChangeAsync(Project project, Skill skill, SkillVersion? added, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        if (await UnchangedAsync(connection, project, skill, cancel) is not { } stored)
        {
            return Saved.Conflict;
        }
        if (await IsTakenAsync(connection, skill, cancel))
        {
            return Saved.NameTaken;
        }
        if (added is not null)
        {
            await InsertAsync(connection, stored.Key, added, cancel);
        }
        await RequireVersionAsync(connection, stored.Key, skill, cancel);
        await AdoptAsync(connection, stored.Key, skill.Version, cancel);
        await UpdateAsync(connection, stored.Key, skill, cancel);
        await SearchIndex.DeriveAsync(connection, stored.Key, Column.Of(skill.Id), cancel);
        await AppendAsync(connection, stored, skill, added, cancel);
        return Saved.Done;
    }, cancel);

    public Task<Saved> ApproveAsync(Project project, Skill skill, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        var accepted = skill.Procedure.ContentHash();
        if (await UnchangedAsync(connection, project, skill, cancel) is not { } stored || stored.ToProcedure().ContentHash() != accepted)
        {
            return Saved.Conflict;
        }
        if (await AdoptProposalAsync(connection, project, stored, cancel))
        {
            return Saved.Done;
        }
        await connection.ExecuteAsync("""
            update skill_version
               set content_hash = @accepted
             where skill = @key
               and number = @version
            """, new { key = stored.Key, version = stored.Version, accepted, cancel });
        await UpdateAsync(connection, stored.Key, skill with { Lifecycle = Lifecycle.Active }, cancel);
        await SearchIndex.DeriveAsync(connection, stored.Key, Column.Of(skill.Id), cancel);
        await AppendAsync(connection, AuditedAct.Approved, skill, $"version {Told(skill.Version, skill.Procedure)}", cancel);
        return Saved.Done;
    }, cancel);

    public Task<Saved> PurgeAsync(Project project, Skill skill, CancellationToken cancel) => database.WriteAsync(async connection =>
    {
        if (await UnchangedAsync(connection, project, skill, cancel) is not { } stored)
        {
            return Saved.Conflict;
        }
        var (id, key) = (Column.Of(skill.Id), stored.Key);
        var holders = await SearchIndex.HoldersAsync(connection, id, cancel);
        await SearchIndex.RemoveAsync(connection, key, cancel);
        await connection.ExecuteAsync("delete from skill where key = @key", new { key, cancel });
        await ForgetFilesAsync(connection, stored.Project, cancel);
        await connection.ExecuteAsync("delete from retrieved_skill where skill = @id", new { id, cancel });
        await connection.ExecuteAsync("""
            delete from retrieval
             where not exists (select 1 from retrieved_skill where retrieved_skill.retrieval = retrieval.id)
            """, new { cancel });
        foreach (var holder in holders.Where(holder => holder != key))
        {
            await SearchIndex.DeriveOneAsync(connection, holder, cancel);
        }
        await AppendAsync(connection, AuditedAct.Purged, skill, $"version {Told(skill.Version, skill.Procedure)}", cancel);
        return Saved.Done;
    }, cancel);

    /// <summary>The row of a skill, if it is still at the revision that was read; null where somebody changed or purged it.</summary>
    static Task<SkillRow?> UnchangedAsync(SqliteConnection connection, Project project, Skill skill, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<SkillRow>("""
            select *
              from current_skill
             where id = @id
               and project in ('', @project)
               and revision = @revision
            """, new { id = Column.Of(skill.Id), project = project.Name, revision = skill.Revision, cancel });

    static async Task RequireVersionAsync(SqliteConnection connection, long key, Skill skill, CancellationToken cancel)
    {
        var numbers = (await connection.QueryAsync<int>("select number from skill_version where skill = @key order by number", new { key, cancel })).ToList();
        if (!numbers.Contains(skill.Version))
        {
            throw new SkillException($"'{skill.Name}' has no version {skill.Version}: there are {string.Join(", ", numbers)}.");
        }
    }

    /// <summary>What is the skill itself is no alternative to it any more.</summary>
    static Task AdoptAsync(SqliteConnection connection, long key, int version, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update skill_version
               set is_alternative = 0
             where skill = @key
               and number = @version
               and is_alternative = 1
            """, new { key, version, cancel });

    /// <summary>Writes everything of a skill but its text and its tallies: outcomes are counted meanwhile.</summary>
    static Task UpdateAsync(SqliteConnection connection, long key, Skill skill, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update skill
               set name                     = @name,
                   version                  = @version,
                   revision                 = revision + 1,
                   status                   = @status,
                   status_reason            = @reason,
                   pinned                   = @pinned,
                   updated_at               = @updatedAt,
                   recent_weight            = iif(status = 'archived' and @status = 'active', 0, recent_weight),
                   recent_score             = iif(status = 'archived' and @status = 'active', 0, recent_score),
                   successes_before_restore = iif(status = 'archived' and @status = 'active',
                                                  successes_verified + successes_evidenced + successes_self_reported, successes_before_restore),
                   partials_before_restore  = iif(status = 'archived' and @status = 'active',
                                                  partials_verified + partials_evidenced + partials_self_reported, partials_before_restore),
                   failures_before_restore  = iif(status = 'archived' and @status = 'active',
                                                  failures_verified + failures_evidenced + failures_self_reported, failures_before_restore)
             where key = @key
            """, new
        {
            key,
            name = skill.Name.Value,
            version = skill.Version,
            status = Column.Of(skill.Lifecycle.Status),
            reason = skill.Lifecycle.Reason,
            pinned = skill.Pinned,
            updatedAt = Column.Of(skill.UpdatedAt),
            cancel,
        });
}
