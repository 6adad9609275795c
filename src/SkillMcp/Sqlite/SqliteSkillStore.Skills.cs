using Dapper;
using Microsoft.Data.Sqlite;

namespace SkillMcp.Sqlite;

sealed partial class SqliteSkillStore
{
    /// <returns>The skill's key.</returns>
    static Task<long> InsertAsync(SqliteConnection connection, Skill skill, CancellationToken cancel) =>
        connection.QuerySingleAsync<long>("""
            insert into skill (id, project, name, version, revision, status, status_reason, pinned, trials, confidence,
                               source, author, client, task,
                               successes_verified, successes_evidenced, successes_self_reported,
                               partials_verified, partials_evidenced, partials_self_reported,
                               failures_verified, failures_evidenced, failures_self_reported,
                               successes_before_restore, partials_before_restore, failures_before_restore,
                               created_at, updated_at, last_used_at, last_succeeded_at)
            values (@id, @project, @name, @version, @revision, @status, @statusReason, @pinned, @trials, @confidence,
                    @source, @author, @client, @task,
                    @successesVerified, @successesEvidenced, @successesSelfReported,
                    @partialsVerified, @partialsEvidenced, @partialsSelfReported,
                    @failuresVerified, @failuresEvidenced, @failuresSelfReported,
                    @successesBeforeRestore, @partialsBeforeRestore, @failuresBeforeRestore,
                    @createdAt, @updatedAt, @lastUsedAt, @lastSucceededAt)
            returning key
            """, new
        {
            id = Column.Of(skill.Id),
            project = skill.Project.Name,
            name = skill.Name.Value,
            version = skill.Version,
            revision = skill.Revision,
            status = EnumName.Of(skill.Lifecycle.Status),
            statusReason = skill.Lifecycle.Reason,
            pinned = skill.Pinned,
            trials = skill.HasTrials,
            confidence = skill.Confidence,
            source = EnumName.Of(skill.Source),
            author = EnumName.Of(skill.Provenance.Author),
            client = skill.Provenance.Client,
            task = skill.Provenance.Task,
            successesVerified = skill.Record.Successes.Verified,
            successesEvidenced = skill.Record.Successes.Evidenced,
            successesSelfReported = skill.Record.Successes.SelfReported,
            partialsVerified = skill.Record.Partials.Verified,
            partialsEvidenced = skill.Record.Partials.Evidenced,
            partialsSelfReported = skill.Record.Partials.SelfReported,
            failuresVerified = skill.Record.Failures.Verified,
            failuresEvidenced = skill.Record.Failures.Evidenced,
            failuresSelfReported = skill.Record.Failures.SelfReported,
            successesBeforeRestore = skill.Record.BeforeRestore.Successes,
            partialsBeforeRestore = skill.Record.BeforeRestore.Partials,
            failuresBeforeRestore = skill.Record.BeforeRestore.Failures,
            createdAt = Column.Of(skill.CreatedAt),
            updatedAt = Column.Of(skill.UpdatedAt),
            lastUsedAt = Column.Of(skill.LastUsedAt),
            lastSucceededAt = Column.Of(skill.LastSucceededAt),
            cancel,
        });

    static async Task InsertAsync(SqliteConnection connection, long key, SkillVersion version, CancellationToken cancel)
    {
        await RequireFilesAsync(connection, key, version.Procedure.Files, cancel);
        await TextColumns.InsertAsync(connection, key, version, cancel);
        await BeginWayAsync(connection, key, version, cancel);
        foreach (var pitfall in version.Pitfalls)
        {
            await CountPitfallAsync(connection, key, version.Number, pitfall, pitfall.SeenAt ?? version.CreatedAt, cancel);
        }
    }

    /// <summary>Updates what can change of a skill, except its text and its record, to which others may add meanwhile.</summary>
    static Task UpdateAsync(SqliteConnection connection, long key, Skill skill, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update skill
               set name          = @name,
                   version       = @version,
                   revision      = revision + 1,
                   status        = @status,
                   status_reason = @reason,
                   pinned        = @pinned,
                   trials        = @trials,
                   updated_at    = @updatedAt
             where key = @key
            """, new
        {
            key,
            name = skill.Name.Value,
            version = skill.Version,
            status = EnumName.Of(skill.Lifecycle.Status),
            reason = skill.Lifecycle.Reason,
            pinned = skill.Pinned,
            trials = skill.HasTrials,
            updatedAt = Column.Of(skill.UpdatedAt),
            cancel,
        });

    /// <summary>Marks the version that becomes the current one as not an alternative any more.</summary>
    static Task AdoptAsync(SqliteConnection connection, long key, int version, CancellationToken cancel) =>
        connection.ExecuteAsync("""
            update skill_version
               set is_alternative = 0
             where skill = @key
               and number = @version
               and is_alternative = 1
            """, new { key, version, cancel });

    /// <summary>Sets the stored hash of each version to that of its present text.</summary>
    static async Task AcceptAsync(SqliteConnection connection, long key, CancellationToken cancel)
    {
        var versions = await connection.QueryAsync<HashedRow>("""
            select skill.*, written.*, written.number = skill.version as is_current
              from skill
              join skill_version as written on written.skill = skill.key
             where skill.key = @key
            """, new { key, cancel });
        foreach (var version in versions.Where(version => !version.IsAsWritten).ToList())
        {
            await connection.ExecuteAsync("""
                update skill_version
                   set content_hash = @accepted
                 where skill = @key
                   and number = @number
                """, new { key, number = version.Number, accepted = version.ToProcedure().ContentHash(), cancel });
        }
    }

    static async Task ProposeAsync(SqliteConnection connection, long key, ProposedChange? proposed, CancellationToken cancel)
    {
        if (proposed is not null)
        {
            await connection.ExecuteAsync("""
                insert into proposed_change (proposal, target, base)
                values (@key, @target, @version)
                """, new { key, target = Column.Of(proposed.Target), version = proposed.BaseVersion, cancel });
        }
    }

    public Task<ProposedChange?> ProposalAsync(
        Project project, Guid skill, CancellationToken cancel) => database.ReadAsync(async connection =>
    {
        var row = await connection.QuerySingleOrDefaultAsync<ProposedRow>("""
            select proposed_change.target, proposed_change.base
              from skill
              join proposed_change on proposed_change.proposal = skill.key
             where skill.id = @id
               and skill.project in ('', @project)
            """, new { id = Column.Of(skill), project = project.Name, cancel });
        return row is null ? null : new ProposedChange(Column.Id(row.Target), row.Base);
    }, cancel);
}

/// <summary>The skill that a proposal would change, and the version that it was made from.</summary>
sealed record ProposedRow(string Target, int Base);
